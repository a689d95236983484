package io.epistle.segment;

import io.epistle.event.ByteWriter;
import io.epistle.event.Fact;
import io.epistle.event.StemId;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonId;
import io.epistle.identity.PersonRecord;
import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Tallies;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;
import io.epistle.store.Writer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who is in which segment: decided in the writer's turn, kept with the instant until which it
/// stands, listed and counted in the same turn, and told as facts.
public final class Memberships {
    /// The name of facts that tell an entering.
    public static final String ENTERED = "Segment Entered";

    /// The name of facts that tell a leaving.
    public static final String LEFT = "Segment Left";

    /// The source of facts that the product emits itself.
    public static final String SOURCE = "epistle";

    private static final Codec<PersonId> PERSON =
            Codec.of(
                    (person, out) -> out.writeStem(person.stem()),
                    in -> new PersonId(in.readStem()));

    /// What was decided about each person.
    public static final Table<PersonId, PersonState> STATES =
            new Table<>("states", PERSON, PersonState.CODEC);

    /// A member of a segment.
    public record Member(String segment, PersonId person) {}

    /// The members of each segment, and since when.
    public static final Table<Member, Instant> MEMBERS =
            new Table<>(
                    "members",
                    Codec.of(
                            (member, out) ->
                                    out.writeText(member.segment())
                                            .writeStem(member.person().stem()),
                            in -> new Member(in.readText(), new PersonId(in.readStem()))),
                    Codec.of(
                            (since, out) -> out.writeZigzag(since.toEpochMilli()),
                            in -> Instant.ofEpochMilli(in.readZigzag())));

    static final String TALLY = "segment/";

    private final PeopleStore people;
    private final TimelineStore timelines;
    private final DueTimes dueTimes;
    private final HistoryCache histories;
    private final Decisions decisions;
    private final MembershipRows rows;

    /// Memberships over people and their facts; due times are noted in `dueTimes`.
    public Memberships(PeopleStore people, TimelineStore timelines, DueTimes dueTimes) {
        this(people, timelines, dueTimes, HistoryCache.BYTES_MAX);
    }

    /// @param historyBytesMax about how much memory histories may take
    Memberships(
            PeopleStore people, TimelineStore timelines, DueTimes dueTimes, long historyBytesMax) {
        this.people = people;
        this.timelines = timelines;
        this.dueTimes = dueTimes;
        this.histories = new HistoryCache(timelines, historyBytesMax);
        this.decisions = new Decisions(timelines, histories);
        this.rows = new MembershipRows(timelines, dueTimes);
    }

    /// Notes all due times of the store: once, at start.
    public void restoreDueTimes(Rows stored) {
        stored.scan(
                STATES,
                new byte[0],
                (person, state) -> {
                    dueTimes.add(person, state.dueAt());
                    return true;
                });
    }

    /// Forgets in memory whom the disk forgot, whether or not anything happens to them again.
    ///
    /// @return 0, as nothing that is stored is dropped
    public long forgetErased(Writer writer) {
        return writer.apply(_ -> {
            histories.purge();
            return 0L;
        });
    }

    /// Marks a person as to be decided at the next chance since an import touched them.
    public void markDue(Turn turn, PersonId id) {
        PersonState before = turn.get(STATES, id).orElse(PersonState.UNDECIDED);
        rows.write(turn, id, before, before.ofHistory(turn.now()));
    }

    /// Notes that people became one: what was decided about the others is forgotten, and who
    /// remains is another person than before, to be decided wholly when this turn next decides
    /// them.
    public void merge(Turn turn, PersonId remaining, List<PersonId> others) {
        if (!others.isEmpty()) {
            turn.memory(Merged.class, Merged::new).remaining.add(remaining);
            others.forEach(other -> rows.forget(turn, other));
        }
    }

    private static final class Merged {
        final Set<PersonId> remaining = new HashSet<>();
    }

