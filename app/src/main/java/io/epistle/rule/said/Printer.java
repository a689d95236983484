package io.epistle.rule.said;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes what the user says as text: one line, the same for equal trees, and read back as the same
/// tree.
public final class Printer {
    /// Words that start or join conditions: as the first name of a path they are written in
    /// backticks.
    private static final Set<String> RESERVED =
            Set.of(
                    "all",
                    "and",
                    "any",
                    "at",
                    "between",
                    "bucket",
                    "consented",
                    "did",
                    "distinct",
                    "average",
                    "everyone",
                    "exactly",
                    "false",
                    "fewer",
                    "first",
                    "in",
                    "known",
                    "last",
                    "less",
                    "lifecycle",
                    "max",
                    "min",
                    "more",
                    "none",
                    "not",
                    "or",
                    "persona",
                    "rfm",
                    "sum",
                    "then",
                    "true",
                    "where");

    private Printer() {}

    /// The text of a rule.
    public static String print(Said said) {
        return print(said, false);
    }

    /// @param joined whether `and` or `or` follows directly, which a filter must then be closed
    ///   against
    private static String print(Said said, boolean joined) {
        return switch (said) {
            case Said.Everyone _ -> "everyone";
            case Said.All all -> joined(all.parts(), " and ", joined);
            case Said.Any any -> joined(any.parts(), " or ", joined);
            case Said.Not(_, Said part) -> "not " + operand(part, joined);
            case Said.Group(_, Quantity quantity, List<Said> parts) ->
                    "%s of (%s)".formatted(quantity(quantity), commas(parts));
            case Said.TraitMeets(_, Path trait, Test test) -> path(trait) + " " + test(test);
            case Said.Did did -> did(did, joined);
            case Said.FigureMeets figure -> figure(figure);
            case Said.Occurred(_, Said.Place place, Occurrences event, Window window) ->
                    "%s %s %s"
                            .formatted(
                                    place(place),
                                    occurrences(event, false),
                                    window(window, "within"));
            case Said.OccurrenceMeets(
                            _,
                            Path property,
                            Said.Place place,
                            Occurrences event,
                            Test test) ->
                    "%s of %s %s %s"
                            .formatted(
                                    path(property),
                                    place(place),
                                    occurrences(event, true),
                                    test(test));
            case Said.Funnel funnel -> funnel(funnel, joined);
            case Said.RfmMeets(_, RfmFigure figure, Test test) ->
                    "rfm.%s %s".formatted(figure.word(), test(test));
            case Said.LifecycleIs(_, String stage) -> "lifecycle is " + text(stage);
            case Said.PersonaIs(_, String persona) -> "persona is " + text(persona);
            case Said.InSegment(_, String segment) -> "in segment " + text(segment);
            case Said.ConsentedTo(_, String purpose) -> "consented to " + text(purpose);
            case Said.BucketMeets(_, String name, NumberTest test) ->
                    "bucket %s %s".formatted(text(name), test(test));
            case Said.KnownFor(_, Span span) -> "known for at least " + span(span);
        };
    }

    // ---- and, or, not, groups

