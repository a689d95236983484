package io.epistle.rule.runs;

import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.rule.said.Figure;
import io.epistle.rule.said.NumberTest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A figure over the values of facts that come and go, exact at every moment.
final class Totals {
    private final Figure figure;
    private final NumberTest test;
    private final List<List<BigDecimal>> numbers = new ArrayList<>();
    private final List<List<String>> keys = new ArrayList<>();
    private final SortedMap<BigDecimal, Integer> ranked = new TreeMap<>();
    private final SortedMap<String, Integer> distinct = new TreeMap<>();
    private BigDecimal sum = BigDecimal.ZERO;
    private long count;

    /// @param values the values in each fact of `presence`, by index
    private Totals(Figure figure, NumberTest test, List<List<Value>> values) {
        this.figure = figure;
        this.test = test;
        for (List<Value> those : values) {
            numbers.add(those.stream().filter(Value::isNumber).map(Value::exactNumber).toList());
            keys.add(figure == Figure.DISTINCT ? Totals.keys(those) : List.of());
        }
    }

    /// What the figure is at a moment, and until when its test gives the same.
    ///
    /// @param shown the figure as a plain number; empty where there is none
    record Outcome(Standing standing, String shown) {}

    /// Lets facts enter and leave from `at` on until the test changes.
    static Outcome at(
            Presence presence, Figure figure, NumberTest test, List<List<Value>> values, long at) {
        Totals totals = new Totals(figure, test, values);
        int started = presence.started(at);
        int ended = presence.ended(at);
        for (int index = ended; index < started; index++) {
            totals.change(index, 1);
        }
        boolean held = totals.passes();
        String shown = totals.shown();
        while (true) {
            long enters = started < presence.size() ? presence.start(started) : Standing.FOREVER;
            long leaves = ended < started ? presence.end(ended) : Standing.FOREVER;
            long next = Math.min(enters, leaves);
            if (next == Standing.FOREVER) {
                return new Outcome(new Standing(held, next), shown);
            }
            while (started < presence.size() && presence.start(started) <= next) {
                totals.change(started++, 1);
            }
            while (ended < started && presence.end(ended) <= next) {
                totals.change(ended++, -1);
            }
            if (totals.passes() != held) {
                return new Outcome(new Standing(held, next), shown);
            }
        }
    }

    private void change(int index, int by) {
        for (BigDecimal number : numbers.get(index)) {
            sum = by > 0 ? sum.add(number) : sum.subtract(number);
            count += by;
            if (figure == Figure.MIN || figure == Figure.MAX) {
                change(ranked, number, by);
            }
        }
        for (String key : keys.get(index)) {
            change(distinct, key, by);
        }
    }

    private static <K> void change(SortedMap<K, Integer> counts, K key, int by) {
        int changed = counts.getOrDefault(key, 0) + by;
        if (changed == 0) {
            counts.remove(key);
        } else {
            counts.put(key, changed);
        }
    }

    private boolean passes() {
        return switch (figure) {
            case SUM -> Numbers.passes(sum, test);
            case AVERAGE -> count > 0 && Numbers.quotientPasses(sum, count, test);
            case MIN -> !ranked.isEmpty() && Numbers.passes(ranked.firstKey(), test);
            case MAX -> !ranked.isEmpty() && Numbers.passes(ranked.lastKey(), test);
            case DISTINCT -> Numbers.passes(BigDecimal.valueOf(distinct.size()), test);
        };
    }

    private String shown() {
        return switch (figure) {
            case SUM -> sum.toPlainString();
            case AVERAGE -> count == 0 ? "" : Numbers.quotientShown(sum, count);
            case MIN -> ranked.isEmpty() ? "" : ranked.firstKey().toPlainString();
            case MAX -> ranked.isEmpty() ? "" : ranked.lastKey().toPlainString();
            case DISTINCT -> Integer.toString(distinct.size());
        };
    }

    /// One key for each text, number and truth value; numbers by mathematical value.
    private static List<String> keys(List<Value> values) {
        List<String> keys = new ArrayList<>();
        for (Value value : values) {
            switch (value) {
                case Value.Text(String text) -> keys.add("text " + text);
                case Value.Whole _, Value.Decimal _ ->
                        keys.add(
                                "number "
                                        + Value.exactNumber(value)
                                                .stripTrailingZeros()
                                                .toPlainString());
                case Value.Bool(boolean truth) -> keys.add("truth " + truth);
                case Value.Sequence _, Value.Nothing _ -> {}
                case Struct _ -> {}
            }
        }
        return keys;
    }
}
