package io.epistle.trigger;

import io.epistle.collect.Admissions;
import io.epistle.identity.PersonId;
import io.epistle.segment.LiveSegments;
import io.epistle.segment.Memberships;
import io.epistle.segment.Move;
import io.epistle.store.Decider;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/// What happens in a turn once its changes are decided: everyone who got a fact is decided anew,
/// what their moves start begins, and all facts of the turn are sealed and written.
public final class Deciding implements Decider, Admissions.Touched {
    private static final class TouchedPeople {
        final SortedSet<PersonId> people = new TreeSet<>();
        final SortedSet<PersonId> late = new TreeSet<>();
        final SortedSet<PersonId> later = new TreeSet<>();
    }

    /// A fact that is older when it comes changes what is known and starts nothing.
    private static final Duration LATE_AFTER = Duration.ofHours(1);

    private final Memberships memberships;
    private final TimelineStore timelines;
    private final Supplier<LiveSegments> segments;
    private final Triggering triggering;

    /// Deciding under the segments in force; `triggering` is told who moved between them.
    public Deciding(
            Memberships memberships,
            TimelineStore timelines,
            Supplier<LiveSegments> segments,
            Triggering triggering) {
        this.memberships = memberships;
        this.timelines = timelines;
        this.segments = segments;
        this.triggering = triggering;
    }

    /// A live fact touched a person: they are decided in the same turn.
    @Override
    public void person(Turn turn, PersonId person, Instant occurredAt, List<PersonId> merged) {
        TouchedPeople touched = turn.memory(TouchedPeople.class, TouchedPeople::new);
        boolean isLate = occurredAt.isBefore(turn.now().minus(LATE_AFTER));
        (isLate ? touched.late : touched.people).add(person);
        memberships.merge(turn, person, merged);
    }

    /// An imported fact touched a person: they are decided when the import lets them, since a
    /// history comes in many parts.
    public void later(Turn turn, PersonId person, Instant occurredAt, List<PersonId> merged) {
        turn.memory(TouchedPeople.class, TouchedPeople::new).later.add(person);
        memberships.markDue(turn, person);
        memberships.merge(turn, person, merged);
    }

    @Override
    public void complete(Turn turn) {
        TouchedPeople touched = turn.memory(TouchedPeople.class, TouchedPeople::new);
        if (!timelines.appendedTo(turn).isEmpty()) {
            memberships.settleAppended(
                    turn, touched.people, touched.late, touched.later, segments.get());
        }
        List<Move> moves = Memberships.moves(turn);
        if (!moves.isEmpty()) {
            triggering.begin(turn, moves);
        }
        timelines.write(turn);
    }
}
