package io.epistle.liquid.fuzz;

import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Makes up the data of a render: every kind of value, the odd ones included.
public final class DataGrammar {
    private static final int DEPTH_MAX = 3;
    private static final List<Long> NUMBERS =
            List.of(
                    0L,
                    1L,
                    -1L,
                    3L,
                    1_783_000_000L,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE,
                    31_556_889_864_403_199L);
    private static final List<Double> DECIMALS =
            List.of(
                    0.0,
                    -0.0,
                    2.5,
                    1e16,
                    Double.MIN_VALUE,
                    1.7e308,
                    Double.NaN,
                    Double.NEGATIVE_INFINITY);
    private static final List<Instant> INSTANTS =
            List.of(Instant.EPOCH, Instant.MAX, Instant.MIN, Instant.parse("2026-03-29T01:30:00Z"));

    private final Choice choice;
    private final TemplateGrammar words;

    /// A maker that takes its turns from `choice`.
    public DataGrammar(Choice choice) {
        this.choice = choice;
        this.words = new TemplateGrammar(choice);
    }

    /// The variables that templates of [TemplateGrammar] ask for; some are missing.
    public Mapping variables() {
        var variables = new LinkedHashMap<String, Value>();
        variables.put("list", choice.below(4) == 3 ? value(0) : list(0));
        variables.put("map", choice.below(4) == 3 ? value(0) : map(0));
        for (String name : List.of("a", "b", "text", "n", "d")) {
            if (choice.below(8) != 7) {
                variables.put(name, value(0));
            }
        }
        return Value.map(variables);
    }

    private Value value(int depth) {
        return switch (choice.below(depth < DEPTH_MAX ? 13 : 9)) {
            case 0 -> Value.of(words.characters());
            case 1 -> Value.of(choice.of(NUMBERS));
            case 2 -> Value.of(choice.of(DECIMALS));
            case 3 -> Value.of(choice.below(2) == 0);
            case 4 -> Nil.NULL;
            case 5 -> Value.of(choice.of(INSTANTS));
            case 6 -> Value.of(BigInteger.TWO.pow(choice.below(5000)).negate());
            case 7 -> Value.of(new BigDecimal(choice.below(100) + "e" + choice.below(10_000)));
            case 8 -> Value.of(choice.below(100));
            case 9, 10 -> list(depth);
            default -> map(depth);
        };
    }

    private Value list(int depth) {
        var items = new ArrayList<Value>();
        int size = choice.below(5);
        for (int i = 0; i < size; i++) {
            items.add(value(depth + 1));
        }
        return Value.list(items);
    }

    private Value map(int depth) {
        var entries = new LinkedHashMap<String, Value>();
        for (String name : List.of("k", "it's", "size")) {
            if (choice.below(3) != 2) {
                entries.put(name, value(depth + 1));
            }
        }
        return Value.map(entries);
    }
}
