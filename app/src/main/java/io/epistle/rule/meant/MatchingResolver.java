package io.epistle.rule.meant;

import io.epistle.rule.said.Filter;
import io.epistle.rule.said.NumberTest;
import io.epistle.rule.said.Occurrences;
import io.epistle.rule.said.Position;
import io.epistle.rule.said.Test;
import io.epistle.rule.said.Window;

import java.util.List;

/// Finds out which facts are meant: an event's name and what follows `where`.
final class MatchingResolver {
    private final TestResolver tests;
    private final Problems problems;

    MatchingResolver(TestResolver tests, Problems problems) {
        this.tests = tests;
        this.problems = problems;
    }

    Matching matching(Occurrences occurrences) {
        return new Matching(occurrences.name(), filter(occurrences.where()));
    }

    private Matching.Filter filter(Filter filter) {
        return switch (filter) {
            case Filter.Everything _ -> new Matching.Filter.Everything();
            case Filter.All(List<Filter> parts) ->
                    new Matching.Filter.All(parts.stream().map(this::filter).toList());
            case Filter.Any(List<Filter> parts) ->
                    new Matching.Filter.Any(parts.stream().map(this::filter).toList());
            case Filter.Not(Filter part) -> new Matching.Filter.Not(filter(part));
            case Filter.Meets(Position at, var property, Test test) -> {
                requireTimeless(at, test);
                yield new Matching.Filter.Meets(property.dotted(), tests.test(at, test));
            }
        };
    }

    /// Facts that count are in order of time only where filters do not look at the clock.
    private void requireTimeless(Position at, Test test) {
        boolean timeless =
                switch (test) {
                    case Test.When(Window window) -> isFixed(window);
                    case Test.AnniversaryToday _, Test.AnniversaryNext _ -> false;
                    case NumberTest _, Test.Is _, Test.OneOf _, Test.Contains _ -> true;
                    case Test.StartsWith _, Test.EndsWith _, Test.Matches _ -> true;
                    case Test.Length _, Test.Size _, Test.Exists _, Test.Empty _ -> true;
                };
        if (!timeless) {
            problems.note(
                    at,
                    "a date reckoned from the present inside where",
                    "a fixed date such as before 2025-01-31");
        }
    }

    private static boolean isFixed(Window window) {
        return switch (window) {
            case Window.Before _, Window.After _, Window.Since _ -> true;
            case Window.On _, Window.BetweenMoments _ -> true;
            case Window.Ever _, Window.Within _, Window.Next _, Window.MoreThanAgo _ -> false;
            case Window.BetweenAgo _, Window.This _ -> false;
        };
    }
}
