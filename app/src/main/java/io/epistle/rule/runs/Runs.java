package io.epistle.rule.runs;

import io.epistle.profile.RfmCuts;
import io.epistle.rule.said.Figure;
import io.epistle.rule.said.NumberTest;
import io.epistle.rule.said.RfmFigure;
import io.epistle.rule.said.Said;

import java.util.List;

/// A rule as it runs: facts by their place in a table of what is looked for, times as milliseconds.
/// Made by [Compiler], run by [Evaluation].
sealed interface Runs {
    /// The saying behind it, for explanations.
    String text();

    record Everyone(String text) implements Runs {}

    record All(String text, List<Runs> parts) implements Runs {}

    record Any(String text, List<Runs> parts) implements Runs {}

    record Not(String text, Runs part) implements Runs {}

    record NumberOf(String text, int least, int most, List<Runs> parts) implements Runs {}

    /// A rule that several others may name: answered once in each evaluation.
    ///
    /// @param slot its place among the shared rules
    record Shared(String text, int slot, Runs rule) implements Runs {}

    record TraitMeets(String text, String path, Check check) implements Runs {}

    /// @param looked the place of its facts in the program's table
    record Counted(String text, int looked, Active active, long least, long most) implements Runs {}

    record Figured(
            String text, Figure figure, String property, int looked, Active active, NumberTest test)
            implements Runs {}

    record Occurred(String text, Said.Place place, int looked, Active active) implements Runs {}

    record OccurrenceMeets(String text, Said.Place place, int looked, String property, Check check)
            implements Runs {}

    record Funnel(String text, int first, Active active, List<Step> steps) implements Runs {}

    /// @param within [Standing#FOREVER] for any time later
    record Step(int looked, boolean missing, long within) {}

    record RfmMeets(String text, RfmFigure figure, Check.Timeless check, RfmCuts cuts)
            implements Runs {}

    record Consented(String text, int given, int withdrawn) implements Runs {}

    record BucketMeets(String text, String name, NumberTest test) implements Runs {}

    record KnownFor(String text, long age) implements Runs {}
}
