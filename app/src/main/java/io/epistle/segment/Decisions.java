package io.epistle.segment;

import io.epistle.event.Fact;
import io.epistle.identity.PersonRecord;
import io.epistle.identity.PersonRecord.Link;
import io.epistle.rule.Verdict;
import io.epistle.rule.runs.History;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Decides how one person stands to all segments, asking only the rules whose answers may differ:
/// those that the person's new facts concern and those whose answers have lapsed. Where neither
/// are, the person's history is not even read. Thread-safe within a turn.
final class Decisions {
    private final TimelineStore timelines;
    private final HistoryCache histories;

    Decisions(TimelineStore timelines, HistoryCache histories) {
        this.timelines = timelines;
        this.histories = histories;
    }

    /// Decides a person in a turn.
    ///
    /// @param wholly whether all rules are asked, since the person is another one than before
    Decision decide(Turn turn, PersonRecord record, LiveSegments segments, boolean wholly) {
        PersonState before =
                turn.get(Memberships.STATES, record.id()).orElse(PersonState.UNDECIDED);
        List<Fact> appended = appended(turn, record);
        boolean anew = wholly || before.isHistory() || !isDecided(before, segments);
        BitSet asked = asked(before, appended, segments, turn.now(), anew);
        if (asked.isEmpty() && !anew) {
            return new Decision(record, before, before);
        }
        Optional<Instant> rest =
                isDecided(before, segments)
                        ? histories.restsUntil(record, turn.now())
                        : Optional.empty();
        if (rest.isPresent()) {
            return new Decision(record, before, resting(before, rest.get()));
        }
        List<Fact> concerned = appended.stream().filter(segments.index()::concerns).toList();
        History history =
                histories.read(turn, record, segments.index(), turn.now()).plus(concerned);
        return new Decision(record, before, after(before, history, segments, asked, turn.now()));
    }

    private static boolean isDecided(PersonState before, LiveSegments segments) {
        return before.world() == segments.world()
                && before.standings().size() == segments.segments().size();
    }

    /// The state of a person who is decided at `until` again, and wholly: what comes meanwhile is
    /// history by then.
    private static PersonState resting(PersonState before, Instant until) {
        return before.isHistory() && before.dueAt().equals(until)
                ? before
                : before.ofHistory(until);
    }

    private List<Fact> appended(Turn turn, PersonRecord record) {
        List<Fact> appended = new ArrayList<>();
        for (Link link : record.stems()) {
            appended.addAll(timelines.appended(turn, link.stem()));
        }
        return appended;
    }

    private static BitSet asked(
            PersonState before,
            List<Fact> appended,
            LiveSegments segments,
            Instant now,
            boolean anew) {
        BitSet asked = new BitSet(segments.segments().size());
        if (anew) {
            asked.set(0, segments.segments().size());
            return asked;
        }
        for (Fact fact : appended) {
            segments.index().mark(fact, asked);
        }
        for (int place = 0; place < before.standings().size(); place++) {
            if (!before.standings().get(place).recheckAt().isAfter(now)) {
                asked.set(place);
            }
        }
        return asked;
    }

    private static PersonState after(
            PersonState before, History history, LiveSegments segments, BitSet asked, Instant now) {
        Instant dueAt = Instant.MAX;
        List<Standing> standings = new ArrayList<>(segments.segments().size());
        for (int place = 0; place < segments.segments().size(); place++) {
            Standing standing =
                    asked.get(place)
                            ? standing(before, history, segments.segments().get(place), now)
                            : before.standings().get(place);
            standings.add(standing);
            dueAt = standing.recheckAt().isBefore(dueAt) ? standing.recheckAt() : dueAt;
        }
        return new PersonState(segments.world(), dueAt, standings, false);
    }

    private static Standing standing(
            PersonState before, History history, LiveSegment segment, Instant now) {
        Verdict verdict = segment.program().evaluate(history, now);
        Instant since =
                before.standing(segment.id())
                        .filter(standing -> standing.member() == verdict.member())
                        .map(Standing::since)
                        .orElse(now);
        return new Standing(segment.id(), verdict.member(), since, verdict.recheckAt());
    }
}
