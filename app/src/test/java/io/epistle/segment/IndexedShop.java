package io.epistle.segment;

import io.epistle.collect.Admissions;
import io.epistle.collect.QuarantineBounds;
import io.epistle.collect.QuarantineStore;
import io.epistle.collect.QuarantineTables;
import io.epistle.event.Event;
import io.epistle.event.EventBuilder;
import io.epistle.event.Identifier;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonRecord;
import io.epistle.identity.PersonRecord.Link;
import io.epistle.profile.PersonReader;
import io.epistle.profile.Score;
import io.epistle.rule.Checked;
import io.epistle.rule.Rules;
import io.epistle.rule.oracle.OracleWorld;
import io.epistle.rule.oracle.RandomPeople;
import io.epistle.rule.oracle.RandomRules;
import io.epistle.rule.runs.Program;
import io.epistle.rule.said.Printer;
import io.epistle.store.RocksStore;
import io.epistle.store.Tallies;
import io.epistle.store.TimelineStore;
import io.epistle.store.Writer;
import io.epistle.trigger.Deciding;
import io.epistle.vault.Vault;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// A shop under random rules to which random things happen, over the product's own stores and
/// writer. How facts are led to rules is an argument, so that it can be led wrongly.
final class IndexedShop implements AutoCloseable {
    private static final int SEGMENTS = 9;
    private static final int CUSTOMERS = 7;

    /// Rules that ask for what other segments tell.
    private static final List<String> OF_MOVES =
            List.of(
                    "did \"Segment Entered\" at least 3 times within 4 days",
                    "did \"Segment Left\" where segment_id = \"s1\"",
                    "did \"Segment Entered\" where segment_id = \"t0\" within 2 days");

    private final Path folder;
    private final long historyBytesMax;
    private final Random random;
    private final Function<List<LiveSegment>, SegmentIndex> indexing;
    private final OracleWorld world = OracleWorld.in(ZoneOffset.UTC);
    private final AtomicReference<Instant> clock = new AtomicReference<>(RandomRules.origin());
    private final RandomPeople events;
    private final List<LiveSegment> rules = new ArrayList<>();
    private long worldVersion;
    private int told;

    /// How often somebody entered or left a segment by what they did.
    long moves;

    LiveSegments segments;
    Vault vault;
    RocksStore store;
    PersonReader reader;
    PeopleStore people;
    private TimelineStore timelines;
    private Memberships memberships;
    private Deciding deciding;
    private Admissions live;
    private Admissions history;
    private Writer writer;
    private Sweep sweep;

    IndexedShop(Path folder, long seed, Function<List<LiveSegment>, SegmentIndex> indexing) {
        this(folder, seed, indexing, HistoryCache.BYTES_MAX);
    }

    /// @param historyBytesMax the room for histories in memory
    IndexedShop(
            Path folder,
            long seed,
            Function<List<LiveSegment>, SegmentIndex> indexing,
            long historyBytesMax) {
        this.folder = folder;
        this.historyBytesMax = historyBytesMax;
        this.random = new Random(seed);
        this.indexing = indexing;
        this.events = new RandomPeople(random);
        for (int place = 0; place < SEGMENTS; place++) {
            rules.add(drawn("s" + place));
        }
        for (int place = 0; place < OF_MOVES.size(); place++) {
            rules.add(segment("t" + place, OF_MOVES.get(place)));
        }
        segments = inForce();
        open();
    }

    private void open() {
        vault = Vault.open(folder.resolve("keys"));
        store =
                RocksStore.open(
                        folder.resolve("store"),
                        List.of(
                                Writer.TURNS,
                                Tallies.TALLIES,
                                TimelineStore.TIMELINES,
                                TimelineStore.COUNTERS,
                                PeopleStore.IDENTIFIERS,
                                PeopleStore.STEMS,
                                PeopleStore.PEOPLE,
                                PeopleStore.NOBODY,
                                PeopleStore.EDGES,
                                Admissions.SEEN,
                                QuarantineTables.QUARANTINE,
                                QuarantineTables.BY_RULE,
                                QuarantineTables.BY_AGE,
                                QuarantineTables.DAY_KEYS,
                                Memberships.STATES,
                                Memberships.MEMBERS));
        people = new PeopleStore(vault);
        timelines = new TimelineStore(vault);
        reader = new PersonReader(people, timelines);
        DueTimes dueTimes = new DueTimes();
        memberships = new Memberships(people, timelines, dueTimes, historyBytesMax);
        memberships.restoreDueTimes(store);
        deciding =
                new Deciding(
                        memberships,
                        timelines,
                        () -> segments,
                        (_, moved) -> moves += moved.size());
        writer = Writer.start(store, deciding, _ -> vault.sync(), clock::get);
        QuarantineStore quarantine = new QuarantineStore(vault, QuarantineBounds.STANDARD);
        live = new Admissions(vault, people, timelines, quarantine, deciding);
        history = new Admissions(vault, people, timelines, quarantine, deciding::later);
        sweep = new Sweep(store, writer, memberships, dueTimes, () -> segments);
    }

    Instant now() {
        return clock.get();
    }

