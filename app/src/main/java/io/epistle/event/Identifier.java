package io.epistle.event;

/// A name that a source gave to a person, raw as received: `user_id`, `email`, `anonymous_id`,
/// `phone` or a kind of the tracking plan. What it matches is the business of `identity`.
///
/// @param kind snake case, 1 to [#KIND_LENGTH_MAX] characters
/// @param value as received, 1 to [#VALUE_LENGTH_MAX] characters
public record Identifier(String kind, String value) implements Comparable<Identifier> {
    /// The identifier that an application gives to a signed-in person.
    public static final String USER_ID = "user_id";

    /// An email address.
    public static final String EMAIL = "email";

    /// A browser's or device's own identifier.
    public static final String ANONYMOUS_ID = "anonymous_id";

    /// Kinds are short names of a definition.
    public static final int KIND_LENGTH_MAX = 64;

    /// Longer values never identify; the block list refuses far shorter ones.
    public static final int VALUE_LENGTH_MAX = 1_024;

    public Identifier {
        if (kind.isEmpty() || kind.length() > KIND_LENGTH_MAX) {
            throw new IllegalArgumentException("identifier kind of length " + kind.length());
        }
        if (value.isEmpty() || value.length() > VALUE_LENGTH_MAX) {
            throw new IllegalArgumentException("identifier value of length " + value.length());
        }
    }

    @Override
    public int compareTo(Identifier other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : value.compareTo(other.value);
    }
}
