package io.epistle.console;

/// How often a reason occurred.
///
/// @param reason its short stable name, such as `no_consent`
/// @param count at least 1
public record ReasonCount(String reason, long count) {}
