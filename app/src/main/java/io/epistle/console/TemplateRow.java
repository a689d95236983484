package io.epistle.console;

/// One template in a list.
///
/// @param id its name in definitions and addresses
/// @param name what people read
/// @param subject its subject, as written
/// @param campaigns how many campaigns use it
/// @param errors how many places fail every message that comes to them
/// @param warnings how many places are probably not meant
public record TemplateRow(
        String id, String name, String subject, int campaigns, int errors, int warnings) {}
