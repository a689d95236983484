package io.epistle.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.EventBuilder;
import io.epistle.event.Identifier;
import io.epistle.store.RocksStore;
import io.epistle.store.Table;
import io.epistle.store.Tallies;
import io.epistle.store.Writer;
import io.epistle.vault.Vault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

class PeopleStoreTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<Table<?, ?>> TABLES =
            List.of(
                    Writer.TURNS,
                    Tallies.TALLIES,
                    PeopleStore.IDENTIFIERS,
                    PeopleStore.STEMS,
                    PeopleStore.PEOPLE,
                    PeopleStore.NOBODY,
                    PeopleStore.EDGES);

    @TempDir Path folder;
    private Vault vault;
    private RocksStore store;
    private Writer writer;
    private PeopleStore people;
    private long sequence;

    @BeforeEach
    void open() {
        vault = Vault.open(folder.resolve("keys"));
        store = RocksStore.open(folder.resolve("store"), TABLES);
        writer = Writer.start(store, _ -> {}, _ -> vault.sync(), () -> NOON);
        people = new PeopleStore(vault);
    }

    @AfterEach
    void close() {
        writer.close();
        store.close();
        vault.close();
    }

    @Test
    void aSecondUserIdWithTheSameEmailIsANewPerson() {
        Resolution.OfPerson jane = resolve("user_id:abc123", "email:jane@example1.com");

        Resolution.OfPerson other = resolve("user_id:abc456", "email:jane@example1.com");

        assertThat(other.person()).isNotEqualTo(jane.person());
        assertThat(find("user_id:abc456")).isEqualTo(other.person());
        assertThat(find("email:jane@example1.com")).isEqualTo(jane.person());
    }

    @Test
    void anEventWithTwoKnownIdentifiersLinksTheirPeople() {
        Resolution.OfPerson visitor = resolve("anonymous_id:browser-1");
        Resolution.OfPerson subscriber = resolve("email:jane@example.com");

        Resolution.OfPerson both = resolve("email:jane@example.com", "anonymous_id:browser-1");

        assertThat(both.person()).isEqualTo(visitor.person());
        assertThat(both.merged()).containsExactly(subscriber.person());
        assertThat(both.stem()).isEqualTo(subscriber.stem());
        assertThat(people.get(store, subscriber.person()).orElseThrow().id())
                .isEqualTo(visitor.person());
        assertThat(Tallies.get(store, PeopleStore.PEOPLE_TALLY)).isEqualTo(1);
    }

    @Test
    void anAnonymousIdAloneNeverMergesTwoIdentifiedPeople() {
        Resolution.OfPerson first = resolve("email:a@example.com", "anonymous_id:shared");
        Resolution.OfPerson second = resolve("email:b@example.com");

        Resolution.OfPerson again = resolve("email:b@example.com", "anonymous_id:shared");

        assertThat(again.person()).isEqualTo(second.person());
        assertThat(find("anonymous_id:shared")).isEqualTo(first.person());
    }

    @Test
    void valuesThatNeverIdentifyAreBlocked() {
        List<String> blocked = new ArrayList<>();
        for (String value :
                List.of(
                        "anonymous",
                        "GUEST",
                        "\"null\"",
                        "'None'",
                        "0",
                        "000-000",
                        "-",
                        "-1",
                        "[object Object]",
                        "nan",
                        "  undefined ",
                        "0.0",
                        "x".repeat(401))) {
            if (writer.apply(turn -> people.resolve(turn, event("user_id:" + value), ++sequence))
                    instanceof Resolution.Blocked) {
                blocked.add(value);
            }
        }

        assertThat(blocked).hasSize(13);
        assertThat(Tallies.get(store, PeopleStore.PEOPLE_TALLY)).isZero();
    }

    @Test
    void emailsAreComparedWithoutRegardToCase() {
        Resolution.OfPerson jane = resolve("email:Jane@Example.COM");

        assertThat(find("email:jane@example.com")).isEqualTo(jane.person());
        assertThat(find("email:jane@bücher.example")).isNull();
    }

    @Test
    void theSixthEmailOfAPersonIsSomebodyElse() {
        Resolution.OfPerson jane = resolve("user_id:jane", "email:jane0@example.com");
        for (int index = 1; index < 5; index++) {
            assertThat(
                            resolve("user_id:jane", "email:jane%d@example.com".formatted(index))
                                    .person())
                    .isEqualTo(jane.person());
        }

        resolve("user_id:jane", "email:jane5@example.com");

        assertThat(find("email:jane5@example.com")).isNull();
        assertThat(find("email:jane4@example.com")).isEqualTo(jane.person());
    }

    @Test
    void whereNoLimitIsHitTheOrderOfArrivalDoesNotMatter() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<List<String>> events = new ArrayList<>();
            for (int index = 0; index < 25; index++) {
                events.add(
                        List.of(
                                "device:%d-%d".formatted(seed, random.nextInt(30)),
                                "crm:%d-%d".formatted(seed, random.nextInt(30))));
            }
            Set<Set<String>> expected = components(events);
            if (expected.stream().anyMatch(component -> component.size() > 6)) {
                continue;
            }
            Collections.shuffle(events, random);

            events.forEach(event -> resolve(event.toArray(String[]::new)));

            Set<String> names = new TreeSet<>();
            events.forEach(names::addAll);
            List<Set<String>> found = new ArrayList<>();
            for (String name : names) {
                Set<String> together = new TreeSet<>();
                names.stream()
                        .filter(other -> java.util.Objects.equals(find(other), find(name)))
                        .forEach(together::add);
                found.add(together);
            }
            assertThat(Set.copyOf(found)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    /// The naive graph: join until nothing joins any more.
    private static Set<Set<String>> components(List<List<String>> events) {
        List<Set<String>> sets = new ArrayList<>();
        events.forEach(event -> sets.add(new TreeSet<>(event)));
        boolean joined = true;
        while (joined) {
            joined = false;
            for (int left = 0; left < sets.size() && !joined; left++) {
                for (int right = left + 1; right < sets.size() && !joined; right++) {
                    if (!Collections.disjoint(sets.get(left), sets.get(right))) {
                        sets.get(left).addAll(sets.remove(right));
                        joined = true;
                    }
                }
            }
        }
        return Set.copyOf(sets);
    }

    @Test
    void anEventWithoutIdentifiersBelongsToNobody() {
        Resolution resolution = writer.apply(turn -> people.resolve(turn, event(), ++sequence));

        assertThat(resolution).isInstanceOf(Resolution.Nobody.class);
        assertThat(Tallies.get(store, PeopleStore.PEOPLE_TALLY)).isZero();
    }

    private Resolution.OfPerson resolve(String... identifiers) {
        return (Resolution.OfPerson)
                writer.<Resolution>apply(
                        turn -> people.resolve(turn, event(identifiers), ++sequence));
    }

    private @org.jspecify.annotations.Nullable PersonId find(String identifier) {
        return people.find(store, parse(identifier)).map(PersonRecord::id).orElse(null);
    }

    private Event event(String... identifiers) {
        List<Identifier> parsed = new ArrayList<>();
        for (String identifier : identifiers) {
            parsed.add(parse(identifier));
        }
        return EventBuilder.track("Seen", NOON)
                .messageId("m" + sequence + "-" + identifiers.length)
                .identifiers(parsed)
                .build();
    }

    private static Identifier parse(String identifier) {
        int colon = identifier.indexOf(':');
        return new Identifier(identifier.substring(0, colon), identifier.substring(colon + 1));
    }
}
