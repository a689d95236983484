package io.epistle.rule.said;

import java.util.List;
import java.util.Optional;

/// Reads which facts are spoken of: an event's name and what may follow it.
final class OccurrencesParser {
    private final Cursor cursor;
    private final FilterParser filters;
    private final CountParser counts;
    private final WindowParser windows;

    OccurrencesParser(Cursor cursor) {
        this.cursor = cursor;
        this.filters = new FilterParser(cursor);
        this.counts = new CountParser(cursor);
        this.windows = new WindowParser(cursor);
    }

    /// An event's name with what follows it: which of them, how often, when.
    ///
    /// @param count absent where nothing is said
    /// @param window [Window.Ever] where nothing is said
    record Phrase(Occurrences occurrences, Optional<Count> count, Window window) {}

    /// A name that `where`, a count and a window may follow, in any order.
    Phrase countedPhrase() {
        return phrase(true);
    }

    /// A name that `where` and a window may follow, in any order.
    Phrase phrase() {
        return phrase(false);
    }

    /// A name that `where` may follow.
    Occurrences occurrences() {
        String name = name();
        return new Occurrences(name, filters.isNext() ? filters.where() : new Filter.Everything());
    }

    private Phrase phrase(boolean counted) {
        String name = name();
        Optional<Filter> where = Optional.empty();
        Optional<Count> count = Optional.empty();
        Optional<Window> window = Optional.empty();
        while (true) {
            if (filters.isNext()) {
                requireFirst(where, "a second where");
                where = Optional.of(filters.where());
            } else if (counted && counts.isNext()) {
                requireFirst(count, "a second count");
                count = Optional.of(counts.count());
            } else if (windows.isNext()) {
                requireFirst(window, "a second window");
                window = Optional.of(windows.past());
            } else {
                return new Phrase(
                        new Occurrences(name, where.orElse(new Filter.Everything())),
                        count,
                        window.orElse(new Window.Ever()));
            }
        }
    }

    private void requireFirst(Optional<?> before, String found) {
        if (before.isPresent()) {
            throw NotARule.at(cursor.next().at(), found, "only one for each event");
        }
    }

    private String name() {
        Token name = cursor.next();
        if (name.kind() != Token.Kind.TEXT || name.text().isEmpty()) {
            throw cursor.expected(
                    "an event's name in double quotes such as \"Order Completed\"", List.of());
        }
        return cursor.take().text();
    }
}
