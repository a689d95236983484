package io.epistle.liquid.analysis;

/// A value that stands twice in one `case`. Both branches print, which is seldom meant.
///
/// @param position offset of the later branch in the source
/// @param line line of the later branch from 1
/// @param column column of the later branch from 1
/// @param value the value in normal form, such as `"b"` or `1`
/// @param firstLine line of the branch that has it first
public record RepeatedWhen(int position, int line, int column, String value, int firstLine) {}
