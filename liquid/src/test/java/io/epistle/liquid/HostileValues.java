package io.epistle.liquid;

import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Range;
import io.epistle.liquid.value.Value;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/// Values that are easy to have and dear to work with, by a name for messages. Lists are shorter
/// than the steps of a render, or nothing would be done with them.
final class HostileValues {
    private final Random random = new Random(20260703);
    private final SortedMap<String, Value> values = new TreeMap<>();

    private HostileValues() {
        texts();
        datesAndPatterns();
        numbers();
        lists();
        others();
    }

    /// All of them.
    static SortedMap<String, Value> all() {
        return new HostileValues().values;
    }

    /// The few that make sense, or trouble, as an argument.
    static SortedMap<String, Value> arguments() {
        SortedMap<String, Value> chosen = all();
        chosen.keySet()
                .retainAll(
                        List.of(
                                "empty text",
                                "a",
                                "a 60,000 times",
                                "a 500 times and b",
                                "990 digits",
                                "990 digits in base 16",
                                "pattern of width 1024",
                                "nil",
                                "1",
                                "-1",
                                "-400",
                                "400",
                                "2^4095",
                                "1 - 2^2047",
                                "4.9E-324",
                                "1.7976931348623157E308",
                                "texts",
                                "laughs"));
        return chosen;
    }

    private void text(String name, String text) {
        values.put(name, Value.of(text));
    }

    private void texts() {
        text("empty text", "");
        text("a", "a");
        text("a 60,000 times", "a".repeat(60_000));
        text("a 500 times and b", "a".repeat(500) + "b");
        text("Cyrillic", "ж".repeat(30_000));
        text("emoji", "😀".repeat(20_000));
        text("letters whose case is longer", "İßΣ".repeat(10_000));
        text("open angles", "<".repeat(30_000));
        text("half entities", "&#1".repeat(20_000));
        text("open scripts", "<script".repeat(5_000));
        text("percent signs", "%41".repeat(10_000));
        text("spaces", " ".repeat(60_000));
        text("line breaks", "\r\n".repeat(20_000));
        text("Base64", "YWFh".repeat(10_000));
        text("990 digits", "1".repeat(990));
        text("5,000 digits", "1".repeat(5_000));
        text("900 digits and 90 behind the point", "1".repeat(900) + "." + "1".repeat(90));
        text("990 digits in base 16", "0x" + "f".repeat(990));
        text("-400 as text", "-400");
    }

    private void datesAndPatterns() {
        text("ISO date", "2026-07-05T21:59:00+02:00");
        text("written date", "Fri, 16 Jul 2004 01:00:00 PST");
        text("digits and colons", "1".repeat(60) + " : ".repeat(22));
        text("lone digits", "1 ".repeat(64));
        text("months", "mar ".repeat(32));
        text("dashes", "1-".repeat(64));
        text("pattern of width 1024", "%1024Y".repeat(160));
        text("long pattern", "%c".repeat(500));
        values.put("moment", Value.of(Instant.parse("2026-03-29T01:30:00Z")));
        values.put("last moment", Value.of(Instant.MAX));
    }

    private void numbers() {
        for (long number : new long[] {0, 1, -1, 50, 400, -400, Long.MIN_VALUE, Long.MAX_VALUE}) {
            values.put(Long.toString(number), Value.of(number));
        }
        BigInteger two = BigInteger.TWO;
        values.put("2^4095", Value.of(two.pow(4095)));
        values.put("1 - 2^4095", Value.of(BigInteger.ONE.subtract(two.pow(4095))));
        values.put("1 - 2^2047", Value.of(BigInteger.ONE.subtract(two.pow(2047))));
        values.put("2^1023", Value.of(two.pow(1023)));
        values.put("10^308", Value.of(BigInteger.TEN.pow(308)));
        double[] decimals = {
            Double.MIN_VALUE, Double.MAX_VALUE, -1.1e-300, 0.1, 1e22, 1e308, Double.NaN
        };
        for (double decimal : decimals) {
            values.put(Double.toString(decimal), Value.of(decimal));
        }
    }

    private void list(String name, int size, IntFunction<Value> item) {
        values.put(name, list(size, item));
    }

    private static Value list(int size, IntFunction<Value> item) {
        var items = new ArrayList<Value>(size);
        for (int i = 0; i < size; i++) {
            items.add(item.apply(i));
        }
        return Value.list(items);
    }

    private void lists() {
        list("texts", 1500, i -> Value.of("T" + random.nextInt(100_000)));
        list("texts of 60", 1500, i -> Value.of("T".repeat(55) + random.nextInt(10_000)));
        list("empty texts", 1500, i -> Value.of(""));
        list("equal texts", 1500, i -> Value.of("same"));
        list("long texts alike", 200, i -> Value.of("p".repeat(3000) + random.nextInt(1000)));
        list("whole numbers", 1500, i -> Value.of(random.nextLong()));
        list("numbers of 4,000 bits", 500, i -> Value.of(new BigInteger(4000, random)));
        list("decimals", 1000, i -> Value.of((i % 2 == 0 ? 1e-320 : 1e305) * random.nextInt(100)));
        list(
                "numbers of both kinds",
                1000,
                i ->
                        i % 2 == 0
                                ? Value.of(1e300 * random.nextDouble())
                                : Value.of(new BigInteger(996, random)));
        list("nils", 1500, i -> Nil.NULL);
        list("moments", 1000, i -> Value.of(Instant.ofEpochSecond(random.nextInt())));
        list("pairs", 500, i -> list(2, j -> Value.of(random.nextInt(3))));
        list("lists alike", 300, i -> list(20, j -> Value.of(j + (j == 19 ? i : 0))));
        list("objects", 1000, i -> Value.map(Map.of("a", Value.of("x" + random.nextInt(5000)))));
        list("truths", 1500, i -> Value.of(i % 2 == 0));
    }

    private void others() {
        var object = new LinkedHashMap<String, Value>();
        for (int i = 0; i < 1500; i++) {
            object.put("key" + i, Value.of(i));
        }
        Value nested = Value.of("x");
        for (int i = 0; i < 5000; i++) {
            nested = Value.list(List.of(nested));
        }
        Value laughs = Value.of("laugh");
        for (int i = 0; i < 40; i++) {
            laughs = Value.list(List.of(laughs, laughs));
        }
        values.put("object", Value.map(object));
        values.put("nested", nested);
        values.put("laughs", laughs);
        values.put("range", new Range(1, 1500));
        values.put("widest range", new Range(Long.MIN_VALUE, Long.MAX_VALUE));
        values.put("nil", Nil.NULL);
        values.put("true", Value.of(true));
        values.put("false", Value.of(false));
    }
}
