package io.epistle.store;

import io.epistle.event.ByteWriter;
import io.epistle.event.Event;
import io.epistle.event.Fact;
import io.epistle.event.FactCodec;
import io.epistle.event.StemId;
import io.epistle.store.LatestFacts.Latest;
import io.epistle.vault.Vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/// The facts on disk: the facts of one stem in one turn are one sealed piece. Append-only; pieces
/// lie in the order of stem and log, so a stem is one range.
public final class TimelineStore {
    /// Where a piece lies: its stem and the sequence of its first fact.
    public record Place(StemId stem, long sequence) {}

    /// The pieces, sealed under their stem's key.
    public static final Table<Place, byte[]> TIMELINES =
            new Table<>(
                    "timelines",
                    Codec.of(
                            (place, out) -> out.writeStem(place.stem()).writeLong(place.sequence()),
                            in -> new Place(in.readStem(), in.readLong())),
                    Codec.BYTES);

    /// Small numbers of the whole store; `sequence` is that of the last fact.
    public static final Table<String, Long> COUNTERS =
            new Table<>("counters", Codec.TEXT, Codec.LONG);

    private static final String SEQUENCE = "sequence";

    /// What a turn appends, kept until the turn is complete so that each stem gets one piece.
    private static final class Appended {
        long firstSequence;
        long lastSequence;
        final SortedMap<StemId, StemFacts> stems = new TreeMap<>();
    }

    private record StemFacts(long keySlot, List<Fact> facts) {}

    /// Learns what a turn appended to a stem, once it is durable, on the writer's thread: to
    /// refresh what is kept in memory. It must not fail.
    public interface Committed {
        /// Facts were added to a stem.
        ///
        /// @param facts at least one, in the order of the log
        void facts(StemId stem, List<Fact> facts);
    }

    private final Vault vault;
    private final LatestFacts latest = new LatestFacts();
    private final List<Committed> watchers = new CopyOnWriteArrayList<>();

    /// A store of timelines sealed by `vault`.
    public TimelineStore(Vault vault) {
        this.vault = vault;
    }

    /// The newest facts that this process committed.
    public LatestFacts latest() {
        return latest;
    }

    /// Tells `watcher` from now on what is committed.
    public void watch(Committed watcher) {
        watchers.add(watcher);
    }

    /// Gives an event its place in the log and appends it to a stem.
    ///
    /// @param keySlot the stem's key
    /// @param depth 0 for what came from outside, the cause's depth + 1 for what was emitted
    public Fact append(Turn turn, StemId stem, long keySlot, Event event, int depth) {
        Appended appended = appended(turn);
        Fact fact = new Fact(++appended.lastSequence, depth, event);
        appended.stems
                .computeIfAbsent(stem, _ -> new StemFacts(keySlot, new ArrayList<>()))
                .facts()
                .add(fact);
        return fact;
    }

    /// Whether facts can be appended under a key: not where it is destroyed.
    public boolean isOpen(long keySlot) {
        return vault.holds(keySlot);
    }

    /// The sequence that the next appended fact of this turn will get.
    public long nextSequence(Turn turn) {
        return appended(turn).lastSequence + 1;
    }

    /// Visits what a turn appended so far, stem by stem.
    public static void appended(Turn turn, BiConsumer<StemId, Fact> visitor) {
        appended(turn)
                .stems
                .forEach((stem, appended) ->
                        appended.facts().forEach(fact -> visitor.accept(stem, fact)));
    }

    /// The number of facts ever stored.
    public static long facts(Rows rows) {
        return rows.get(COUNTERS, SEQUENCE).orElse(0L);
    }

    /// Seals and writes what the turn appended; called once, when nothing more will be appended.
    public void write(Turn turn) {
        Appended appended = appended(turn);
        if (appended.stems.isEmpty()) {
            return;
        }
        appended.stems.entrySet().parallelStream()
                .map(entry -> {
                    Place place =
                            new Place(
                                    entry.getKey(), entry.getValue().facts().getFirst().sequence());
                    byte[] piece = FactCodec.encode(entry.getValue().facts());
                    return new Rows.Row<>(
                            place, vault.seal(entry.getValue().keySlot(), place(place), piece));
                })
                .toList()
                .forEach(row -> turn.put(TIMELINES, row.key(), row.value()));
        turn.put(COUNTERS, SEQUENCE, appended.lastSequence);
        turn.afterCommit(() -> {
            latest.add(newest(appended, turn.now()));
            place(appended, turn.now());
            for (Committed watcher : watchers) {
                appended.stems.forEach((stem, told) -> watcher.facts(stem, told.facts()));
            }
        });
    }

