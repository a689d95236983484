package io.epistle.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Seeded facts of every shape the model allows, with the nasty corners on purpose.
public final class RandomFacts {
    private static final String[] TEXTS = {
        "",
        "a",
        "Order Completed",
        "jane@example.com",
        "naïve café",
        "\u0000\u001f\"\\\n",
        "😀 emoji",
        "\ud83d",
        "x".repeat(3_000)
    };

    private final Random random;
    private long sequence;

    /// Facts from a seed.
    public RandomFacts(long seed) {
        random = new Random(seed);
    }

    /// Between 1 and `max` facts in the order of the log.
    public List<Fact> facts(int max) {
        List<Fact> facts = new ArrayList<>();
        for (int left = 1 + random.nextInt(max); left > 0; left--) {
            facts.add(fact());
        }
        return facts;
    }

    Fact fact() {
        sequence += 1 + random.nextInt(3);
        return new Fact(sequence, random.nextInt(Fact.DEPTH_MAX + 1), event());
    }

    Event event() {
        EventType type = List.of(EventType.values()).get(random.nextInt(EventType.values().length));
        boolean named =
                type == EventType.TRACK || type == EventType.PAGE || type == EventType.SCREEN;
        List<Identifier> identifiers = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            identifiers.add(
                    new Identifier("kind" + random.nextInt(5), "value" + random.nextInt(100)));
        }
        Instant occurred =
                Instant.ofEpochMilli(random.nextLong(-1_000_000_000_000L, 4_000_000_000_000L));
        return new Event(
                random.nextBoolean() ? "import.orders" : "source" + random.nextInt(9),
                "m" + random.nextLong(),
                type,
                named ? "Event " + random.nextInt(9) : "",
                identifiers,
                occurred,
                random.nextBoolean()
                        ? occurred
                        : occurred.plusMillis(random.nextInt(100_000) - 50_000),
                List.of(Trust.values()).get(random.nextInt(Trust.values().length)),
                struct(0),
                struct(2),
                struct(3));
    }

    Struct struct(int depth) {
        Struct.Builder struct = Struct.builder();
        for (int left = random.nextInt(5); left > 0; left--) {
            struct.put(
                    random.nextBoolean() ? "total" : "field " + random.nextInt(20),
                    value(depth + 1));
        }
        return struct.build();
    }

    private Value value(int depth) {
        return switch (random.nextInt(depth > 4 ? 7 : 9)) {
            case 0 -> Value.NOTHING;
            case 1 -> Value.of(random.nextBoolean());
            case 2 -> Value.of(random.nextLong());
            case 3 -> Value.of((long) random.nextInt(100));
            case 4 ->
                    new Value.Decimal(
                            new BigDecimal(
                                    new BigInteger(1 + random.nextInt(100), random),
                                    random.nextInt(9) - 3));
            case 5, 6 -> Value.of(TEXTS[random.nextInt(TEXTS.length)]);
            case 7 -> struct(depth);
            default -> {
                List<Value> items = new ArrayList<>();
                for (int left = random.nextInt(4); left > 0; left--) {
                    items.add(value(depth + 1));
                }
                yield Value.of(items);
            }
        };
    }
}
