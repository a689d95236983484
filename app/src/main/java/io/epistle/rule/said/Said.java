package io.epistle.rule.said;

import java.util.List;

/// A rule as the user says it: names, not yet meanings. Parsed by [Parser], written by [Printer];
/// parsing what was printed gives the same tree.
public sealed interface Said {
    /// Where it starts.
    Position at();

    /// `everyone`.
    record Everyone(Position at) implements Said {}

    /// `a and b`; at least two parts.
    record All(Position at, List<Said> parts) implements Said {
        public All {
            parts = requireSome(parts, 2);
        }
    }

    /// `a or b`; at least two parts.
    record Any(Position at, List<Said> parts) implements Said {
        public Any {
            parts = requireSome(parts, 2);
        }
    }

    /// `not a`.
    record Not(Position at, Said part) implements Said {}

    /// `exactly 2 of (a, b, c)`; at least one part.
    record Group(Position at, Quantity quantity, List<Said> parts) implements Said {
        public Group {
            parts = requireSome(parts, 1);
        }
    }

    /// `country = "US"`.
    record TraitMeets(Position at, Path trait, Test test) implements Said {}

    /// `did "Product Viewed" where category = "Smartphones" at least 3 times within 7 days`.
    record Did(Position at, Occurrences occurrences, Count count, Window window) implements Said {}

    /// `sum of total in "Order Completed" within 90 days > 250`.
    record FigureMeets(
            Position at,
            Figure figure,
            Path property,
            Occurrences occurrences,
            Window window,
            NumberTest test)
            implements Said {}

    /// `last "Order Completed" more than 90 days ago`; the window is never [Window.Ever].
    record Occurred(Position at, Place place, Occurrences occurrences, Window window)
            implements Said {
        public Occurred {
            if (window instanceof Window.Ever) {
                throw new IllegalArgumentException("expected a window, found ever");
            }
        }
    }

    /// `total of last "Order Completed" > 100`.
    record OccurrenceMeets(
            Position at, Path property, Place place, Occurrences occurrences, Test test)
            implements Said {}

    /// Which of several facts in order of time.
    enum Place {
        /// The earliest.
        FIRST,
        /// The latest so far.
        LAST
    }

    /// `did "Checkout Started" then not did "Order Completed" within 2 hours`.
    ///
    /// @param first what it starts with
    /// @param window when the start must have happened
    /// @param steps what follows, at least one; only the last may be one that did not happen
    record Funnel(Position at, Occurrences first, Window window, List<Step> steps) implements Said {
        public Funnel {
            steps = requireSome(steps, 1);
            for (Step step : steps.subList(0, steps.size() - 1)) {
                if (step instanceof Step.Missing) {
                    throw new IllegalArgumentException("only the last step may be a missing one");
                }
            }
        }
    }

    /// One step of a funnel; each is later than the one before, by less than its span.
    sealed interface Step {
        /// What happens or does not.
        Occurrences occurrences();

        /// `then did "Order Completed"`, at any time later.
        record Later(Occurrences occurrences) implements Step {}

        /// `then did "Order Completed" within 2 hours`.
        record Soon(Occurrences occurrences, Span span) implements Step {}

        /// `then not did "Order Completed" within 2 hours`: known once the span has passed.
        record Missing(Occurrences occurrences, Span span) implements Step {}
    }

    /// `rfm.frequency >= 4`, `rfm.cell = "champions"`.
    record RfmMeets(Position at, RfmFigure figure, Test test) implements Said {}

    /// `lifecycle is "at risk"`.
    record LifecycleIs(Position at, String stage) implements Said {}

    /// `persona is "bargain hunters"`.
    record PersonaIs(Position at, String persona) implements Said {}

    /// `in segment "vip"`.
    record InSegment(Position at, String segment) implements Said {}

    /// `consented to "marketing_email"`.
    record ConsentedTo(Position at, String purpose) implements Said {}

    /// `bucket "spring" < 500`: a stable number from 0 to 9999 drawn for the person under a name.
    record BucketMeets(Position at, String name, NumberTest test) implements Said {}

    /// `known for at least 30 days`: the person's first fact is that old.
    record KnownFor(Position at, Span span) implements Said {}

    private static <T> List<T> requireSome(List<T> parts, int least) {
        if (parts.size() < least) {
            throw new IllegalArgumentException(
                    "expected at least %d parts, found %d".formatted(least, parts.size()));
        }
        return List.copyOf(parts);
    }
}
