package io.epistle.trigger;

import io.epistle.collect.Admissions;
import io.epistle.identity.PersonId;
import io.epistle.segment.LiveSegments;
import io.epistle.segment.Memberships;
import io.epistle.store.Decider;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/// What happens in a turn once its changes are decided: everyone it touched is decided anew, and
/// all facts of the turn are sealed and written.
public final class Deciding implements Decider, Admissions.Touched {
    private static final class TouchedPeople {
        final SortedSet<PersonId> people = new TreeSet<>();
    }

    private final Memberships memberships;
    private final TimelineStore timelines;
    private final Supplier<LiveSegments> segments;

    /// Deciding under the segments in force.
    public Deciding(
            Memberships memberships, TimelineStore timelines, Supplier<LiveSegments> segments) {
        this.memberships = memberships;
        this.timelines = timelines;
        this.segments = segments;
    }

    /// A live fact touched a person: they are decided in the same turn.
    @Override
    public void person(Turn turn, PersonId person, List<PersonId> merged) {
        turn.memory(TouchedPeople.class, TouchedPeople::new).people.add(person);
        merged.forEach(other -> memberships.forget(turn, other));
    }

    /// An imported fact touched a person: they are decided when the import lets them, since a
    /// history comes in many parts.
    public void later(Turn turn, PersonId person, List<PersonId> merged) {
        memberships.markDue(turn, person);
        merged.forEach(other -> memberships.forget(turn, other));
    }

    @Override
    public void complete(Turn turn) {
        SortedSet<PersonId> people = turn.memory(TouchedPeople.class, TouchedPeople::new).people;
        if (!people.isEmpty()) {
            memberships.settle(turn, people, segments.get());
        }
        timelines.write(turn);
    }
}
