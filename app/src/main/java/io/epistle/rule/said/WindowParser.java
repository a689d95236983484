package io.epistle.rule.said;

import java.util.List;
import java.util.Optional;

/// Reads when something must have happened: `within 14 days`, `between 3 and 10 days ago`, `before
/// 2011-09-30`, `this month`.
final class WindowParser {
    private final Cursor cursor;
    private final LiteralParser literals;
    private final SpanParser spans;
    private final MomentParser moments;

    WindowParser(Cursor cursor) {
        this.cursor = cursor;
        this.literals = new LiteralParser(cursor);
        this.spans = new SpanParser(cursor);
        this.moments = new MomentParser(cursor);
    }

    /// Whether a window is next, and not a count or a test that begins with the same word.
    boolean isNext() {
        Token second = cursor.peek(1);
        return switch (cursor.next().word()) {
            case "within", "before", "after", "since", "ever", "this", "on" -> true;
            case "in" -> second.isWord("the");
            case "more" -> SpanParser.isUnit(cursor.peek(3));
            case "between" ->
                    second.kind() == Token.Kind.MOMENT
                            || (second.kind() == Token.Kind.NUMBER
                                    && (SpanParser.isUnit(cursor.peek(2))
                                            || SpanParser.isUnit(cursor.peek(4))));
            default -> false;
        };
    }

    /// A window of what has happened.
    Window past() {
        Position at = cursor.next().at();
        Window window = window();
        if (window instanceof Window.Next) {
            throw NotARule.at(
                    at,
                    "\"in the next\"",
                    "a window of the past, because what comes is not known",
                    Optional.of("\"in the last\""));
        }
        return window;
    }

    /// A window of the past or, for dates, of the future.
    Window window() {
        return switch (cursor.take().word()) {
            case "ever" -> new Window.Ever();
            case "within" -> new Window.Within(spans.positive());
            case "before" -> new Window.Before(moments.moment());
            case "after" -> new Window.After(moments.moment());
            case "since" -> new Window.Since(moments.moment());
            case "on" -> new Window.On(moments.day());
            case "this" -> new Window.This(calendarUnit());
            case "in" -> inThe();
            case "more" -> moreThanAgo();
            default -> between();
        };
    }

    private Window inThe() {
        cursor.require("the");
        if (cursor.taken("next")) {
            return new Window.Next(spans.positive());
        }
        if (!cursor.taken("last")) {
            throw cursor.expected("last or next", List.of("last", "next"));
        }
        return new Window.Within(spans.positive());
    }

    private Window moreThanAgo() {
        cursor.require("than");
        Span span = spans.positive();
        cursor.require("ago");
        return new Window.MoreThanAgo(span);
    }

    private Window between() {
        if (cursor.next().kind() == Token.Kind.MOMENT) {
            Moment from = moments.moment();
            cursor.require("and");
            return new Window.BetweenMoments(from, moments.moment());
        }
        long near = literals.wholeNumber(Span.AMOUNT_MAX);
        Optional<Unit> nearUnit =
                cursor.next().isWord("and") ? Optional.empty() : Optional.of(spans.unit());
        cursor.require("and");
        Span far = spans.positive();
        cursor.require("ago");
        return new Window.BetweenAgo(new Span(near, nearUnit.orElse(far.unit())), far);
    }

    private CalendarUnit calendarUnit() {
        for (CalendarUnit unit : CalendarUnit.values()) {
            if (cursor.taken(unit.word())) {
                return unit;
            }
        }
        throw cursor.expected(
                "day, week, month, quarter or year",
                List.of("day", "week", "month", "quarter", "year"));
    }
}
