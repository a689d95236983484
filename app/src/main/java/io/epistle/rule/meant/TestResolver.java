package io.epistle.rule.meant;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import io.epistle.event.Value;
import io.epistle.rule.said.Literal;
import io.epistle.rule.said.NumberTest;
import io.epistle.rule.said.Position;
import io.epistle.rule.said.Test;
import io.epistle.rule.said.Window;

import java.time.ZoneId;
import java.util.List;

/// Finds out what tests of values mean: literals as values, expressions compiled, dates as periods.
final class TestResolver {
    private final ZoneId zone;
    private final PeriodResolver periods;
    private final Problems problems;

    TestResolver(ZoneId zone, PeriodResolver periods, Problems problems) {
        this.zone = zone;
        this.periods = periods;
        this.problems = problems;
    }

    ValueTest test(Position at, Test test) {
        return switch (test) {
            case NumberTest number -> new ValueTest.Numeric(number);
            case Test.Is(boolean negated, Literal literal, boolean ignoringCase) ->
                    new ValueTest.OneOf(negated, List.of(value(literal)), ignoringCase);
            case Test.OneOf(boolean negated, List<Literal> literals, boolean ignoringCase) ->
                    new ValueTest.OneOf(negated, values(literals), ignoringCase);
            case Test.Contains(var which, List<Literal> literals, boolean ignoringCase) ->
                    new ValueTest.Contains(which, values(literals), ignoringCase);
            case Test.StartsWith(String text, boolean ignoringCase) ->
                    new ValueTest.StartsWith(text, ignoringCase);
            case Test.EndsWith(String text, boolean ignoringCase) ->
                    new ValueTest.EndsWith(text, ignoringCase);
            case Test.Matches(String expression, boolean ignoringCase) ->
                    matches(at, expression, ignoringCase);
            case Test.Length(NumberTest length) -> new ValueTest.Length(length);
            case Test.Size(NumberTest size) -> new ValueTest.Size(size);
            case Test.Exists _ -> new ValueTest.Exists();
            case Test.Empty _ -> new ValueTest.Empty();
            case Test.When(Window window) -> new ValueTest.When(periods.period(at, window), zone);
            case Test.AnniversaryToday _ -> new ValueTest.Anniversary(0, zone);
            case Test.AnniversaryNext(int days) -> new ValueTest.Anniversary(days, zone);
        };
    }

    private ValueTest matches(Position at, String expression, boolean ignoringCase) {
        try {
            return new ValueTest.Matches(
                    Pattern.compile(expression, ignoringCase ? Pattern.CASE_INSENSITIVE : 0));
        } catch (PatternSyntaxException failure) {
            problems.note(
                    at,
                    "the expression \"%s\" (%s)".formatted(expression, failure.getDescription()),
                    "a regular expression in RE2 syntax, without look-around and back-references");
            return new ValueTest.Exists();
        }
    }

    private static List<Value> values(List<Literal> literals) {
        return literals.stream().map(TestResolver::value).toList();
    }

    static Value value(Literal literal) {
        return switch (literal) {
            case Literal.Text(String text) -> Value.of(text);
            case Literal.Numeric(var number) -> Value.of(number);
            case Literal.Truth(boolean truth) -> Value.of(truth);
        };
    }
}
