package io.epistle.liquid.value;

/// Text.
///
/// @param value the characters
/// @param safe true for markup that an escaping template writes as it is; see the README's section
///   on escaping
public record Text(String value, boolean safe) implements Value, Comparable<Text> {
    /// No characters.
    public static final Text EMPTY = new Text("", false);

    /// Plain text, which an escaping template escapes.
    public static Text plain(String value) {
        return value.isEmpty() ? EMPTY : new Text(value, false);
    }

    /// The characters alone decide equality, as they do for an author who compares two texts.
    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && text.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /// An order, so that a table finds many of one hash fast.
    @Override
    public int compareTo(Text other) {
        return value.compareTo(other.value);
    }
}
