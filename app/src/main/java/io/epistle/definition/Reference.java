package io.epistle.definition;

/// A place where one definition names another.
///
/// @param target the definition named
/// @param file where it is named
/// @param mark where in that file
public record Reference(DocumentKey target, String file, Mark mark) {}
