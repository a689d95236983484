package io.epistle.segment;

import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.identity.PersonId;
import io.epistle.identity.PersonRecord;
import io.epistle.segment.Memberships.Member;
import io.epistle.store.Tallies;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a turn writes of memberships: states, lists and tallies, which move together, and the facts
/// of who entered and left.
final class MembershipRows {
    private final TimelineStore timelines;
    private final DueTimes dueTimes;

    MembershipRows(TimelineStore timelines, DueTimes dueTimes) {
        this.timelines = timelines;
        this.dueTimes = dueTimes;
    }

    /// Writes what was decided, and returns who entered or left what.
    ///
    /// @param depth of the facts that tell it
    /// @param isLate whether it is known too late to start anything
    List<Move> write(Turn turn, Decision decision, int depth, boolean isLate) {
        if (decision.after().equals(decision.before())) {
            return List.of();
        }
        PersonRecord record = decision.record();
        List<Move> moved = new ArrayList<>();
        for (Standing standing : decision.after().standings()) {
            boolean was =
                    decision.before()
                            .standing(standing.segment())
                            .map(Standing::member)
                            .orElse(false);
            if (standing.member() != was) {
                moved.add(new Move(record.id(), standing.segment(), standing.member(), isLate));
                if (standing.member()) {
                    turn.put(
                            Memberships.MEMBERS,
                            new Member(standing.segment(), record.id()),
                            standing.since());
                    Tallies.add(turn, Memberships.TALLY + standing.segment(), 1);
                    SegmentDays.count(turn, standing.segment(), SegmentDays.Moved.ENTERED);
                } else {
                    unlist(turn, standing.segment(), record.id());
                    SegmentDays.count(turn, standing.segment(), SegmentDays.Moved.LEFT);
                }
                tell(turn, record, standing, depth);
            }
        }
        for (Standing gone : decision.before().standings()) {
            if (gone.member() && decision.after().standing(gone.segment()).isEmpty()) {
                unlist(turn, gone.segment(), record.id());
                SegmentDays.count(turn, gone.segment(), SegmentDays.Moved.DROPPED);
            }
        }
        write(turn, record.id(), decision.before(), decision.after());
        return moved;
    }

    private void tell(Turn turn, PersonRecord record, Standing standing, int depth) {
        PersonRecord.Link stem = record.stems().getFirst();
        long sequence = timelines.nextSequence(turn);
        Event event =
                new Event(
                        Memberships.SOURCE,
                        "membership:" + sequence,
                        EventType.TRACK,
                        standing.member() ? Memberships.ENTERED : Memberships.LEFT,
                        List.of(),
                        standing.since(),
                        turn.now(),
                        Trust.INFERRED,
                        Struct.of("segment_id", Value.of(standing.segment())),
                        Struct.empty(),
                        Struct.empty());
        timelines.append(turn, stem.stem(), stem.keySlot(), event, depth);
    }

    /// Writes the state of a person; a due time that stood before is noted already.
    void write(Turn turn, PersonId id, PersonState before, PersonState after) {
        turn.put(Memberships.STATES, id, after);
        if (!after.dueAt().equals(before.dueAt())) {
            turn.afterCommit(() -> dueTimes.move(id, before.dueAt(), after.dueAt()));
        }
    }

    private static void unlist(Turn turn, String segment, PersonId id) {
        turn.delete(Memberships.MEMBERS, new Member(segment, id));
        Tallies.add(turn, Memberships.TALLY + segment, -1);
    }

    /// Deletes what was decided about a person who is another one now.
    void forget(Turn turn, PersonId merged) {
        Optional<PersonState> state = turn.get(Memberships.STATES, merged);
        if (state.isEmpty()) {
            return;
        }
        for (Standing standing : state.get().standings()) {
            if (standing.member()) {
                unlist(turn, standing.segment(), merged);
                SegmentDays.count(turn, standing.segment(), SegmentDays.Moved.DROPPED);
            }
        }
        turn.delete(Memberships.STATES, merged);
        turn.afterCommit(() -> dueTimes.move(merged, state.get().dueAt(), Instant.MAX));
    }
}
