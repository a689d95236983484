package io.epistle.console;

/// Which mails are asked for, newest first.
///
/// @param text what sender, recipient or subject contains, in any case; empty for all
/// @param paging which page
public record MailQuery(String text, Paging paging) {}
