package io.epistle.identity;

import io.epistle.event.StemId;

import java.util.Optional;

/// Who a set of linked stems is: the id of the earliest stem in the log. The other stems' ids stay
/// aliases.
public record PersonId(StemId stem) implements Comparable<PersonId> {
    /// Reads the 32 hexadecimal digits that [#toString] writes.
    public static PersonId parse(String text) {
        return new PersonId(StemId.parse(text));
    }

    /// The id that a text is; absent where it is none.
    public static Optional<PersonId> find(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(PersonId other) {
        return stem.compareTo(other.stem);
    }

    @Override
    public String toString() {
        return stem.toString();
    }
}