    /// Decides people anew: asks all rules whose answers may differ, on all cores, then writes
    /// states, lists, tallies and the facts of who entered and left. A fact may itself be what a
    /// rule asks for, so rounds follow until nothing changes, each one level deeper.
    ///
    /// @param ids whom; aliases are followed, unknown ids left out
    /// @param segments the segments in force
    public void settle(Turn turn, Collection<PersonId> ids, LiveSegments segments) {
        settle(turn, records(turn, ids), new HashSet<>(), segments);
    }

    /// Decides everyone to whom the turn appended a fact, whoever appended it.
    ///
    /// @param touched people who did something just now
    /// @param late people of whom only facts came that are too old to start anything
    /// @param later people who are not decided in this turn unless they are among the others
    public void settleAppended(
            Turn turn,
            Collection<PersonId> touched,
            Collection<PersonId> late,
            Set<PersonId> later,
            LiveSegments segments) {
        SortedMap<PersonId, PersonRecord> waiting = records(turn, late);
        Set<PersonId> belated = new HashSet<>(waiting.keySet());
        SortedMap<PersonId, PersonRecord> timely = records(turn, touched);
        waiting.putAll(timely);
        belated.removeAll(timely.keySet());
        Set<StemId> stems = new HashSet<>();
        waiting.values().forEach(record -> record.stems().forEach(link -> stems.add(link.stem())));
        for (StemId stem : timelines.appendedTo(turn)) {
            if (!stems.contains(stem)) {
                turn.get(PeopleStore.STEMS, stem)
                        .filter(person -> !later.contains(person))
                        .flatMap(person -> people.get(turn, person))
                        .ifPresent(record -> waiting.put(record.id(), record));
            }
        }
        settle(turn, waiting, belated, segments);
    }

    private SortedMap<PersonId, PersonRecord> records(Turn turn, Collection<PersonId> ids) {
        SortedMap<PersonId, PersonRecord> records = new TreeMap<>();
        for (PersonId id : ids) {
            people.get(turn, id).ifPresent(record -> records.put(record.id(), record));
        }
        return records;
    }

    /// @param belated of whom only facts came that are too old to start anything
    private void settle(
            Turn turn,
            SortedMap<PersonId, PersonRecord> waiting,
            Set<PersonId> belated,
            LiveSegments segments) {
        Set<PersonId> quiet = new HashSet<>();
        List<Move> moves = turn.memory(Moves.class, Moves::new).moves;
        Set<PersonId> merged = turn.memory(Merged.class, Merged::new).remaining;
        timelines.nextSequence(turn);
        for (int depth = 1; depth <= Fact.DEPTH_MAX && !waiting.isEmpty(); depth++) {
            boolean isFirst = depth == 1;
            List<Decision> decided =
                    waiting.values().parallelStream()
                            .map(record ->
                                    decisions.decide(
                                            turn,
                                            record,
                                            segments,
                                            isFirst && merged.contains(record.id())))
                            .toList();
            waiting.clear();
            for (Decision one : decided) {
                if (one.isOfHistory()) {
                    quiet.add(one.record().id());
                }
                if (one.isLate(turn.now())) {
                    belated.add(one.record().id());
                }
                List<Move> moved =
                        rows.write(turn, one, depth, belated.contains(one.record().id()));
                if (!moved.isEmpty()) {
                    waiting.put(one.record().id(), one.record());
                }
                if (!quiet.contains(one.record().id())) {
                    moves.addAll(moved);
                }
            }
        }
    }

    /// The moves of a turn that may start messages, and those that are known too late to, in the
    /// order in which they were decided.
    public static List<Move> moves(Turn turn) {
        return List.copyOf(turn.memory(Moves.class, Moves::new).moves);
    }

    private static final class Moves {
        final List<Move> moves = new ArrayList<>();
    }

    /// How many people are in a segment.
    public static long size(Rows rows, String segment) {
        return Tallies.get(rows, TALLY + segment);
    }

    /// The bytes with which the keys of a segment's members start.
    public static byte[] prefix(String segment) {
        return new ByteWriter().writeText(segment).toBytes();
    }

    /// What was decided about a person; absent where nothing ever was.
    public static Optional<PersonState> state(Rows rows, PersonId id) {
        return rows.get(STATES, id);
    }
}
