package io.epistle.rule.said;

import java.util.List;

/// Reads conditions on the first or last fact of a kind: `last "A" more than 90 days ago`, `total
/// of last "A" > 100`.
final class PlaceParser {
    private static final String A_WINDOW = "a window such as within 30 days or before 2025-01-31";

    private final Cursor cursor;
    private final OccurrencesParser events;
    private final TestParser tests;

    PlaceParser(Cursor cursor) {
        this.cursor = cursor;
        this.events = new OccurrencesParser(cursor);
        this.tests = new TestParser(cursor);
    }

    boolean isNext() {
        return isAhead(0);
    }

    /// Whether `first` or `last` and an event's name stand so many tokens behind the next.
    boolean isAhead(int ahead) {
        Token word = cursor.peek(ahead);
        return (word.isWord("first") || word.isWord("last"))
                && cursor.peek(ahead + 1).kind() == Token.Kind.TEXT;
    }

    boolean isNextAfterOf() {
        return cursor.next().isWord("of") && isAhead(1);
    }

    /// When it happened.
    Said occurred(Position at) {
        Said.Place place = place();
        OccurrencesParser.Phrase phrase = events.phrase();
        if (phrase.window() instanceof Window.Ever) {
            throw cursor.expected(
                    A_WINDOW, List.of("within", "more", "before", "after", "since", "on"));
        }
        return new Said.Occurred(at, place, phrase.occurrences(), phrase.window());
    }

    /// What a property of it is: the property is passed, `of` is next.
    Said property(Position at, Path property) {
        cursor.require("of");
        return new Said.OccurrenceMeets(at, property, place(), events.occurrences(), tests.test());
    }

    private Said.Place place() {
        return cursor.take().isWord("first") ? Said.Place.FIRST : Said.Place.LAST;
    }
}
