package io.epistle.rule.said;

/// The facts spoken of: `"Product Viewed" where product_id = "X"`.
///
/// @param name the event's name, exactly
/// @param where which of them count
public record Occurrences(String name, Filter where) {
    public Occurrences {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("expected an event's name, found none");
        }
    }

    /// All facts of a name.
    public static Occurrences of(String name) {
        return new Occurrences(name, new Filter.Everything());
    }
}
