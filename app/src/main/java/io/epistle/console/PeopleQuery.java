package io.epistle.console;

import io.epistle.identity.PersonId;

import java.util.Optional;

/// Which people are asked for.
///
/// @param text what name, address or identifier contains, in any case; empty for everyone; at most
///   [#TEXT_MAX]
/// @param segment only members of this segment
/// @param lifecycle only people in this state
/// @param mayMail only people who agreed to marketing mail, or only those who did not
/// @param order what the list is sorted by
/// @param descending largest, newest or last in the alphabet first; nothing to [PeopleOrder#ID]
/// @param after in the order of ids, only people behind this one: where the page before ended, or
///   where a search stopped; other orders do not look at it
/// @param paging which page; behind `after` it only says which number the page has
public record PeopleQuery(
        String text,
        Optional<String> segment,
        Optional<String> lifecycle,
        Optional<Boolean> mayMail,
        PeopleOrder order,
        boolean descending,
        Optional<PersonId> after,
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

    /// Everyone, in the order of ids.
    public static PeopleQuery everyone() {
        return new PeopleQuery(
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PeopleOrder.ID,
                false,
                Optional.empty(),
                Paging.page(1));
    }

    /// The same people on another page.
    public PeopleQuery on(Paging other) {
        return new PeopleQuery(
                text, segment, lifecycle, mayMail, order, descending, Optional.empty(), other);
    }

    /// The same people, from behind one of them.
    public PeopleQuery after(PersonId person, Paging other) {
        return new PeopleQuery(
                text, segment, lifecycle, mayMail, order, descending, Optional.of(person), other);
    }

    /// The same people in another order, from the first.
    public PeopleQuery by(PeopleOrder other, boolean downwards) {
        return new PeopleQuery(
                text,
                segment,
                lifecycle,
                mayMail,
                other,
                downwards,
                Optional.empty(),
                Paging.page(1));
    }

    /// Whether everyone must be looked at to answer.
    public boolean needsEveryone() {
        return order != PeopleOrder.ID || lifecycle.isPresent() || mayMail.isPresent();
    }

    /// Whether anything narrows the list.
    public boolean narrows() {
        return !text.isEmpty()
                || segment.isPresent()
                || lifecycle.isPresent()
                || mayMail.isPresent();
    }
}
