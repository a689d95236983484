package io.epistle.rule.said;

import io.epistle.rule.Checked;
import io.epistle.rule.Problem;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a rule's text into what the user says. Keywords in any case; white space and line breaks
/// anywhere.
///
/// `or` binds weaker than `and`, `and` weaker than `not`. After `where`, conditions joined by `and`
/// and `or` without parentheses belong to the event only where a count, a window or a comparison
/// follows them; elsewhere it would be unclear, and the parser asks for parentheses.
public final class Parser {
    /// Longer than any rule a person can review; lists of ids belong in a manual list.
    public static final int LENGTH_MAX = 100_000;

    /// Deeper nesting is not readable, and every reader of the tree recurses.
    public static final int DEPTH_MAX = 32;

    private static final String A_CONDITION =
            "a condition such as did \"Order Completed\" within 30 days or country = \"US\"";
    private static final String A_TEST =
            "a comparison such as = \"US\", in (\"a\", \"b\"), between 1 and 5, exists or before"
                    + " 2025-01-31";
    private static final String A_NUMBER_TEST = "a comparison with a number such as > 250";
    private static final String A_WINDOW = "a window such as within 30 days or before 2025-01-31";

    private static final List<String> STARTS =
            List.of(
                    "did",
                    "not",
                    "all",
                    "any",
                    "none",
                    "exactly",
                    "everyone",
                    "sum",
                    "average",
                    "min",
                    "max",
                    "distinct",
                    "first",
                    "last",
                    "lifecycle",
                    "persona",
                    "rfm",
                    "consented",
                    "bucket",
                    "known",
                    "in");
    private static final List<String> TESTS =
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
    private static final List<String> UNITS =
            List.of("seconds", "minutes", "hours", "days", "weeks", "months", "years");
    private static final List<String> FOLLOWERS =
            List.of(
                    "and", "or", "where", "within", "then", "at", "exactly", "more", "fewer",
                    "between", "ever");