    /// Lets one thing happen; whoever is due by then is decided behind it.
    void happens() {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> told(1);
            case 6, 7, 8 -> told(2 + random.nextInt(6));
            case 9 -> imported();
            case 10 -> scored();
            case 11 -> appended();
            case 12 -> {
                if (random.nextInt(4) == 0) {
                    erased();
                }
            }
            case 13 -> {
                if (random.nextInt(3) == 0) {
                    redefined();
                }
            }
            case 14 -> {
                if (random.nextInt(3) == 0) {
                    close();
                    open();
                }
            }
            default -> clock.set(now().plusMillis(1 + random.nextInt(40_000_000)));
        }
        long _ = sweep.due(now());
    }

    /// Lets time go by in which nobody does anything.
    void rests(Duration time) {
        clock.set(now().plus(time));
        long _ = sweep.due(now());
    }

    /// Several events of one turn or a few, some of them late, some of the future, some of which
    /// tell that two customers are one.
    private void told(int size) {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int left = size; left > 0; left--) {
            Event event = event();
            if (isAlive(event)) {
                answers.add(writer.submit(turn -> live.admit(turn, event, 0)));
            }
        }
        answers.forEach(CompletableFuture::join);
    }

    private void imported() {
        for (int left = 3; left > 0; left--) {
            Event event = event();
            if (isAlive(event)) {
                var _ = writer.apply(turn -> history.admit(turn, event, 0));
            }
        }
    }

    private Event event() {
        Event drawn = events.event();
        Instant at = random.nextInt(3) == 0 ? now() : drawn.occurredAt();
        EventBuilder event =
                EventBuilder.of(drawn.type(), drawn.name(), at)
                        .knownAt(now())
                        .messageId("m" + ++told)
                        .trust(drawn.trust())
                        .properties(drawn.properties())
                        .traits(drawn.traits());
        int customer = random.nextInt(CUSTOMERS);
        switch (random.nextInt(8)) {
            case 0 -> email(event, random.nextInt(CUSTOMERS));
            case 1 -> email(event.identifier(Identifier.USER_ID, "c" + customer), customer);
            case 2 -> email(event.identifier(Identifier.ANONYMOUS_ID, "a" + customer), customer);
            case 3 -> event.identifier(Identifier.ANONYMOUS_ID, "a" + customer);
            default -> event.identifier(Identifier.USER_ID, "c" + customer);
        }
        return event.build();
    }

    private static void email(EventBuilder event, int number) {
        event.identifier(Identifier.EMAIL, "c" + number + "@example.com");
    }

    /// Whether nobody whom an event names has lost a key: the product cannot add to them any more.
    private boolean isAlive(Event event) {
        return event.identifiers().stream()
                .flatMap(identifier -> people.find(store, identifier).stream())
                .flatMap(record -> record.stems().stream())
                .allMatch(link -> vault.holds(link.keySlot()));
    }

    private @Nullable PersonRecord anybody() {
        return people.find(
                        store, new Identifier(Identifier.USER_ID, "c" + random.nextInt(CUSTOMERS)))
                .orElse(null);
    }

    private void scored() {
        PersonRecord record = anybody();
        if (record != null) {
            Score score =
                    new Score(
                            Score.CHURN,
                            new BigDecimal(List.of("0.1", "0.7", "1").get(random.nextInt(3))),
                            "model",
                            List.of());
            Link stem = record.stems().getFirst();
            var _ =
                    writer.apply(turn -> {
                        deciding.person(turn, record.id(), turn.now(), List.of());
                        return timelines.append(
                                turn,
                                stem.stem(),
                                stem.keySlot(),
                                score.event("epistle", "score:" + ++told, turn.now()),
                                1);
                    });
        }
    }

    /// A fact that the product adds without saying whom it touched.
    private void appended() {
        PersonRecord record = anybody();
        if (record != null) {
            Link stem = record.stems().getFirst();
            var _ =
                    writer.apply(turn ->
                            timelines.append(
                                    turn,
                                    stem.stem(),
                                    stem.keySlot(),
                                    EventBuilder.track("Email Link Clicked", turn.now())
                                            .messageId("clicked:" + ++told)
                                            .build(),
                                    0));
        }
    }

    /// Destroys the keys of all stems of a person but the first, under which the product tells that
    /// somebody left a segment.
    private void erased() {
        PersonRecord record = anybody();
        if (record != null && record.stems().size() > 1) {
            record.stems().stream().skip(1).forEach(link -> vault.destroy(link.keySlot()));
            var _ =
                    writer.apply(turn -> {
                        memberships.markDue(turn, record.id());
                        return turn.now();
                    });
        }
    }

    private void redefined() {
        int place = random.nextInt(SEGMENTS);
        rules.set(place, drawn("s" + place));
        segments = inForce();
        long _ = sweep.everyone();
    }

    private LiveSegments inForce() {
        return new LiveSegments(++worldVersion, List.copyOf(rules), indexing.apply(rules));
    }

    private LiveSegment drawn(String id) {
        while (true) {
            String rule = Printer.print(new RandomRules(random).rule(random.nextInt(3)));
            if (Rules.ready(rule, world.forTheProduct()) instanceof Checked.Sound<Program> sound) {
                return segment(id, rule, sound.value());
            }
        }
    }

    private LiveSegment segment(String id, String rule) {
        return segment(id, rule, Rules.ready(rule, world.forTheProduct()).orThrow());
    }

    static LiveSegment segment(String id, String rule, Program program) {
        return new LiveSegment(
                new SegmentDefinition(id, id, "", WrittenRule.of(rule), 1_000), program);
    }

    Optional<PersonState> state(PersonRecord record) {
        return Memberships.state(store, record.id());
    }

    @Override
    public void close() {
        writer.close();
        store.close();
        vault.close();
    }
}
