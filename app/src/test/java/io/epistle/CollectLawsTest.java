package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.collect.http.CollectStore.Counts;
import io.epistle.event.Fact;
import io.epistle.event.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// What was acknowledged is stored once, equal and in order, with batches at random, clients side
/// by side, repetitions and restarts.
class CollectLawsTest {
    private static final int PEOPLE = 7;

    /// What a client says and remembers.
    private record Said(String user, String id, long number) {
        String json() {
            return ("{\"type\":\"track\",\"userId\":\"%s\",\"event\":\"E\",\"messageId\":\"%s\","
                            + "\"timestamp\":\"2026-01-05T07:00:00Z\",\"properties\":{\"n\":%d}}")
                    .formatted(user, id, number);
        }
    }

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatWasAcknowledgedIsStoredEqualOnceAndInOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Said> said = new ArrayList<>();
        List<List<Said>> batches = new ArrayList<>();
        long duplicates = 0;
        try (ServedShop shop = ServedShop.collecting(folder)) {
            for (int round = 0; round < 40; round++) {
                List<Said> batch = new ArrayList<>();
                for (int left = random.nextInt(1, 30); left > 0; left--) {
                    batch.add(
                            new Said("p" + random.nextInt(PEOPLE), "m" + said.size(), said.size()));
                    said.add(batch.getLast());
                }
                batches.add(batch);
                hand(shop, batch);
                if (random.nextInt(4) == 0) {
                    List<Said> again = batches.get(random.nextInt(batches.size()));
                    hand(shop, again);
                    duplicates += again.size();
                }
                if (random.nextInt(10) == 0) {
                    shop.restart();
                }
            }
            assertThat(shop.counts()).isEqualTo(new Counts(said.size(), duplicates, 0));
            batches.forEach(batch -> hand(shop, batch));

            assertThat(shop.counts())
                    .isEqualTo(new Counts(said.size(), duplicates + said.size(), 0));
            assertThat(byPerson(shop)).isEqualTo(expected(said));
            assertThat(new Check(shop.shop.engine).run().findings()).isEmpty();
        }
    }

    @Test
    void clientsSideBySideLoseAndDoubleNothing() throws Exception {
        int clients = 12;
        int rounds = 25;
        List<Said> said = Collections.synchronizedList(new ArrayList<>());
        try (ServedShop shop = ServedShop.collecting(folder);
                ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> working = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int own = client;
                working.add(
                        threads.submit(() -> {
                            for (int round = 0; round < rounds; round++) {
                                List<Said> batch = new ArrayList<>();
                                for (int index = 0; index < 5; index++) {
                                    long number = round * 5L + index;
                                    String id = "c%d-%d".formatted(own, number);
                                    batch.add(new Said("q" + own, id, number));
                                    // Everybody also tells of one person, with the same ids.
                                    batch.add(new Said("shared", "s" + number, number));
                                }
                                hand(shop, batch);
                                said.addAll(batch);
                            }
                        }));
            }
            for (Future<?> each : working) {
                var _ = each.get();
            }

            SortedMap<String, List<Long>> stored = new TreeMap<>();
            for (int client = 0; client < clients; client++) {
                stored.put("q" + client, numbers(shop, "q" + client));
            }
            List<Long> all = new ArrayList<>();
            for (long number = 0; number < rounds * 5L; number++) {
                all.add(number);
            }
            assertThat(stored.values()).allSatisfy(own -> assertThat(own).isEqualTo(all));
            assertThat(numbers(shop, "shared")).containsExactlyInAnyOrderElementsOf(all);
            Counts counts = shop.counts();
            assertThat(counts.accepted() + counts.duplicate()).isEqualTo(said.size());
            assertThat(counts.quarantined()).isZero();
            assertThat(new Check(shop.shop.engine).run().findings()).isEmpty();
        }
    }

    private static void hand(ServedShop shop, List<Said> batch) {
        String items = batch.stream().map(Said::json).collect(Collectors.joining(","));
        byte[] body = ("{\"batch\":[" + items + "]}").getBytes(StandardCharsets.UTF_8);
        assertThat(
                        shop.post("/v1/batch", batch.size() % 2 == 0 ? ServedShop.zip(body) : body)
                                .statusCode())
                .isEqualTo(200);
    }

    private static SortedMap<String, List<Long>> byPerson(ServedShop shop) {
        SortedMap<String, List<Long>> stored = new TreeMap<>();
        for (int person = 0; person < PEOPLE; person++) {
            stored.put("p" + person, numbers(shop, "p" + person));
        }
        return stored;
    }

    /// The numbers that were told of a person, in the order of the log.
    private static List<Long> numbers(ServedShop shop, String user) {
        return shop.facts(user).stream()
                .sorted(Comparator.comparingLong(Fact::sequence))
                .map(fact ->
                        fact.properties().get("n").orElseThrow() instanceof Value.Whole(long number)
                                ? number
                                : -1L)
                .toList();
    }

    private static SortedMap<String, List<Long>> expected(List<Said> said) {
        SortedMap<String, List<Long>> expected = new TreeMap<>();
        for (Said one : said) {
            expected.computeIfAbsent(one.user(), _ -> new ArrayList<>()).add(one.number());
        }
        return expected;
    }
}
