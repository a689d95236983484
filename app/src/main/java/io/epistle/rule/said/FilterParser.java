package io.epistle.rule.said;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads which facts of a name count: what follows `where`.
///
/// Conditions joined by `and` and `or` without parentheses belong to the event only where a count,
/// a window or a comparison follows them; elsewhere it would be unclear, and parentheses are asked
/// for.
final class FilterParser {
    private final Cursor cursor;
    private final PathParser paths;
    private final TestParser tests;
    private final NumberTestParser numberTests;
    private final CountParser counts;
    private final WindowParser windows;
    private final RfmParser rfm;

    FilterParser(Cursor cursor) {
        this.cursor = cursor;
        this.paths = new PathParser(cursor);
        this.tests = new TestParser(cursor);
        this.numberTests = new NumberTestParser(cursor);
        this.counts = new CountParser(cursor);
        this.windows = new WindowParser(cursor);
        this.rfm = new RfmParser(cursor);
    }

    boolean isNext() {
        return cursor.next().isWord("where");
    }

    Filter where() {
        cursor.require("where");
        boolean closed = cursor.next().isSymbol("(");
        Filter first = unary();
        int afterFirst = cursor.index();
        Filter joined = joinedTo(first);
        if (cursor.index() == afterFirst || isCloser()) {
            return joined;
        }
        cursor.backTo(afterFirst);
        if (!closed) {
            throw unclear(cursor.next());
        }
        return first;
    }

    /// A filter with all that `and` and `or` add, up to what is no filter.
    private Filter joinedTo(Filter first) {
        List<Filter> either = new ArrayList<>();
        List<Filter> all = new ArrayList<>(List.of(first));
        while (cursor.next().isWord("and") || cursor.next().isWord("or")) {
            boolean or = cursor.next().isWord("or");
            Optional<Filter> term = cursor.attempt(this::joint);
            if (term.isEmpty()) {
                break;
            }
            if (or) {
                either.add(all(all));
                all = new ArrayList<>();
            }
            all.add(term.get());
        }
        either.add(all(all));
        return any(either);
    }

    private Filter joint() {
        cursor.skip(1);
        return unary();
    }

    /// Whether what is next can only belong to the event, and so do the filters before it.
    private boolean isCloser() {
        return counts.isNext()
                || windows.isNext()
                || cursor.next().isWord("then")
                || numberTests.isComparison();
    }

    private static NotARule unclear(Token joint) {
        return NotARule.at(
                joint.at(),
                joint.shown() + " that could continue where or the rule",
                "parentheses: where (a = 1 and b = 2), or (did \"E\" where a = 1) and b = 2");
    }

    // ---- inside parentheses

    private Filter disjunction() {
        List<Filter> either = new ArrayList<>(List.of(conjunction()));
        while (cursor.taken("or")) {
            either.add(conjunction());
        }
        return any(either);
    }

    private Filter conjunction() {
        List<Filter> all = new ArrayList<>(List.of(unary()));
        while (cursor.taken("and")) {
            all.add(unary());
        }
        return all(all);
    }

    private Filter unary() {
        if (cursor.taken("not")) {
            return cursor.deeper(() -> new Filter.Not(unary()));
        }
        if (cursor.takenSymbol("(")) {
            return cursor.deeper(() -> {
                Filter inner = disjunction();
                cursor.requireSymbol(")");
                return inner;
            });
        }
        if (!cursor.next().isName() || rfm.isNext()) {
            throw cursor.expected("a property such as product_id", List.of());
        }
        Position at = cursor.next().at();
        return new Filter.Meets(at, paths.path(), tests.test());
    }

    private static Filter all(List<Filter> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Filter.All(parts);
    }

    private static Filter any(List<Filter> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Filter.Any(parts);
    }
}
