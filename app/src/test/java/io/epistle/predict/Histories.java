package io.epistle.predict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Interactions for tests.
final class Histories {
    /// The moment that tests stand at.
    static final Instant T = Instant.parse("2011-10-01T00:00:00Z");

    private Histories() {}

    static Interaction bought(String person, String item, int daysAgo) {
        return new Interaction(
                person, item, T.minus(Duration.ofDays(daysAgo)).minusMillis(1), 1, "");
    }

    /// Interactions of people `p0`, `p1` ... with items `i0`, `i1` ..., the first items more
    /// popular, some of nobody.
    static List<Interaction> random(Random random, int people, int items, int count) {
        List<Interaction> interactions = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            String person = random.nextInt(10) == 0 ? "" : "p" + random.nextInt(people);
            String item = "i" + Math.min(random.nextInt(items), random.nextInt(items));
            Instant at = T.minusMillis(1 + random.nextLong(Duration.ofDays(200).toMillis()));
            interactions.add(new Interaction(person, item, at, 1 + random.nextInt(3), ""));
        }
        return interactions;
    }
}
