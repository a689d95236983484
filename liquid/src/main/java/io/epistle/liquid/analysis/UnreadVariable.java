package io.epistle.liquid.analysis;

/// A variable that a template sets by `assign` or `capture` and that nothing reads: not the
/// template, and no other one that it includes. What a filter or tag of the product reads on its
/// own is not known here.
///
/// @param name the variable
/// @param position offset of the tag in the source
/// @param line line from 1
/// @param column column from 1
public record UnreadVariable(String name, int position, int line, int column) {}
