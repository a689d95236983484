package io.epistle.rule.said;

import io.epistle.rule.Checked;
import io.epistle.rule.Problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a rule's text into what the user says. Keywords in any case; white space and line breaks
/// anywhere.
///
/// Here is how conditions are joined: `or` binds weaker than `and`, `and` weaker than `not`. Each
/// noun of the language has a parser of its own: [ConditionParser] for a single condition,
/// [WindowParser] for a window, [TestParser] for what is asked of a value. None of them leads back
/// here, since only joined conditions hold conditions.
public final class Parser {
    /// Longer than any rule a person can review; lists of ids belong in a manual list.
    public static final int LENGTH_MAX = 100_000;

    /// Deeper nesting is not readable, and every reader of the tree recurses.
    public static final int DEPTH_MAX = 32;

    private final Cursor cursor;
    private final ConditionParser conditions;
    private final CountParser counts;
    private final LiteralParser literals;

    private Parser(Cursor cursor) {
        this.cursor = cursor;
        this.conditions = new ConditionParser(cursor);
        this.counts = new CountParser(cursor);
        this.literals = new LiteralParser(cursor);
    }

    /// Reads a whole rule. The first problem ends the reading.
    public static Checked<Said> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return wrong(
                    new Problem(
                            1,
                            1,
                            "%d characters".formatted(text.length()),
                            "at most %d".formatted(LENGTH_MAX),
                            Optional.empty()));
        }
        try {
            Cursor cursor = new Cursor(Lexer.tokens(text));
            Said said = new Parser(cursor).rule();
            cursor.requireEnd();
            return new Checked.Sound<>(said);
        } catch (NotARule failure) {
            return wrong(failure.problem());
        }
    }

    private static Checked<Said> wrong(Problem problem) {
        return new Checked.Wrong<>(List.of(problem));
    }

    private Said rule() {
        Position at = cursor.next().at();
        List<Said> parts = new ArrayList<>(List.of(conjunction()));
        while (cursor.taken("or")) {
            parts.add(conjunction());
        }
        return parts.size() == 1 ? parts.getFirst() : new Said.Any(at, parts);
    }

    private Said conjunction() {
        Position at = cursor.next().at();
        List<Said> parts = new ArrayList<>(List.of(unary()));
        while (cursor.taken("and")) {
            parts.add(unary());
        }
        return parts.size() == 1 ? parts.getFirst() : new Said.All(at, parts);
    }

    private Said unary() {
        Position at = cursor.next().at();
        if (cursor.taken("not")) {
            return cursor.deeper(() -> new Said.Not(at, unary()));
        }
        if (cursor.takenSymbol("(")) {
            return cursor.deeper(() -> {
                Said inner = rule();
                cursor.requireSymbol(")");
                return inner;
            });
        }
        return isGroup() ? group(at) : conditions.condition();
    }

    private boolean isGroup() {
        Token second = cursor.peek(1);
        return switch (cursor.next().word()) {
            case "all", "any", "none" -> second.isWord("of");
            case "exactly" -> second.kind() == Token.Kind.NUMBER;
            case "at" -> second.isWord("least") || second.isWord("most");
            case "more", "fewer", "less" -> second.isWord("than");
            default -> false;
        };
    }

    private Said group(Position at) {
        Quantity quantity = quantity();
        cursor.require("of");
        cursor.requireSymbol("(");
        return cursor.deeper(() -> {
            List<Said> parts = new ArrayList<>(List.of(rule()));
            while (cursor.takenSymbol(",")) {
                parts.add(rule());
            }
            cursor.requireSymbol(")");
            return new Said.Group(at, quantity, parts);
        });
    }

    private Quantity quantity() {
        if (cursor.taken("all")) {
            return new Quantity.Every();
        }
        if (cursor.taken("any")) {
            return new Quantity.Some();
        }
        if (cursor.taken("none")) {
            return new Quantity.None();
        }
        return new Quantity.Bounded(counts.word(), (int) literals.wholeNumber(LENGTH_MAX));
    }
}
