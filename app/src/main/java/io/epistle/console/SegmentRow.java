package io.epistle.console;

import java.util.OptionalLong;

/// One segment in a list.
///
/// @param id its name in definitions and addresses
/// @param name what people read
/// @param description what it is for; may be empty
/// @param rule the rule's text
/// @param size how many people are in it now
/// @param before how many were in it at the moment compared with; absent where that is not known
public record SegmentRow(
        String id, String name, String description, String rule, long size, OptionalLong before) {}
