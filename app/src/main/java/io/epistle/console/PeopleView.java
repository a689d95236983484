package io.epistle.console;

import io.epistle.identity.PersonId;

import java.util.List;
import java.util.Optional;

/// The page People.
///
/// @param people those that were asked for
/// @param reach how far was looked
/// @param everyone how many people there are in all
/// @param segments the segments to filter by, with their sizes
/// @param lifecycles the states to filter by, with their sizes
public record PeopleView(
        Slice<PersonRow> people,
        Reach reach,
        long everyone,
        List<Choice> segments,
        List<Choice> lifecycles) {
    /// How far was looked for people.
    public sealed interface Reach {
        /// Among all people.
        record Whole() implements Reach {}

        /// The one person who has exactly this address, number or id was looked up.
        record Exact() implements Reach {}

        /// The search stopped when it had looked at enough people.
        ///
        /// @param looked how many it looked at
        /// @param last the last of them: where it can go on
        record Stopped(long looked, PersonId last) implements Reach {}
    }

    /// Where the next page begins in the order of ids: behind the last person of this one.
    public Optional<PersonId> last() {
        return people.items().isEmpty()
                ? Optional.empty()
                : Optional.of(people.items().getLast().id());
    }

    public PeopleView {
        segments = List.copyOf(segments);
        lifecycles = List.copyOf(lifecycles);
    }
}
