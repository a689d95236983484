package io.epistle.rule.meant;

import io.epistle.profile.RfmCuts;
import io.epistle.rule.said.Figure;
import io.epistle.rule.said.NumberTest;
import io.epistle.rule.said.RfmFigure;
import io.epistle.rule.said.Said;

import java.time.Duration;
import java.util.List;

/// What a rule means in one World: names resolved, units as durations, words for numbers as bounds.
/// Made by [Resolver]. A segment that is named twice is the same object twice.
public sealed interface Meant {
    /// The saying that means this, as [io.epistle.rule.said.Printer] writes it.
    String text();

    /// True of everyone.
    record Everyone(String text) implements Meant {}

    /// Every part holds.
    record All(String text, List<Meant> parts) implements Meant {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /// At least one part holds.
    record Any(String text, List<Meant> parts) implements Meant {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /// The part does not hold.
    record Not(String text, Meant part) implements Meant {}

    /// At least `least` and at most `most` parts hold; no number of parts does where `least` is
    /// greater.
    record NumberOf(String text, int least, int most, List<Meant> parts) implements Meant {
        public NumberOf {
            parts = List.copyOf(parts);
        }
    }

    /// A trait passes a test.
    record TraitMeets(String text, String path, ValueTest test) implements Meant {}

    /// At least `least` and at most `most` facts count.
    ///
    /// @param most [Long#MAX_VALUE] where there is no bound
    record Happened(String text, Matching matching, Period period, long least, long most)
            implements Meant {}

    /// A figure over all values of a property in the facts that count passes a test.
    record FigureMeets(
            String text,
            Figure figure,
            String property,
            Matching matching,
            Period period,
            NumberTest test)
            implements Meant {}

    /// The first or last fact so far counts.
    record Occurred(String text, Said.Place place, Matching matching, Period period)
            implements Meant {}

    /// A property of the first or last fact so far passes a test.
    record OccurrenceMeets(
            String text, Said.Place place, Matching matching, String property, ValueTest test)
            implements Meant {}

    /// A fact that counts was followed by these steps.
    record Funnel(String text, Matching first, Period period, List<Step> steps) implements Meant {
        public Funnel {
            steps = List.copyOf(steps);
        }
    }

    /// What follows, later than the step before and less than `within` after it.
    ///
    /// @param missing whether nothing of the kind may follow; then it is the last step and has
    ///   happened once `within` has passed
    /// @param within [#ANY_TIME] where it may be any time later
    record Step(Matching matching, boolean missing, Duration within) {
        /// Longer than any timeline.
        public static final Duration ANY_TIME = Duration.ofMillis(Long.MAX_VALUE);
    }

    /// A score or the cell of recency, frequency and monetary passes a test.
    record RfmMeets(String text, RfmFigure figure, ValueTest test, RfmCuts cuts) implements Meant {}

    /// The person is in a segment.
    record InSegment(String text, String id, Meant rule) implements Meant {}

    /// The person is in a stage of the lifecycle.
    ///
    /// @param rule that the stage's own rule holds and none of those before it
    record InStage(String text, String stage, Meant rule) implements Meant {}

    /// The latest word on a purpose was a consent; where a consent and a withdrawal have the same
    /// time, the withdrawal counts.
    record Consented(String text, String purpose) implements Meant {}

    /// A stable number from 0 to 9999 drawn for the person under a name passes a test.
    record BucketMeets(String text, String name, NumberTest test) implements Meant {}

    /// The person's first fact is that old.
    record KnownFor(String text, Duration age) implements Meant {}
}
