package io.epistle.rule.said;

import java.util.List;

/// Reads what is asked of a trait or property: `= "US"`, `in ("a", "b")`, `exists`, `before
/// 2011-09-30`.
final class TestParser {
    /// Words that start a test.
    static final List<String> WORDS =
            List.of(
                    "in",
                    "not",
                    "contains",
                    "starts",
                    "ends",
                    "matches",
                    "between",
                    "exists",
                    "is",
                    "before",
                    "after",
                    "since",
                    "on",
                    "more",
                    "within",
                    "this",
                    "length",
                    "size",
                    "anniversary");

    private static final String A_TEST =
            "a comparison such as = \"US\", in (\"a\", \"b\"), between 1 and 5, exists or before"
                    + " 2025-01-31";

    private final Cursor cursor;
    private final NumberTestParser numberTests;
    private final WindowParser windows;
    private final SpanParser spans;
    private final LiteralParser literals;

    TestParser(Cursor cursor) {
        this.cursor = cursor;
        this.numberTests = new NumberTestParser(cursor);
        this.windows = new WindowParser(cursor);
        this.spans = new SpanParser(cursor);
        this.literals = new LiteralParser(cursor);
    }

    Test test() {
        Token start = cursor.next();
        if (numberTests.isComparison()) {
            return comparison();
        }
        if (windows.isNext() && !start.isWord("ever")) {
            return new Test.When(windows.window());
        }
        int before = cursor.index();
        cursor.skip(1);
        return switch (start.word()) {
            case "in" -> oneOf(false);
            case "not" -> {
                cursor.require("in");
                yield oneOf(true);
            }
            case "contains" -> contains();
            case "starts" -> new Test.StartsWith(affix(), ignoringCase());
            case "ends" -> new Test.EndsWith(affix(), ignoringCase());
            case "matches" -> new Test.Matches(expression(), ignoringCase());
            case "between" -> numberTests.between(start.at());
            case "exists" -> new Test.Exists();
            case "is" -> empty();
            case "length" -> new Test.Length(numberTests.numberTest());
            case "size" -> new Test.Size(numberTests.numberTest());
            case "anniversary" -> anniversary();
            default -> {
                cursor.backTo(before);
                throw cursor.expected(A_TEST, WORDS);
            }
        };
    }

    private Test comparison() {
        Comparison comparison = numberTests.comparison();
        Token value = cursor.next();
        if (value.kind() == Token.Kind.NUMBER) {
            return new NumberTest.Compared(comparison, literals.number());
        }
        boolean negated = comparison == Comparison.UNEQUAL;
        if (value.kind() == Token.Kind.MOMENT) {
            throw cursor.expected(
                    "a number, text or truth value; dates are compared with before, after, since"
                            + " and on",
                    List.of());
        }
        if (comparison != Comparison.EQUAL && !negated) {
            throw cursor.expected("a number", List.of());
        }
        Literal literal = literals.literal();
        return new Test.Is(negated, literal, literal instanceof Literal.Text && ignoringCase());
    }

    private Test oneOf(boolean negated) {
        return new Test.OneOf(negated, literals.literals(), ignoringCase());
    }

    private Test contains() {
        for (Test.Which which : Test.Which.values()) {
            if (cursor.isPhrase(Printer.word(which), "of")) {
                cursor.skip(2);
                return new Test.Contains(which, literals.literals(), ignoringCase());
            }
        }
        return new Test.Contains(Test.Which.ANY, List.of(literals.literal()), ignoringCase());
    }

    private String affix() {
        cursor.taken("with");
        return literals.text("a text in double quotes");
    }

    private String expression() {
        return literals.text("a regular expression in double quotes");
    }

    private boolean ignoringCase() {
        if (!cursor.taken("ignoring")) {
            return false;
        }
        cursor.require("case");
        return true;
    }

    private Test empty() {
        if (!cursor.taken("empty")) {
            throw cursor.expected(
                    "\"empty\", because values are compared with =", List.of("empty"));
        }
        return new Test.Empty();
    }

    private Test anniversary() {
        if (cursor.taken("today")) {
            return new Test.AnniversaryToday();
        }
        cursor.require("in");
        cursor.require("the");
        cursor.require("next");
        Token amount = cursor.next();
        Span span = spans.positive();
        if (span.unit() != Unit.DAY || span.amount() > Test.AnniversaryNext.DAYS_MAX) {
            throw NotARule.at(
                    amount.at(),
                    "%d %ss".formatted(span.amount(), span.unit().word()),
                    "1 to %d days".formatted(Test.AnniversaryNext.DAYS_MAX));
        }
        return new Test.AnniversaryNext((int) span.amount());
    }
}
