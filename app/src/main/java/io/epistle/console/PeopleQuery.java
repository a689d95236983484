package io.epistle.console;

import java.util.Optional;

/// Which people are asked for.
///
/// @param text what name, address or identifier contains, in any case; empty for everyone; at most
///   [#TEXT_MAX]
/// @param segment only members of this segment
/// @param lifecycle only people in this state
/// @param mayMail only people who agreed to marketing mail, or only those who did not
/// @param order what the list is sorted by
/// @param descending largest, newest or last in the alphabet first
/// @param paging which page
public record PeopleQuery(
        String text,
        Optional<String> segment,
        Optional<String> lifecycle,
        Optional<Boolean> mayMail,
        PeopleOrder order,
        boolean descending,
        Paging paging) {
    /// No name is longer; longer input is cut.
    public static final int TEXT_MAX = 200;

    public PeopleQuery {
        if (text.length() > TEXT_MAX) {
            throw new IllegalArgumentException(
                    "found a search of %d characters, expected at most %d"
                            .formatted(text.length(), TEXT_MAX));
        }
    }

    /// Everyone, those seen last first.
    public static PeopleQuery everyone() {
        return new PeopleQuery(
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PeopleOrder.SEEN,
                true,
                Paging.page(1));
    }

    /// The same people on another page.
    public PeopleQuery on(Paging other) {
        return new PeopleQuery(text, segment, lifecycle, mayMail, order, descending, other);
    }

    /// Whether anything narrows the list.
    public boolean narrows() {
        return !text.isEmpty()
                || segment.isPresent()
                || lifecycle.isPresent()
                || mayMail.isPresent();
    }
}
