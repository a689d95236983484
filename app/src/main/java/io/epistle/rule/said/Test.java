package io.epistle.rule.said;

import java.util.List;

/// What is asked of a trait or property. Where a path leads to several values
/// (`products.category`), one that passes is enough; where it leads to none, only [Empty] holds.
public sealed interface Test
        permits NumberTest,
                Test.Is,
                Test.OneOf,
                Test.Contains,
                Test.StartsWith,
                Test.EndsWith,
                Test.Matches,
                Test.Length,
                Test.Size,
                Test.Exists,
                Test.Empty,
                Test.When,
                Test.AnniversaryToday,
                Test.AnniversaryNext {
    /// `= "US"` or `!= "US"`, for texts and truth values; numbers are [NumberTest.Compared].
    record Is(boolean negated, Literal literal, boolean ignoringCase) implements Test {
        public Is {
            if (literal instanceof Literal.Numeric) {
                throw new IllegalArgumentException(
                        "expected a text or truth value, found a number");
            }
        }
    }

    /// `in ("a", "b")` or `not in ("a", "b")`; at least one literal.
    record OneOf(boolean negated, List<Literal> literals, boolean ignoringCase) implements Test {
        public OneOf {
            literals = requireSome(literals);
        }
    }

    /// `contains "x"` (one literal, [Which#ANY]) or `contains any of ("x", "y")`: a part of a text,
    /// an item of a list.
    record Contains(Which which, List<Literal> literals, boolean ignoringCase) implements Test {
        public Contains {
            literals = requireSome(literals);
        }
    }

    /// How many of the literals must be contained.
    enum Which {
        /// At least one.
        ANY,
        /// Every one.
        ALL,
        /// Not a single one.
        NONE
    }

    /// `starts with "x"`.
    record StartsWith(String text, boolean ignoringCase) implements Test {}

    /// `ends with "x"`.
    record EndsWith(String text, boolean ignoringCase) implements Test {}

    /// `matches "^A[0-9]+"`: the expression is found somewhere in the text; RE2 syntax, in linear
    /// time.
    record Matches(String expression, boolean ignoringCase) implements Test {}

    /// `length > 3`: of a text, in code points.
    record Length(NumberTest test) implements Test {}

    /// `size > 3`: of a list, in items.
    record Size(NumberTest test) implements Test {}

    /// `exists`: there is a value.
    record Exists() implements Test {}

    /// `is empty`: there is no value, or only empty texts, lists and objects.
    record Empty() implements Test {}

    /// `before 2011-09-30`, `in the last 3 days`: of a date; never [Window.Ever].
    record When(Window window) implements Test {
        public When {
            if (window instanceof Window.Ever) {
                throw new IllegalArgumentException("expected a window, found ever");
            }
        }
    }

    /// `anniversary today`: the day and month of the date are today's; 29 February counts as the
    /// 28th in other years.
    record AnniversaryToday() implements Test {}

    /// `anniversary in the next 7 days`: it is tomorrow or later, at most so many calendar days
    /// ahead.
    ///
    /// @param days 1 to [#DAYS_MAX]
    record AnniversaryNext(int days) implements Test {
        /// An anniversary is never further away than a leap year.
        public static final int DAYS_MAX = 366;

        public AnniversaryNext {
            if (days < 1 || days > DAYS_MAX) {
                throw new IllegalArgumentException(
                        "found %d days, expected 1 to %d".formatted(days, DAYS_MAX));
            }
        }
    }

    private static List<Literal> requireSome(List<Literal> literals) {
        if (literals.isEmpty()) {
            throw new IllegalArgumentException("expected at least one value, found none");
        }
        return List.copyOf(literals);
    }
}
