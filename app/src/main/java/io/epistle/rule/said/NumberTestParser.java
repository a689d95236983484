package io.epistle.rule.said;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Reads what is asked of a number: `>= 250`, `between 25 and 34`.
final class NumberTestParser {
    private final Cursor cursor;
    private final LiteralParser literals;

    NumberTestParser(Cursor cursor) {
        this.cursor = cursor;
        this.literals = new LiteralParser(cursor);
    }

    NumberTest numberTest() {
        Position at = cursor.next().at();
        if (cursor.taken("between")) {
            return between(at);
        }
        if (!isComparison()) {
            throw cursor.expected("a comparison with a number such as > 250", List.of("between"));
        }
        return new NumberTest.Compared(comparison(), literals.number());
    }

    /// What follows `between`, which is passed.
    ///
    /// @param at where it stands
    NumberTest.Between between(Position at) {
        BigDecimal least = literals.number();
        cursor.require("and");
        BigDecimal most = literals.number();
        if (least.compareTo(most) > 0) {
            throw NotARule.at(
                    at,
                    "between %s and %s".formatted(least.toPlainString(), most.toPlainString()),
                    "the smaller number first");
        }
        return new NumberTest.Between(least, most);
    }

    boolean isComparison() {
        return comparisonOf(cursor.next()).isPresent();
    }

    /// The comparison that is next.
    Comparison comparison() {
        return comparisonOf(cursor.take()).orElseThrow();
    }

    private static Optional<Comparison> comparisonOf(Token token) {
        for (Comparison comparison : Comparison.values()) {
            if (token.isSymbol(comparison.symbol())) {
                return Optional.of(comparison);
            }
        }
        return Optional.empty();
    }
}