    private final List<Token> tokens;
    private int index;
    private int depth;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
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
            Parser parser = new Parser(Lexer.tokens(text));
            Said said = parser.rule();
            parser.requireEnd();
            return new Checked.Sound<>(said);
        } catch (NotARule failure) {
            return wrong(failure.problem());
        }
    }

    private static Checked<Said> wrong(Problem problem) {
        return new Checked.Wrong<>(List.of(problem));
    }

    // ---- and, or, not, groups

    private Said rule() {
        Position at = next().at();
        List<Said> parts = new ArrayList<>(List.of(conjunction()));
        while (taken("or")) {
            parts.add(conjunction());
        }
        return parts.size() == 1 ? parts.getFirst() : new Said.Any(at, parts);
    }

    private Said conjunction() {
        Position at = next().at();
        List<Said> parts = new ArrayList<>(List.of(unary()));
        while (taken("and")) {
            parts.add(unary());
        }
        return parts.size() == 1 ? parts.getFirst() : new Said.All(at, parts);
    }

    private Said unary() {
        Position at = next().at();
        if (taken("not")) {
            return deeper(() -> new Said.Not(at, unary()));
        }
        if (takenSymbol("(")) {
            return deeper(() -> {
                Said inner = rule();
                requireSymbol(")");
                return inner;
            });
        }
        return condition();
    }

    private interface Reading<T> {
        T read();
    }

    private <T> T deeper(Reading<T> reading) {
        if (++depth > DEPTH_MAX) {
            throw NotARule.at(
                    next().at(), "more than %d levels of nesting".formatted(DEPTH_MAX), "fewer");
        }
        T read = reading.read();
        depth--;
        return read;
    }

    private Said condition() {
        Position at = next().at();
        if (isGroup()) {
            return group(at);
        }
        if (taken("everyone")) {
            return new Said.Everyone(at);
        }
        if (taken("did")) {
            return did(at);
        }
        if (isFigure()) {
            return figure(at);
        }
        if (isPlace(index)) {
            return occurred(at);
        }
        if (next().isWord("in")) {
            return membership(at);
        }
        if (isPhrase("lifecycle", "is")) {
            return new Said.LifecycleIs(at, textAfter(2, "a stage such as \"active\""));
        }
        if (isPhrase("persona", "is")) {
            return new Said.PersonaIs(at, textAfter(2, "a persona's name in double quotes"));
        }
        if (isPhrase("consented", "to")) {
            return new Said.ConsentedTo(at, textAfter(2, "a purpose such as \"marketing_email\""));
        }
        if (isPhrase("known", "for")) {
            index += 2;
            taken("at");
            taken("least");
            return new Said.KnownFor(at, span());
        }
        if (isRfm()) {
            return rfm(at);
        }
        if (next().isWord("bucket") && peek(1).kind() == Token.Kind.TEXT) {
            return new Said.BucketMeets(at, textAfter(1, "a name"), numberTest(A_NUMBER_TEST));
        }
        return trait(at);
    }

    private boolean isGroup() {
        return switch (next().word()) {
            case "all", "any", "none" -> peek(1).isWord("of");
            case "exactly" -> peek(1).kind() == Token.Kind.NUMBER;
            case "at" -> peek(1).isWord("least") || peek(1).isWord("most");
            case "more", "fewer", "less" -> peek(1).isWord("than");
            default -> false;
        };
    }

    private Said group(Position at) {
        Quantity quantity =
                switch (next().word()) {
                    case "all" -> quantity(new Quantity.Every());
                    case "any" -> quantity(new Quantity.Some());
                    case "none" -> quantity(new Quantity.None());
                    default -> new Quantity.Bounded(countWord(), (int) wholeNumber(LENGTH_MAX));
                };
        require("of");
        requireSymbol("(");
        return deeper(() -> {
            List<Said> parts = new ArrayList<>(List.of(rule()));
            while (takenSymbol(",")) {
                parts.add(rule());
            }
            requireSymbol(")");
            return new Said.Group(at, quantity, parts);
        });
    }

    private Quantity quantity(Quantity quantity) {
        index++;
        return quantity;
    }

    private Said membership(Position at) {
        if (!peek(1).isWord("segment")) {
            index++;
            throw expected("in segment \"vip\"", List.of("segment"));
        }
        return new Said.InSegment(at, textAfter(2, "a segment's id in double quotes"));
    }

    private boolean isRfm() {
        return next().isWord("rfm") && peek(1).isSymbol(".");
    }

    private Said rfm(Position at) {
        index += 2;
        for (RfmFigure figure : RfmFigure.values()) {
            if (taken(figure.word())) {
                return new Said.RfmMeets(at, figure, test());
            }
        }
        throw expected(
                "recency, frequency, monetary or cell",
                List.of("recency", "frequency", "monetary", "cell"));
    }

    private Said trait(Position at) {
        Token start = next();
        if (!start.isName()) {
            throw expected(A_CONDITION, List.of());
        }
        Path path = path();
        if (next().isWord("of") && isPlace(index + 1)) {
            index++;
            Said.Place place = place();
            return new Said.OccurrenceMeets(at, path, place, occurrences(), test());
        }
        boolean looksLikeKeyword =
                next().kind() != Token.Kind.SYMBOL
                        && !TESTS.contains(next().word())
                        && path.names().size() == 1
                        && start.kind() == Token.Kind.WORD;
        if (looksLikeKeyword) {
            Optional<String> meant = Nearest.to(start.text(), STARTS).map(Parser::quoted);
            if (meant.isPresent() && Nearest.to(next().text(), TESTS).isEmpty()) {
                throw NotARule.at(start.at(), start.shown(), A_CONDITION, meant);
            }
        }
        return new Said.TraitMeets(at, path, test());
    }

    // ---- events

    private Said did(Position at) {
        Occurrences event = new Occurrences(eventName(), new Filter.Everything());
        Tail tail = tail(event, true);
        if (!next().isWord("then")) {
            return new Said.Did(at, tail.occurrences, tail.count.orElse(Count.ONCE), tail.window());
        }
        if (tail.count.isPresent()) {
            throw NotARule.at(next().at(), "\"then\" after a count", "no count before \"then\"");
        }
        return new Said.Funnel(at, tail.occurrences, tail.window(), steps());
    }

    private List<Said.Step> steps() {
        List<Said.Step> steps = new ArrayList<>();
        while (next().isWord("then")) {
            Position at = next().at();
            if (!steps.isEmpty() && steps.getLast() instanceof Said.Step.Missing) {
                throw NotARule.at(
                        at,
                        "\"then\" after what was not done",
                        "what was not done as the last step");
            }
            index++;
            steps.add(step());
        }
        return steps;
    }

    private Said.Step step() {
        boolean missing = taken("not");
        require("did");
        Occurrences event = new Occurrences(eventName(), new Filter.Everything());
        Tail tail = tail(event, false);
        Window window = tail.window();
        if (window instanceof Window.Within(Span span)) {
            return missing
                    ? new Said.Step.Missing(tail.occurrences, span)
                    : new Said.Step.Soon(tail.occurrences, span);
        }
        if (missing || !(window instanceof Window.Ever)) {
            throw expected("within and a span, such as within 2 hours", List.of("within"));
        }
        return new Said.Step.Later(tail.occurrences);
    }

    /// What may follow an event's name, in any order.
    private static final class Tail {
        private Occurrences occurrences;
        private boolean filtered;
        private Optional<Count> count = Optional.empty();
        private Optional<Window> window = Optional.empty();

        Tail(Occurrences occurrences) {
            this.occurrences = occurrences;
        }

        Window window() {
            return window.orElse(new Window.Ever());
        }
    }

    private Tail tail(Occurrences event, boolean counted) {
        Tail tail = new Tail(event);
        while (true) {
            Token start = next();
            if (start.isWord("where")) {
                requireNew(!tail.filtered, "a second where");
                tail.filtered = true;
                tail.occurrences = new Occurrences(event.name(), where());
            } else if (counted && isCount()) {
                requireNew(tail.count.isEmpty(), "a second count");
                tail.count = Optional.of(count());
            } else if (isWindow()) {
                requireNew(tail.window.isEmpty(), "a second window");
                tail.window = Optional.of(eventWindow());
            } else {
                return tail;
            }
        }
    }

    private void requireNew(boolean isNew, String found) {
        if (!isNew) {
            throw NotARule.at(next().at(), found, "only one for each event");
        }
    }

    private boolean isCount() {
        return switch (next().word()) {
            case "exactly" -> true;
            case "at" -> peek(1).isWord("least") || peek(1).isWord("most");
            case "fewer", "less" -> true;
            case "more" -> !isUnit(peek(3));
            case "between" ->
                    peek(1).kind() == Token.Kind.NUMBER
                            && peek(2).isWord("and")
                            && (peek(4).isWord("times") || peek(4).isWord("time"));
            default -> false;
        };
    }

    private Count count() {
        Position at = next().at();
        Count count;
        if (taken("between")) {
            long least = wholeNumber(Count.TIMES_MAX);
            require("and");
            long most = wholeNumber(Count.TIMES_MAX);
            if (least > most) {
                throw NotARule.at(
                        at, "between %d and %d".formatted(least, most), "the smaller number first");
            }
            count = new Count.Between(least, most);
        } else {
            count = new Count.Counted(countWord(), wholeNumber(Count.TIMES_MAX));
        }
        if (!taken("times") && !taken("time")) {
            throw expected("\"times\"", List.of("times", "days", "hours", "weeks"));
        }
        return count;
    }

    private CountWord countWord() {
        if (taken("exactly")) {
            return CountWord.EXACTLY;
        }
        if (taken("at")) {
            if (taken("least")) {
                return CountWord.AT_LEAST;
            }
            require("most");
            return CountWord.AT_MOST;
        }
        CountWord word = taken("more") ? CountWord.MORE_THAN : CountWord.FEWER_THAN;
        if (word == CountWord.FEWER_THAN) {
            index++;
        }
        require("than");
        return word;
    }

    private boolean isFigure() {
        boolean named =
                switch (next().word()) {
                    case "sum", "average", "min", "max", "distinct" -> true;
                    default -> false;
                };
        return named && peek(1).isWord("of") && !isPlace(index + 2);
    }

    private Said figure(Position at) {
        Figure figure =
                switch (next().word()) {
                    case "sum" -> Figure.SUM;
                    case "average" -> Figure.AVERAGE;
                    case "min" -> Figure.MIN;
                    case "max" -> Figure.MAX;
                    default -> Figure.DISTINCT;
                };
        index += 2;
        Path property = path();
        require("in");
        Occurrences event = new Occurrences(eventName(), new Filter.Everything());
        Tail tail = tail(event, false);
        return new Said.FigureMeets(
                at, figure, property, tail.occurrences, tail.window(), numberTest(A_NUMBER_TEST));
    }

    private boolean isPlace(int start) {
        Token word = tokens.get(Math.min(start, tokens.size() - 1));
        Token name = tokens.get(Math.min(start + 1, tokens.size() - 1));
        return (word.isWord("first") || word.isWord("last")) && name.kind() == Token.Kind.TEXT;
    }

    private Said.Place place() {
        return taken("first") ? Said.Place.FIRST : lastPlace();
    }

    private Said.Place lastPlace() {
        require("last");
        return Said.Place.LAST;
    }

    private Said occurred(Position at) {
        Said.Place place = place();
        Occurrences event = new Occurrences(eventName(), new Filter.Everything());
        Tail tail = tail(event, false);
        if (tail.window() instanceof Window.Ever) {
            throw expected(A_WINDOW, List.of("within", "more", "before", "after", "since", "on"));
        }
        return new Said.Occurred(at, place, tail.occurrences, tail.window());
    }

    private Occurrences occurrences() {
        String name = eventName();
        return new Occurrences(name, next().isWord("where") ? where() : new Filter.Everything());
    }

    private String eventName() {
        Token name = next();
        if (name.kind() != Token.Kind.TEXT || name.text().isEmpty()) {
            throw expected(
                    "an event's name in double quotes such as \"Order Completed\"", List.of());
        }
        index++;
        return name.text();
    }

    // ---- where

    private Filter where() {
        require("where");
        boolean closed = next().isSymbol("(");
        Filter first = filterUnary();
        int afterFirst = index;
        List<Filter> either = new ArrayList<>();
        List<Filter> all = new ArrayList<>(List.of(first));
        while (next().isWord("and") || next().isWord("or")) {
            int before = index;
            boolean and = next().isWord("and");
            index++;
            Optional<Filter> term = attempt(this::filterUnary);
            if (term.isEmpty()) {
                index = before;
                break;
            }
            if (!and) {
                either.add(joined(all, false));
                all = new ArrayList<>();
            }
            all.add(term.get());
        }
        if (index > afterFirst && !isCloser()) {
            if (!closed) {
                throw unclear(tokens.get(afterFirst));
            }
            index = afterFirst;
            return first;
        }
        either.add(joined(all, false));
        return joined(either, true);
    }

    private static NotARule unclear(Token joint) {
        return NotARule.at(
                joint.at(),
                joint.shown() + " that could continue where or the rule",
                "parentheses: where (a = 1 and b = 2), or (did \"E\" where a = 1) and b = 2");
    }

    private static Filter joined(List<Filter> parts, boolean either) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return either ? new Filter.Any(parts) : new Filter.All(parts);
    }

    private <T> Optional<T> attempt(Reading<T> reading) {
        int before = depth;
        try {
            return Optional.of(reading.read());
        } catch (NotARule _) {
            depth = before;
            return Optional.empty();
        }
    }

    private boolean isCloser() {
        return isCount() || isWindow() || next().isWord("then") || isComparison();
    }

    private Filter filter() {
        List<Filter> either = new ArrayList<>(List.of(filterConjunction()));
        while (taken("or")) {
            either.add(filterConjunction());
        }
        return joined(either, true);
    }

    private Filter filterConjunction() {
        List<Filter> all = new ArrayList<>(List.of(filterUnary()));
        while (taken("and")) {
            all.add(filterUnary());
        }
        return joined(all, false);
    }

    private Filter filterUnary() {
        if (taken("not")) {
            return deeper(() -> new Filter.Not(filterUnary()));
        }
        if (takenSymbol("(")) {
            return deeper(() -> {
                Filter inner = filter();
                requireSymbol(")");
                return inner;
            });
        }
        if (!next().isName() || isRfm()) {
            throw expected("a property such as product_id", List.of());
        }
        Position at = next().at();
        return new Filter.Meets(at, path(), test());
    }

    // ---- windows

    private boolean isWindow() {
        return switch (next().word()) {
            case "within", "before", "after", "since", "ever", "this", "on" -> true;
            case "in" -> peek(1).isWord("the");
            case "more" -> isUnit(peek(3));
            case "between" ->
                    peek(1).kind() == Token.Kind.MOMENT
                            || (peek(1).kind() == Token.Kind.NUMBER
                                    && (isUnit(peek(2)) || isUnit(peek(4))));
            default -> false;
        };
    }

    private static boolean isUnit(Token token) {
        return token.kind() == Token.Kind.WORD && unitOf(token.word()).isPresent();
    }

    private static Optional<Unit> unitOf(String word) {
        for (Unit unit : Unit.values()) {
            if (word.equals(unit.word()) || word.equals(unit.word() + "s")) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    private Window eventWindow() {
        Position at = next().at();
        Window window = window();
        if (window instanceof Window.Next) {
            throw NotARule.at(
                    at,
                    "\"in the next\"",
                    "a window of the past, because what comes is not known",
                    Optional.of("\"in the last\""));
        }
        return window;
    }

    private Window window() {
        Token start = next();
        index++;
        return switch (start.word()) {
            case "ever" -> new Window.Ever();
            case "within" -> new Window.Within(positive());
            case "before" -> new Window.Before(moment());
            case "after" -> new Window.After(moment());
            case "since" -> new Window.Since(moment());
            case "on" -> new Window.On(day());
            case "this" -> new Window.This(calendarUnit());
            case "in" -> inThe();
            case "more" -> moreThanAgo();
            default -> betweenWindow();
        };
    }

    private Window inThe() {
        require("the");
        if (taken("next")) {
            return new Window.Next(positive());
        }
        if (!taken("last")) {
            throw expected("last or next", List.of("last", "next"));
        }
        return new Window.Within(positive());
    }

    private Window moreThanAgo() {
        require("than");
        Span span = positive();
        require("ago");
        return new Window.MoreThanAgo(span);
    }

    private Window betweenWindow() {
        if (next().kind() == Token.Kind.MOMENT) {
            Moment from = moment();
            require("and");
            return new Window.BetweenMoments(from, moment());
        }
        long near = wholeNumber(Span.AMOUNT_MAX);
        Optional<Unit> nearUnit = next().isWord("and") ? Optional.empty() : Optional.of(unit());
        require("and");
        Span far = positive();
        require("ago");
        return new Window.BetweenAgo(new Span(near, nearUnit.orElse(far.unit())), far);
    }

    private CalendarUnit calendarUnit() {
        for (CalendarUnit unit : CalendarUnit.values()) {
            if (taken(unit.word())) {
                return unit;
            }
        }
        throw expected(
                "day, week, month, quarter or year",
                List.of("day", "week", "month", "quarter", "year"));
    }

    private Span positive() {
        Token start = next();
        Span span = span();
        if (span.amount() == 0) {
            throw NotARule.at(start.at(), "0", "at least 1");
        }
        return span;
    }

    private Span span() {
        return new Span(wholeNumber(Span.AMOUNT_MAX), unit());
    }

    private Unit unit() {
        Optional<Unit> unit = unitOf(next().word());
        if (unit.isEmpty()) {
            throw expected("a unit: seconds, minutes, hours, days, weeks, months or years", UNITS);
        }
        index++;
        return unit.get();
    }

    private Moment moment() {
        Token token = next();
        if (token.kind() != Token.Kind.MOMENT) {
            throw expected("a date such as 2025-01-31", List.of());
        }
        index++;
        String text = token.text();
        try {
            if (text.length() == "2025-01-31".length()) {
                return new Moment.Day(LocalDate.parse(text));
            }
            boolean exact =
                    text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 10;
            return exact
                    ? new Moment.Exact(OffsetDateTime.parse(text).toInstant())
                    : new Moment.Local(LocalDateTime.parse(text));
        } catch (DateTimeException _) {
            throw NotARule.at(
                    token.at(),
                    text,
                    "a date and time that exist, such as 2025-01-31 or 2025-01-31T08:00");
        }
    }

    private Moment.Day day() {
        Token token = next();
        if (moment() instanceof Moment.Day day) {
            return day;
        }
        throw NotARule.at(token.at(), token.shown(), "a day such as 2025-01-31");
    }

    // ---- tests

    private boolean isComparison() {
        return next().kind() == Token.Kind.SYMBOL && comparisonOf(next().text()).isPresent();
    }

    private static Optional<Comparison> comparisonOf(String symbol) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.symbol().equals(symbol)) {
                return Optional.of(comparison);
            }
        }
        return Optional.empty();
    }

    private Test test() {
        Token start = next();
        if (isComparison()) {
            return comparison();
        }
        if (isWindow() && !start.isWord("ever")) {
            return new Test.When(window());
        }
        index++;
        return switch (start.word()) {
            case "in" -> oneOf(false);
            case "not" -> {
                require("in");
                yield oneOf(true);
            }
            case "contains" -> contains();
            case "starts" -> {
                taken("with");
                String text = text("a text in double quotes");
                yield new Test.StartsWith(text, ignoringCase());
            }
            case "ends" -> {
                taken("with");
                String text = text("a text in double quotes");
                yield new Test.EndsWith(text, ignoringCase());
            }
            case "matches" -> {
                String expression = text("a regular expression in double quotes");
                yield new Test.Matches(expression, ignoringCase());
            }
            case "between" -> betweenNumbers(start.at());
            case "exists" -> new Test.Exists();
            case "is" -> {
                if (!taken("empty")) {
                    throw expected(
                            "\"empty\", because values are compared with =", List.of("empty"));
                }
                yield new Test.Empty();
            }
            case "length" -> new Test.Length(numberTest(A_NUMBER_TEST));
            case "size" -> new Test.Size(numberTest(A_NUMBER_TEST));
            case "anniversary" -> anniversary();
            default -> {
                index--;
                throw expected(A_TEST, TESTS);
            }
        };
    }

    private Test comparison() {
        Token symbol = next();
        Comparison comparison = comparisonOf(symbol.text()).orElseThrow();
        index++;
        Token value = next();
        if (value.kind() == Token.Kind.NUMBER) {
            index++;
            return new NumberTest.Compared(comparison, new BigDecimal(value.text()));
        }
        boolean negated = comparison == Comparison.UNEQUAL;
        if (value.kind() == Token.Kind.MOMENT) {
            throw expected(
                    "a number, text or truth value; dates are compared with before, after, since"
                            + " and on",
                    List.of());
        }
        if (comparison != Comparison.EQUAL && !negated) {
            throw expected("a number", List.of());
        }
        Literal literal = literal();
        return new Test.Is(negated, literal, literal instanceof Literal.Text && ignoringCase());
    }

    private Test oneOf(boolean negated) {
        List<Literal> literals = literals();
        return new Test.OneOf(negated, literals, ignoringCase());
    }

    private Test contains() {
        for (Test.Which which : Test.Which.values()) {
            String word = Printer.word(which);
            if (next().isWord(word) && peek(1).isWord("of")) {
                index += 2;
                List<Literal> literals = literals();
                return new Test.Contains(which, literals, ignoringCase());
            }
        }
        List<Literal> literals = List.of(literal());
        return new Test.Contains(Test.Which.ANY, literals, ignoringCase());
    }

    private boolean ignoringCase() {
        if (!next().isWord("ignoring")) {
            return false;
        }
        index++;
        require("case");
        return true;
    }

    private NumberTest numberTest(String expected) {
        Token start = next();
        if (taken("between")) {
            return betweenNumbers(start.at());
        }
        if (!isComparison()) {
            throw expected(expected, List.of("between"));
        }
        Comparison comparison = comparisonOf(start.text()).orElseThrow();
        index++;
        return new NumberTest.Compared(comparison, number());
    }

    private NumberTest.Between betweenNumbers(Position at) {
        BigDecimal least = number();
        require("and");
        BigDecimal most = number();
        if (least.compareTo(most) > 0) {
            throw NotARule.at(
                    at,
                    "between %s and %s".formatted(least.toPlainString(), most.toPlainString()),
                    "the smaller number first");
        }
        return new NumberTest.Between(least, most);
    }

    private Test anniversary() {
        if (taken("today")) {
            return new Test.AnniversaryToday();
        }
        require("in");
        require("the");
        require("next");
        Token amount = next();
        Span span = positive();
        if (span.unit() != Unit.DAY || span.amount() > Test.AnniversaryNext.DAYS_MAX) {
            throw NotARule.at(
                    amount.at(),
                    "%d %ss".formatted(span.amount(), span.unit().word()),
                    "1 to %d days".formatted(Test.AnniversaryNext.DAYS_MAX));
        }
        return new Test.AnniversaryNext((int) span.amount());
    }

    private List<Literal> literals() {
        requireSymbol("(");
        List<Literal> literals = new ArrayList<>(List.of(literal()));
        while (takenSymbol(",")) {
            literals.add(literal());
        }
        requireSymbol(")");
        return literals;
    }

    private Literal literal() {
        Token token = next();
        index++;
        return switch (token.kind()) {
            case TEXT -> new Literal.Text(token.text());
            case NUMBER -> new Literal.Numeric(new BigDecimal(token.text()));
            case WORD, QUOTED_NAME, MOMENT, SYMBOL, END -> {
                if (token.isWord("true") || token.isWord("false")) {
                    yield new Literal.Truth(token.isWord("true"));
                }
                index--;
                throw expected(
                        "a number, true, false or a text in double quotes",
                        Optional.of("\"" + token.text() + "\" in double quotes")
                                .filter(_ -> token.kind() == Token.Kind.WORD));
            }
        };
    }

    // ---- names and numbers

    private Path path() {
        List<String> names = new ArrayList<>();
        do {
            Token name = next();
            if (!name.isName() || name.text().isEmpty()) {
                throw expected("a name such as country", List.of());
            }
            names.add(name.text());
            index++;
        } while (takenSymbol("."));
        return new Path(names);
    }

    private String text(String expected) {
        Token token = next();
        if (token.kind() != Token.Kind.TEXT) {
            throw expected(
                    expected,
                    Optional.of("\"" + token.text() + "\" in double quotes")
                            .filter(_ -> token.kind() == Token.Kind.WORD));
        }
        index++;
        return token.text();
    }

    private String textAfter(int words, String expected) {
        index += words;
        return text(expected);
    }

    private BigDecimal number() {
        Token token = next();
        if (token.kind() != Token.Kind.NUMBER) {
            throw expected("a number", List.of());
        }
        index++;
        return new BigDecimal(token.text());
    }

    private long wholeNumber(long most) {
        Token token = next();
        if (token.kind() != Token.Kind.NUMBER) {
            throw expected("a whole number", List.of());
        }
        BigDecimal number = new BigDecimal(token.text());
        if (number.scale() > 0
                || number.signum() < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw expected("a whole number from 0 to " + most, List.of());
        }
        index++;
        return number.longValueExact();
    }

    // ---- tokens

    private Token next() {
        return tokens.get(index);
    }

    private Token peek(int ahead) {
        return tokens.get(Math.min(index + ahead, tokens.size() - 1));
    }

    private boolean isPhrase(String first, String second) {
        return next().isWord(first) && peek(1).isWord(second);
    }

    private boolean taken(String word) {
        if (!next().isWord(word)) {
            return false;
        }
        index++;
        return true;
    }

    private boolean takenSymbol(String symbol) {
        if (!next().isSymbol(symbol)) {
            return false;
        }
        index++;
        return true;
    }

    private void require(String word) {
        if (!taken(word)) {
            throw expected(quoted(word), List.of(word));
        }
    }

    private void requireSymbol(String symbol) {
        if (!takenSymbol(symbol)) {
            throw expected(
                    symbol.equals(")") ? "\"and\", \"or\" or \")\"" : quoted(symbol), FOLLOWERS);
        }
    }

    private void requireEnd() {
        if (next().kind() != Token.Kind.END) {
            throw expected("\"and\", \"or\" or the end of the rule", FOLLOWERS);
        }
    }

    private NotARule expected(String expected, List<String> candidates) {
        Token token = next();
        return expected(
                expected,
                token.kind() == Token.Kind.WORD
                        ? Nearest.to(token.text(), candidates)
                                .filter(word -> !token.isWord(word))
                                .map(Parser::quoted)
                        : Optional.empty());
    }

    private NotARule expected(String expected, Optional<String> suggestion) {
        return NotARule.at(next().at(), next().shown(), expected, suggestion);
    }

    private static String quoted(String word) {
        return "\"" + word + "\"";
    }
}
