package io.epistle.rule.oracle;

import io.epistle.event.Event;
import io.epistle.event.EventBuilder;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.StemId;
import io.epistle.event.Struct;
import io.epistle.event.Timeline;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.identity.PersonId;
import io.epistle.profile.Person;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Draws people whose facts speak the vocabulary of [RandomRules]. Times lie on a grid of six
/// hours, give or take a millisecond, so that facts tie and windows end where others start; the log
/// knows facts in another order than they happened in.
public final class RandomPeople {
    static final long GRID_MILLIS = 6 * 3_600_000L;

    private static final int FACTS_MAX = 18;

    private final Random random;
    private Instant latest = RandomRules.origin();

    /// People drawn from a seeded source.
    public RandomPeople(Random random) {
        this.random = random;
    }

    /// Facts of a person, in the order of the log.
    public List<Fact> facts() {
        int size = random.nextInt(FACTS_MAX + 1);
        List<Long> sequences = new ArrayList<>();
        for (long sequence = 1; sequence <= size; sequence++) {
            sequences.add(sequence);
        }
        Collections.shuffle(sequences, random);
        List<Fact> facts = new ArrayList<>();
        for (long sequence : sequences) {
            boolean again = !facts.isEmpty() && random.nextInt(8) == 0;
            Event event = again ? facts.getLast().event() : event();
            facts.add(new Fact(sequence, 0, event));
        }
        return facts;
    }

    /// A person to whom facts belong.
    public Person person(List<Fact> facts) {
        StemId stem = new StemId(random.nextLong(), random.nextLong());
        return new Person(new PersonId(stem), List.of(stem), Timeline.of(facts));
    }

    /// Something that somebody did or that is known about somebody, whoever it is.
    public Event event() {
        Instant at = time();
        return switch (random.nextInt(10)) {
            case 0, 1 -> event(EventType.IDENTIFY, "", at, Struct.empty(), traits());
            case 2 ->
                    event(
                            EventType.TRACK,
                            random.nextInt(3) == 0 ? "Consent Withdrawn" : "Consent Given",
                            at,
                            Struct.of("purpose", Value.of(pick(RandomRules.PURPOSES))),
                            Struct.empty());
            default -> {
                String name =
                        random.nextInt(3) == 0
                                ? pick(RandomRules.EVENTS)
                                : RandomRules.EVENTS.get(random.nextInt(2));
                yield event(
                        EventType.TRACK,
                        name,
                        at,
                        properties(),
                        random.nextInt(5) == 0 ? traits() : Struct.empty());
            }
        };
    }

    private Event event(EventType type, String name, Instant at, Struct properties, Struct traits) {
        return EventBuilder.of(type, name, at)
                .messageId("m" + random.nextLong())
                .trust(pick(List.of(Trust.values())))
                .properties(properties)
                .traits(traits)
                .build();
    }

    /// Anywhere, or some steps of the grid after the fact drawn before, as what follows.
    private Instant time() {
        latest =
                random.nextInt(3) == 0
                        ? latest.plusMillis(GRID_MILLIS * (1 + random.nextInt(4)))
                        : RandomRules.origin()
                                .plusMillis(GRID_MILLIS * random.nextInt(4 * RandomRules.DAYS))
                                .plusMillis(jitter());
        return latest;
    }

    private long jitter() {
        return random.nextInt(5) == 0 ? random.nextInt(3) - 1L : 0;
    }

    private Struct properties() {
        Struct.Builder properties = Struct.builder();
        if (random.nextInt(5) > 0) {
            properties.put("total", number());
        }
        if (random.nextInt(3) > 0) {
            properties.put("category", category());
        }
        if (random.nextBoolean()) {
            List<Value> products = new ArrayList<>();
            for (int size = random.nextInt(4); size > 0; size--) {
                Struct.Builder product = Struct.builder().put("price", number());
                if (random.nextInt(4) > 0) {
                    product.put("category", category());
                }
                products.add(product.build());
            }
            properties.put("products", Value.of(products));
        }
        if (random.nextInt(3) == 0) {
            properties.put("tags", tags());
        }
        if (random.nextInt(3) == 0) {
            properties.put("gift", random.nextInt(4) == 0 ? Value.NOTHING : Value.of(flip()));
        }
        if (random.nextInt(3) == 0) {
            properties.put("due", date());
        }
        return properties.build();
    }

    private Struct traits() {
        Struct.Builder traits = Struct.builder();
        if (flip()) {
            traits.put("country", removedOr(Value.of(pick(List.of("GB", "US", "de", "Gb", "")))));
        }
        if (flip()) {
            traits.put("age", removedOr(number()));
        }
        if (flip()) {
            traits.put("churn", Value.of(new BigDecimal(pick(List.of("0.1", "0.7", "0.70", "1")))));
        }
        if (flip()) {
            traits.put("tags", removedOr(tags()));
        }
        if (flip()) {
            traits.put(
                    "address",
                    Struct.of("city", removedOr(Value.of(pick(List.of("London", "Paris"))))));
        }
        if (flip()) {
            traits.put(
                    "pets",
                    Value.of(
                            List.of(
                                    Struct.of("kind", Value.of(pick(List.of("cat", "dog")))),
                                    Struct.of("kind", Value.of(pick(List.of("cat", "ox")))))));
        }
        if (flip()) {
            traits.put("birthday", removedOr(date()));
        }
        if (flip()) {
            traits.put("joined", date());
        }
        if (flip()) {
            traits.put("persona", Value.of(pick(List.of("bargain hunters", "other"))));
        }
        return traits.build();
    }

    private Value removedOr(Value value) {
        return random.nextInt(6) == 0 ? Value.NOTHING : value;
    }

    private Value tags() {
        List<Value> tags = new ArrayList<>();
        for (int size = random.nextInt(4); size > 0; size--) {
            tags.add(Value.of(pick(List.of("red", "blue", "Blue", "green"))));
        }
        return Value.of(tags);
    }

    private Value number() {
        return switch (random.nextInt(6)) {
            case 0 -> Value.of(10);
            case 1 -> Value.of(25);
            case 2 -> Value.of(new BigDecimal("12.50"));
            case 3 -> Value.of(new BigDecimal("-10.0"));
            case 4 -> Value.of(random.nextInt(5));
            default -> Value.of("10");
        };
    }

    private Value category() {
        return Value.of(pick(List.of("Smartphones", "Cases", "cases", "Toys", "toys", "")));
    }

    private Value date() {
        return Value.of(
                switch (random.nextInt(5)) {
                    case 0 -> "1988-02-29";
                    case 1 ->
                            RandomRules.FIRST_DAY
                                    .plusDays(random.nextInt(40))
                                    .minusYears(random.nextInt(3))
                                    .toString();
                    case 2 -> time().toString();
                    case 3 -> RandomRules.FIRST_DAY.plusDays(random.nextInt(30)) + "T06:00";
                    default -> pick(List.of("2011-02-30", "soon", "2011-03-01"));
                });
    }

    private boolean flip() {
        return random.nextBoolean();
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