    private void place(Appended appended, Instant decidedAt) {
        appended.stems.forEach((stem, told) ->
                told.facts()
                        .forEach(fact ->
                                latest.place(
                                        stem, fact.sequence(), appended.firstSequence, decidedAt)));
    }

    /// The newest facts of a turn, in the order of the log; an import's turn has many thousands, of
    /// which no others are touched.
    private static List<Latest> newest(Appended appended, Instant decidedAt) {
        long from = Math.max(appended.firstSequence, appended.lastSequence - LatestFacts.KEPT + 1);
        Latest[] newest = new Latest[(int) (appended.lastSequence - from + 1)];
        appended.stems.forEach((stem, told) -> {
            for (Fact fact : told.facts().reversed()) {
                if (fact.sequence() < from) {
                    break;
                }
                newest[(int) (fact.sequence() - from)] =
                        new Latest(stem, fact, appended.firstSequence, decidedAt);
            }
        });
        return List.of(newest);
    }

    /// The facts of one stem, in the order of the log; empty where its key is destroyed. In a turn,
    /// those it appended are among them.
    public List<Fact> read(Rows rows, StemId stem, long keySlot) {
        List<Fact> facts = committed(rows, stem, keySlot);
        if (rows instanceof Turn turn) {
            facts.addAll(appended(turn, stem));
        }
        return facts;
    }

    /// The stems to which a turn has appended so far, ascending.
    public List<StemId> appendedTo(Turn turn) {
        return List.copyOf(appended(turn).stems.keySet());
    }

    /// What a turn has appended to a stem so far, in the order of the log; mostly empty.
    public List<Fact> appended(Turn turn, StemId stem) {
        StemFacts told = appended(turn).stems.get(stem);
        return told == null ? List.of() : Collections.unmodifiableList(told.facts());
    }

    /// The facts of one stem as they lie on disk, in the order of the log; empty where its key is
    /// destroyed. What a turn appended is not among them.
    public List<Fact> committed(Rows rows, StemId stem, long keySlot) {
        List<Fact> facts = new ArrayList<>();
        rows.scan(
                TIMELINES,
                new ByteWriter(StemId.BYTES).writeStem(stem).toBytes(),
                (place, sealed) -> {
                    vault.open(keySlot, place(place), sealed)
                            .ifPresent(piece -> facts.addAll(FactCodec.decode(piece)));
                    return true;
                });
        return facts;
    }

    /// Whether something was told to a stem behind a place in the log; in a turn, by that turn too.
    /// Nothing is decrypted.
    public boolean isToldBehind(Rows rows, StemId stem, long sequence) {
        if (rows instanceof Turn turn && !appended(turn, stem).isEmpty()) {
            return true;
        }
        boolean[] told = new boolean[1];
        rows.scan(
                TIMELINES,
                new ByteWriter(StemId.BYTES).writeStem(stem).toBytes(),
                TIMELINES.keys().encode(new Place(stem, sequence + 1)),
                (_, _) -> {
                    told[0] = true;
                    return false;
                });
        return told[0];
    }

    /// The facts of one piece; empty where its key is destroyed.
    ///
    /// @throws io.epistle.vault.VaultException where the piece was changed or moved
    public List<Fact> piece(Rows rows, Place place, long keySlot) {
        return rows.get(TIMELINES, place)
                .flatMap(sealed -> vault.open(keySlot, place(place), sealed))
                .map(FactCodec::decode)
                .orElse(List.of());
    }

    private static Appended appended(Turn turn) {
        return turn.memory(
                Appended.class,
                () -> {
                    Appended fresh = new Appended();
                    fresh.lastSequence = facts(turn);
                    fresh.firstSequence = fresh.lastSequence + 1;
                    return fresh;
                });
    }

    private static byte[] place(Place place) {
        return new ByteWriter(32)
                .writeText("timelines")
                .writeStem(place.stem())
                .writeLong(place.sequence())
                .toBytes();
    }
}
