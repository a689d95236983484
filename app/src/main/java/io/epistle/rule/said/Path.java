package io.epistle.rule.said;

import java.util.List;

/// The name of a trait or property, nested ones with dots, such as `address.city`.
///
/// @param names at least one, none empty
public record Path(List<String> names) {
    public Path {
        names = List.copyOf(names);
        if (names.isEmpty() || names.contains("")) {
            throw new IllegalArgumentException("expected names, found " + names);
        }
    }

    /// A path of one or more names.
    public static Path of(String... names) {
        return new Path(List.of(names));
    }

    /// The names joined by dots, as facts are asked for it.
    public String dotted() {
        return String.join(".", names);
    }
}