    private static String joined(List<Said> parts, String word, boolean joined) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < parts.size(); index++) {
            boolean last = index == parts.size() - 1;
            Said part = parts.get(index);
            boolean bare = word.equals(" or ") && part instanceof Said.All;
            text.append(index == 0 ? "" : word)
                    .append(bare ? print(part, !last || joined) : operand(part, !last || joined));
        }
        return text.toString();
    }

    private static String operand(Said part, boolean joined) {
        boolean compound = part instanceof Said.All || part instanceof Said.Any;
        return compound ? "(" + print(part, false) + ")" : print(part, joined);
    }

    private static String commas(List<Said> parts) {
        return parts.stream().map(part -> print(part, false)).collect(Collectors.joining(", "));
    }

    private static String quantity(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Every _ -> "all";
            case Quantity.Some _ -> "any";
            case Quantity.None _ -> "none";
            case Quantity.Bounded(CountWord word, int number) -> word.words() + " " + number;
        };
    }

    // ---- events

    private static String did(Said.Did did, boolean joined) {
        boolean counted = !did.count().equals(Count.ONCE);
        boolean windowed = !(did.window() instanceof Window.Ever);
        return "did "
                + occurrences(did.occurrences(), joined && !counted && !windowed)
                + (counted ? " " + count(did.count()) : "")
                + (windowed ? " " + window(did.window(), "within") : "");
    }

    private static String figure(Said.FigureMeets figure) {
        return "%s of %s in %s%s %s"
                .formatted(
                        figure.figure().word(),
                        path(figure.property()),
                        occurrences(figure.occurrences(), false),
                        figure.window() instanceof Window.Ever
                                ? ""
                                : " " + window(figure.window(), "within"),
                        test(figure.test()));
    }

    private static String funnel(Said.Funnel funnel, boolean joined) {
        StringBuilder text = new StringBuilder("did ").append(occurrences(funnel.first(), false));
        if (!(funnel.window() instanceof Window.Ever)) {
            text.append(' ').append(window(funnel.window(), "within"));
        }
        for (int index = 0; index < funnel.steps().size(); index++) {
            boolean last = index == funnel.steps().size() - 1;
            text.append(step(funnel.steps().get(index), joined && last));
        }
        return text.toString();
    }

    private static String step(Said.Step step, boolean joined) {
        return switch (step) {
            case Said.Step.Later(Occurrences event) -> " then did " + occurrences(event, joined);
            case Said.Step.Soon(Occurrences event, Span span) ->
                    " then did %s within %s".formatted(occurrences(event, false), span(span));
            case Said.Step.Missing(Occurrences event, Span span) ->
                    " then not did %s within %s".formatted(occurrences(event, false), span(span));
        };
    }

    private static String occurrences(Occurrences occurrences, boolean open) {
        return switch (occurrences.where()) {
            case Filter.Everything _ -> text(occurrences.name());
            case Filter.Not _, Filter.Meets _ when !open ->
                    text(occurrences.name()) + " where " + filter(occurrences.where());
            case Filter.Not _, Filter.Meets _, Filter.All _, Filter.Any _ ->
                    text(occurrences.name()) + " where (" + filter(occurrences.where()) + ")";
        };
    }

    private static String filter(Filter filter) {
        return switch (filter) {
            case Filter.Everything _ ->
                    throw new IllegalArgumentException("everything inside a filter");
            case Filter.All(List<Filter> parts) -> filters(parts, " and ");
            case Filter.Any(List<Filter> parts) -> filters(parts, " or ");
            case Filter.Not(Filter part) -> "not " + filterOperand(part);
            case Filter.Meets(_, Path property, Test test) -> path(property) + " " + test(test);
        };
    }

    private static String filters(List<Filter> parts, String word) {
        return parts.stream().map(Printer::filterOperand).collect(Collectors.joining(word));
    }

    private static String filterOperand(Filter part) {
        boolean compound = part instanceof Filter.All || part instanceof Filter.Any;
        return compound ? "(" + filter(part) + ")" : filter(part);
    }

    private static String count(Count count) {
        return switch (count) {
            case Count.Counted(CountWord word, long times) ->
                    "%s %d %s".formatted(word.words(), times, times == 1 ? "time" : "times");
            case Count.Between(long least, long most) ->
                    "between %d and %d times".formatted(least, most);
        };
    }

    private static String place(Said.Place place) {
        return place.name().toLowerCase(Locale.ROOT);
    }

    // ---- windows

    private static String window(Window window, String within) {
        return switch (window) {
            case Window.Ever _ -> "ever";
            case Window.Within(Span span) -> within + " " + span(span);
            case Window.Next(Span span) -> "in the next " + span(span);
            case Window.MoreThanAgo(Span span) -> "more than %s ago".formatted(span(span));
            case Window.BetweenAgo(Span near, Span far) ->
                    "between %s and %s ago"
                            .formatted(
                                    near.unit() == far.unit()
                                            ? Long.toString(near.amount())
                                            : span(near),
                                    span(far));
            case Window.Before(Moment moment) -> "before " + moment(moment);
            case Window.After(Moment moment) -> "after " + moment(moment);
            case Window.Since(Moment moment) -> "since " + moment(moment);
            case Window.On(Moment.Day day) -> "on " + moment(day);
            case Window.BetweenMoments(Moment from, Moment to) ->
                    "between %s and %s".formatted(moment(from), moment(to));
            case Window.This(CalendarUnit unit) -> "this " + unit.word();
        };
    }

    private static String span(Span span) {
        return "%d %s%s"
                .formatted(span.amount(), span.unit().word(), span.amount() == 1 ? "" : "s");
    }

    private static String moment(Moment moment) {
        return switch (moment) {
            case Moment.Day day -> day.day().toString();
            case Moment.Local(LocalDateTime time) -> time.toString();
            case Moment.Exact(Instant instant) -> instant.toString();
        };
    }

    // ---- tests

    private static String test(Test test) {
        return switch (test) {
            case NumberTest.Compared(Comparison comparison, BigDecimal number) ->
                    comparison.symbol() + " " + number.toPlainString();
            case NumberTest.Between(BigDecimal least, BigDecimal most) ->
                    "between %s and %s".formatted(least.toPlainString(), most.toPlainString());
            case Test.Is(boolean negated, Literal literal, boolean ignoringCase) ->
                    (negated ? "!= " : "= ") + literal(literal) + ignoring(ignoringCase);
            case Test.OneOf(boolean negated, List<Literal> literals, boolean ignoringCase) ->
                    (negated ? "not in " : "in ") + literals(literals) + ignoring(ignoringCase);
            case Test.Contains contains -> contains(contains);
            case Test.StartsWith(String text, boolean ignoringCase) ->
                    "starts with " + text(text) + ignoring(ignoringCase);
            case Test.EndsWith(String text, boolean ignoringCase) ->
                    "ends with " + text(text) + ignoring(ignoringCase);
            case Test.Matches(String expression, boolean ignoringCase) ->
                    "matches " + text(expression) + ignoring(ignoringCase);
            case Test.Length(NumberTest length) -> "length " + test(length);
            case Test.Size(NumberTest size) -> "size " + test(size);
            case Test.Exists _ -> "exists";
            case Test.Empty _ -> "is empty";
            case Test.When(Window window) -> window(window, "in the last");
            case Test.AnniversaryToday _ -> "anniversary today";
            case Test.AnniversaryNext(int days) ->
                    "anniversary in the next %d %s".formatted(days, days == 1 ? "day" : "days");
        };
    }

    private static String contains(Test.Contains contains) {
        boolean single = contains.which() == Test.Which.ANY && contains.literals().size() == 1;
        return "contains "
                + (single
                        ? literal(contains.literals().getFirst())
                        : word(contains.which()) + " of " + literals(contains.literals()))
                + ignoring(contains.ignoringCase());
    }

    static String word(Test.Which which) {
        return which.name().toLowerCase(Locale.ROOT);
    }

    private static String ignoring(boolean ignoringCase) {
        return ignoringCase ? " ignoring case" : "";
    }

    private static String literals(List<Literal> literals) {
        return literals.stream().map(Printer::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String literal(Literal literal) {
        return switch (literal) {
            case Literal.Text(String text) -> text(text);
            case Literal.Numeric(BigDecimal number) -> number.toPlainString();
            case Literal.Truth(boolean truth) -> Boolean.toString(truth);
        };
    }

    // ---- names and texts

    private static String path(Path path) {
        StringBuilder text = new StringBuilder();
        for (String name : path.names()) {
            boolean reserved = text.isEmpty() && RESERVED.contains(name.toLowerCase(Locale.ROOT));
            text.append(text.isEmpty() ? "" : ".")
                    .append(reserved || !Lexer.isPlainWord(name) ? quoted(name, '`') : name);
        }
        return text.toString();
    }

    private static String text(String text) {
        return quoted(text, '"');
    }

    private static String quoted(String text, char quote) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            switch (character) {
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> quoted.append(character == quote ? "\\" : "").append(character);
            }
        }
        return quoted.append(quote).toString();
    }
}
