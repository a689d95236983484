package io.epistle.console;

/// One thing that a list can be filtered by.
///
/// @param id what the address carries
/// @param name what people read
/// @param count how many rows it leaves
public record Choice(String id, String name, long count) {}
