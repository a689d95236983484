package io.epistle.console;

import java.util.List;

/// The page People.
///
/// @param people those that were asked for
/// @param everyone how many people there are in all
/// @param segments the segments to filter by, with their sizes
/// @param lifecycles the states to filter by, with their sizes
public record PeopleView(
        Slice<PersonRow> people, long everyone, List<Choice> segments, List<Choice> lifecycles) {
    public PeopleView {
        segments = List.copyOf(segments);
        lifecycles = List.copyOf(lifecycles);
    }
}
