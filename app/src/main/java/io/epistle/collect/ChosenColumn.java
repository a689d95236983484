package io.epistle.collect;

/// Where a field is found in a file.
///
/// @param field the field's name in a mapping
/// @param index the column, from 0
/// @param header the column's name
/// @param given whether the mapping named it; otherwise it was guessed
public record ChosenColumn(String field, int index, String header, boolean given) {}
