package io.epistle.segment;

import io.epistle.event.ByteWriter;
import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonId;
import io.epistle.identity.PersonRecord;
import io.epistle.profile.Person;
import io.epistle.profile.PersonReader;
import io.epistle.rule.Verdict;
import io.epistle.rule.runs.History;
import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Tallies;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;

import java.time.Duration;
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

    /// An answer that lapsed longer ago, while no server ran, starts no message any more.
    private static final Duration LATE_AFTER = Duration.ofDays(1);

    private static final String TALLY = "segment/";

    private final PersonReader reader;
    private final PeopleStore people;
    private final TimelineStore timelines;
    private final DueTimes dueTimes;

    /// Memberships over people and their facts; due times are noted in `dueTimes`.
    public Memberships(
            PersonReader reader, PeopleStore people, TimelineStore timelines, DueTimes dueTimes) {
        this.reader = reader;
        this.people = people;
        this.timelines = timelines;
        this.dueTimes = dueTimes;
    }

    /// Notes all due times of the store: once, at start.
    public void restoreDueTimes(Rows rows) {
        rows.scan(
                STATES,
                new byte[0],
                (person, state) -> {
                    dueTimes.add(person, state.dueAt());
                    return true;
                });
    }

    /// Marks a person as to be decided at the next chance since an import touched them.
    public void markDue(Turn turn, PersonId id) {
        write(turn, id, turn.get(STATES, id).orElse(PersonState.UNDECIDED).ofHistory(turn.now()));
    }

    /// Forgets what was decided about a person who was merged into another.
    public void forget(Turn turn, PersonId merged) {
        Optional<PersonState> state = turn.get(STATES, merged);
        if (state.isEmpty()) {
            return;
        }
        for (Standing standing : state.get().standings()) {
            if (standing.member()) {
                unlist(turn, standing.segment(), merged);
                SegmentDays.count(turn, standing.segment(), SegmentDays.Moved.DROPPED);
            }
        }
        turn.delete(STATES, merged);
    }

    /// Decides people anew: evaluates all segments on all cores, then writes states, lists, tallies
    /// and the facts of who entered and left. A fact may itself be what a rule asks for, so rounds
    /// follow until nothing changes, each one level deeper.
    ///
    /// @param ids whom; aliases are followed, unknown ids left out
    /// @param segments the segments in force
    public void settle(Turn turn, Collection<PersonId> ids, LiveSegments segments) {
        settle(turn, ids, List.of(), segments);
    }

    /// Decides people anew.
    ///
    /// @param late more people, of whom only facts came that are too old to start anything
    public void settle(
            Turn turn, Collection<PersonId> ids, Collection<PersonId> late, LiveSegments segments) {
        SortedMap<PersonId, PersonRecord> waiting = new TreeMap<>();
        Set<PersonId> quiet = new HashSet<>();
        for (PersonId id : late) {
            people.get(turn, id)
                    .ifPresent(record -> {
                        waiting.put(record.id(), record);
                        quiet.add(record.id());
                    });
        }
        for (PersonId id : ids) {
            people.get(turn, id)
                    .ifPresent(record -> {
                        waiting.put(record.id(), record);
                        quiet.remove(record.id());
                    });
        }
        List<Move> moves = turn.memory(Moves.class, Moves::new).moves;
        timelines.nextSequence(turn);
        for (int depth = 1; depth <= Fact.DEPTH_MAX && !waiting.isEmpty(); depth++) {
            List<Decided> decided =
                    waiting.values().parallelStream()
                            .map(record -> decide(turn, record, segments))
                            .toList();
            waiting.clear();
            for (Decided one : decided) {
                if (one.startsNothing(turn.now())) {
                    quiet.add(one.record().id());
                }
                List<Move> moved = apply(turn, one, depth);
                if (!moved.isEmpty()) {
                    waiting.put(one.record().id(), one.record());
                }
                if (!quiet.contains(one.record().id())) {
                    moves.addAll(moved);
                }
            }
        }
    }

    /// The moves of a turn that may start messages, in the order in which they were decided.
    public static List<Move> moves(Turn turn) {
        return List.copyOf(turn.memory(Moves.class, Moves::new).moves);
    }

    private static final class Moves {
        final List<Move> moves = new ArrayList<>();
    }

    private record Decided(PersonRecord record, PersonState before, PersonState after) {
        /// Whether nobody did anything just now: history came in, other definitions were put in
        /// force, or the answer lapsed while no server ran.
        boolean startsNothing(Instant now) {
            boolean isRedefined =
                    before.world() != PersonState.UNDECIDED.world()
                            && before.world() != after.world();
            return before.isHistory()
                    || isRedefined
                    || before.dueAt().isBefore(now.minus(LATE_AFTER));
        }
    }

    private Decided decide(Turn turn, PersonRecord record, LiveSegments segments) {
        PersonState before = turn.get(STATES, record.id()).orElse(PersonState.UNDECIDED);
        Person person = reader.read(turn, record);
        History history = History.of(person);
        Instant now = turn.now();
        Instant dueAt = Instant.MAX;
        List<Standing> standings = new ArrayList<>(segments.segments().size());
        for (LiveSegment segment : segments.segments()) {
            Verdict verdict = segment.program().evaluate(history, now);
            Instant since =
                    before.standing(segment.id())
                            .filter(standing -> standing.member() == verdict.member())
                            .map(Standing::since)
                            .orElse(now);
            standings.add(new Standing(segment.id(), verdict.member(), since, verdict.recheckAt()));
            dueAt = verdict.recheckAt().isBefore(dueAt) ? verdict.recheckAt() : dueAt;
        }
        return new Decided(
                record, before, new PersonState(segments.world(), dueAt, standings, false));
    }

    /// Writes what was decided, and tells who entered or left.
    private List<Move> apply(Turn turn, Decided decided, int depth) {
        PersonRecord record = decided.record();
        List<Move> moved = new ArrayList<>();
        for (Standing standing : decided.after().standings()) {
            boolean was =
                    decided.before()
                            .standing(standing.segment())
                            .map(Standing::member)
                            .orElse(false);
            if (standing.member() != was) {
                moved.add(new Move(record.id(), standing.segment(), standing.member()));
                if (standing.member()) {
                    turn.put(
                            MEMBERS, new Member(standing.segment(), record.id()), standing.since());
                    Tallies.add(turn, TALLY + standing.segment(), 1);
                    SegmentDays.count(turn, standing.segment(), SegmentDays.Moved.ENTERED);
                } else {
                    unlist(turn, standing.segment(), record.id());
                    SegmentDays.count(turn, standing.segment(), SegmentDays.Moved.LEFT);
                }
                tell(turn, record, standing, depth);
            }
        }
        for (Standing gone : decided.before().standings()) {
            if (gone.member() && decided.after().standing(gone.segment()).isEmpty()) {
                unlist(turn, gone.segment(), record.id());
                SegmentDays.count(turn, gone.segment(), SegmentDays.Moved.DROPPED);
            }
        }
        write(turn, record.id(), decided.after());
        return moved;
    }

    private void tell(Turn turn, PersonRecord record, Standing standing, int depth) {
        PersonRecord.Link stem = record.stems().getFirst();
        long sequence = timelines.nextSequence(turn);
        Event event =
                new Event(
                        SOURCE,
                        "membership:" + sequence,
                        EventType.TRACK,
                        standing.member() ? ENTERED : LEFT,
                        List.of(),
                        standing.since(),
                        turn.now(),
                        Trust.INFERRED,
                        Struct.of("segment_id", Value.of(standing.segment())),
                        Struct.empty(),
                        Struct.empty());
        timelines.append(turn, stem.stem(), stem.keySlot(), event, depth);
    }

    private void write(Turn turn, PersonId id, PersonState state) {
        turn.put(STATES, id, state);
        turn.afterCommit(() -> dueTimes.add(id, state.dueAt()));
    }

    private static void unlist(Turn turn, String segment, PersonId id) {
        turn.delete(MEMBERS, new Member(segment, id));
        Tallies.add(turn, TALLY + segment, -1);
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

    /// Compares lists and tallies with the states; each finding is a sentence.
    public static List<String> check(Rows rows) {
        List<String> findings = new ArrayList<>();
        SortedMap<String, Long> counted = new TreeMap<>();
        rows.scan(
                STATES,
                new byte[0],
                (id, state) -> {
                    for (Standing standing : state.standings()) {
                        boolean listed =
                                rows.get(MEMBERS, new Member(standing.segment(), id)).isPresent();
                        if (standing.member()) {
                            counted.merge(standing.segment(), 1L, Long::sum);
                        }
                        if (listed != standing.member()) {
                            findings.add(
                                    "person %s is %s segment %s but %s listed"
                                            .formatted(
                                                    id,
                                                    standing.member() ? "in" : "not in",
                                                    standing.segment(),
                                                    listed ? "is" : "is not"));
                        }
                    }
                    return true;
                });
        SortedMap<String, Long> tallied = Tallies.under(rows, TALLY);
        if (!counted.equals(tallied)) {
            findings.add("the segment tallies say %s, the states %s".formatted(tallied, counted));
        }
        findings.addAll(SegmentDays.check(rows, tallied));
        long[] listed = new long[1];
        rows.scan(
                MEMBERS,
                new byte[0],
                (_, _) -> {
                    listed[0]++;
                    return true;
                });
        long members = counted.values().stream().mapToLong(Long::longValue).sum();
        if (listed[0] != members) {
            findings.add(
                    "the segments list %d members, the states %d".formatted(listed[0], members));
        }
        return findings;
    }
}
