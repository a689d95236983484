package io.epistle.identity;

import io.epistle.event.StemId;

/// Who a set of linked stems is: the id of the earliest stem in the log. The other stems' ids stay
/// aliases.
public record PersonId(StemId stem) implements Comparable<PersonId> {
    /// Reads the 32 hexadecimal digits that [#toString] writes.
    public static PersonId parse(String text) {
        return new PersonId(StemId.parse(text));
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
