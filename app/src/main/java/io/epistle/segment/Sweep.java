package io.epistle.segment;

import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonId;
import io.epistle.store.Rows;
import io.epistle.store.Writer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Decides many people anew, through the writer, a turn at a time: everyone after a World was
/// published, or those who are due.
public final class Sweep {
    /// People of one turn: long enough to share a sync, short enough that a live event does not
    /// wait for it.
    private static final int TURN_PEOPLE = 512;

    private final Rows rows;
    private final Writer writer;
    private final Memberships memberships;
    private final DueTimes dueTimes;
    private final Supplier<LiveSegments> segments;

    /// A sweep under the segments in force when each turn is decided.
    public Sweep(
            Rows rows,
            Writer writer,
            Memberships memberships,
            DueTimes dueTimes,
            Supplier<LiveSegments> segments) {
        this.rows = rows;
        this.writer = writer;
        this.memberships = memberships;
        this.dueTimes = dueTimes;
        this.segments = segments;
    }

    /// Decides everyone whose state is of another World than the one in force, and returns how
    /// many. Killed half way, it goes on where it was.
    public long everyone() {
        long world = segments.get().world();
        List<PersonId> behind = new ArrayList<>();
        rows.scan(
                PeopleStore.PEOPLE,
                new byte[0],
                (id, _) -> {
                    if (Memberships.state(rows, id).map(PersonState::world).orElse(0L) != world) {
                        behind.add(id);
                    }
                    return true;
                });
        for (int from = 0; from < behind.size(); from += TURN_PEOPLE) {
            settle(behind.subList(from, Math.min(from + TURN_PEOPLE, behind.size())));
        }
        return behind.size();
    }

    /// Decides the people who are due by `now`, and returns how many. Where the store refuses, they
    /// stay due; so do those for whom the writer's clock is behind `now`.
    public long due(Instant now) {
        long settled = 0;
        List<PersonId> early = new ArrayList<>();
        while (true) {
            List<PersonId> due = dueTimes.take(now, TURN_PEOPLE);
            if (due.isEmpty()) {
                early.forEach(this::stayDue);
                return settled;
            }
            List<PersonId> still = due.stream().distinct().filter(id -> isDue(id, now)).toList();
            try {
                settle(still);
            } catch (RuntimeException refused) {
                still.forEach(id -> dueTimes.add(id, now));
                early.forEach(this::stayDue);
                throw refused;
            }
            settled += still.size();
            still.stream().filter(id -> isDue(id, now)).forEach(early::add);
        }
    }

    private void stayDue(PersonId id) {
        Memberships.state(rows, id).ifPresent(state -> dueTimes.add(id, state.dueAt()));
    }

    private boolean isDue(PersonId id, Instant now) {
        return Memberships.state(rows, id).map(state -> !state.dueAt().isAfter(now)).orElse(false);
    }

    private void settle(List<PersonId> ids) {
        List<PersonId> people = List.copyOf(ids);
        long _ =
                writer.apply(turn -> {
                    memberships.settle(turn, people, segments.get());
                    return turn.now().toEpochMilli();
                });
    }
}
