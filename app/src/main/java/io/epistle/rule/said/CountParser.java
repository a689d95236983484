package io.epistle.rule.said;

import java.util.List;

/// Reads how often something must have happened: `at least 3 times`, `between 2 and 4 times`.
final class CountParser {
    private final Cursor cursor;
    private final LiteralParser literals;

    CountParser(Cursor cursor) {
        this.cursor = cursor;
        this.literals = new LiteralParser(cursor);
    }

    /// Whether a count is next, and not a window that begins with the same word.
    boolean isNext() {
        return switch (cursor.next().word()) {
            case "exactly" -> true;
            case "at" -> cursor.peek(1).isWord("least") || cursor.peek(1).isWord("most");
            case "fewer", "less" -> true;
            case "more" -> !SpanParser.isUnit(cursor.peek(3));
            case "between" ->
                    cursor.peek(1).kind() == Token.Kind.NUMBER
                            && cursor.peek(2).isWord("and")
                            && (cursor.peek(4).isWord("times") || cursor.peek(4).isWord("time"));
            default -> false;
        };
    }

    Count count() {
        Position at = cursor.next().at();
        Count count =
                cursor.taken("between")
                        ? between(at)
                        : new Count.Counted(word(), literals.wholeNumber(Count.TIMES_MAX));
        if (!cursor.taken("times") && !cursor.taken("time")) {
            throw cursor.expected("\"times\"", List.of("times", "days", "hours", "weeks"));
        }
        return count;
    }

    private Count between(Position at) {
        long least = literals.wholeNumber(Count.TIMES_MAX);
        cursor.require("and");
        long most = literals.wholeNumber(Count.TIMES_MAX);
        if (least > most) {
            throw NotARule.at(
                    at, "between %d and %d".formatted(least, most), "the smaller number first");
        }
        return new Count.Between(least, most);
    }

    /// The words before a number of times or of conditions.
    CountWord word() {
        if (cursor.taken("exactly")) {
            return CountWord.EXACTLY;
        }
        if (cursor.taken("at")) {
            if (cursor.taken("least")) {
                return CountWord.AT_LEAST;
            }
            cursor.require("most");
            return CountWord.AT_MOST;
        }
        CountWord word = cursor.take().isWord("more") ? CountWord.MORE_THAN : CountWord.FEWER_THAN;
        cursor.require("than");
        return word;
    }
}
