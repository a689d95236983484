package io.epistle.profile;

import io.epistle.event.Trust;
import io.epistle.event.Value;

import java.time.Instant;

/// One thing known about a person, with where it came from.
///
/// @param path the dotted name, such as `country` or `address.city`
/// @param value never [Value#NOTHING]: a removed trait is absent
/// @param source the source whose word it is
/// @param at since when it holds
/// @param trust how far the source is believed
public record Trait(String path, Value value, String source, Instant at, Trust trust) {}
