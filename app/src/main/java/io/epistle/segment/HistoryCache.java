package io.epistle.segment;

import io.epistle.event.Fact;
import io.epistle.event.StemId;
import io.epistle.event.Timeline;
import io.epistle.identity.PersonId;
import io.epistle.identity.PersonRecord;
import io.epistle.identity.PersonRecord.Link;
import io.epistle.profile.Person;
import io.epistle.rule.runs.History;
import io.epistle.store.Rows;
import io.epistle.store.TimelineStore;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The committed histories of the people who were decided last, so that a person who comes again is
/// not read from disk again. A history is less than the timeline: it holds what the rules in force
/// look at ([SegmentIndex#lean]), of which every rule gives the same answer.
///
/// A history is never older than what is committed: the writer adds to it what it commits. One that
/// was made of other stems (a merge), under other segments, or of a stem whose key is destroyed
/// since (an erasure) is dropped when it is asked for, or at the next [#purge]. Thread-safe.
final class HistoryCache {
    /// About 300,000 facts as rules look at them: small beside the heap of the smallest machine.
    static final long BYTES_MAX = 64L << 20;

    /// A history that takes more than this part of the room would push out everybody else. It is
    /// that of some 75,000 facts: of a program, or of a device that many share.
    private static final int SHARE_MAX = 4;

    /// How often a history is read that is too large to be kept: reading takes seconds of the
    /// writer's time at worst, which all others wait for.
    static final Duration PAUSE = Duration.ofMinutes(1);

    /// People of whom it is known that their history is too large; more of them are forgotten, and
    /// read once more.
    private static final int LARGE_MAX = 10_000;

    /// What a history without facts takes, with its places here.
    private static final int PERSON_BYTES = 640;

    private static final int STEM_BYTES = 96;

    private static final class Kept {
        final PersonId person;
        final List<Link> stems;
        History history;
        long bytes;

        Kept(PersonRecord record, History history) {
            this.person = record.id();
            this.stems = record.stems();
            this.history = history;
            this.bytes = PERSON_BYTES + (long) STEM_BYTES * stems.size() + footprint(history);
        }

        private static long footprint(History history) {
            return HistoryCache.footprint(history.person().timeline().facts());
        }
    }

    private final TimelineStore timelines;
    private final long bytesMax;

    /// Whoever was asked for longest ago comes first.
    private final LinkedHashMap<PersonId, Kept> people = new LinkedHashMap<>(64, 0.75f, true);

    /// When the histories that are too large were last read; the oldest first.
    private final LinkedHashMap<PersonId, Instant> large = new LinkedHashMap<>();

    private final Map<StemId, Kept> byStem = new HashMap<>();
    private @Nullable SegmentIndex index;
    private long bytes;

    /// An empty cache of at most about `bytesMax` bytes over `timelines`.
    HistoryCache(TimelineStore timelines, long bytesMax) {
        this.timelines = timelines;
        this.bytesMax = bytesMax;
        timelines.watch(this::committed);
    }

    /// The facts of a person on disk that a rule in force looks at; those that the turn has yet to
    /// commit are not among them. For the writer's turn alone, in which nothing else is committed.
    ///
    /// @param now the time of the turn
    History read(Rows rows, PersonRecord record, SegmentIndex inForce, Instant now) {
        History known = find(record, inForce);
        if (known != null) {
            return known;
        }
        History read = fromDisk(rows, record, inForce);
        keep(record, read, inForce, now);
        return read;
    }

    /// Until when the history of a person is not to be read again, since it is too large to be kept
    /// and was read just now; absent for everybody else.
    synchronized Optional<Instant> restsUntil(PersonRecord record, Instant now) {
        return Optional.ofNullable(large.get(record.id()))
                .map(read -> read.plus(PAUSE))
                .filter(now::isBefore);
    }

    /// About how many bytes the histories take.
    synchronized long bytes() {
        return bytes;
    }

    private synchronized @Nullable History find(PersonRecord record, SegmentIndex inForce) {
        if (index != inForce) {
            people.clear();
            byStem.clear();
            large.clear();
            bytes = 0;
            index = inForce;
            return null;
        }
        Kept known = people.get(record.id());
        if (known == null) {
            return null;
        }
        if (!known.stems.equals(record.stems()) || !isOpen(record)) {
            drop(known);
            return null;
        }
        return known.history;
    }

    private boolean isOpen(PersonRecord record) {
        for (Link link : record.stems()) {
            if (!timelines.isOpen(link.keySlot())) {
                return false;
            }
        }
        return true;
    }

    private History fromDisk(Rows rows, PersonRecord record, SegmentIndex inForce) {
        List<Fact> facts = new ArrayList<>();
        for (Link link : record.stems()) {
            for (Fact fact : timelines.committed(rows, link.stem(), link.keySlot())) {
                if (inForce.concerns(fact)) {
                    facts.add(inForce.lean(fact));
                }
            }
        }
        List<StemId> stems = record.stems().stream().map(Link::stem).toList();
        return History.of(new Person(record.id(), stems, Timeline.of(facts)));
    }

    private synchronized void keep(
            PersonRecord record, History history, SegmentIndex inForce, Instant now) {
        Kept fresh = new Kept(record, history);
        large.remove(record.id());
        if (index != inForce || !isOpen(record)) {
            return;
        }
        if (fresh.bytes > bytesMax / SHARE_MAX) {
            large.put(record.id(), now);
            if (large.size() > LARGE_MAX) {
                large.pollFirstEntry();
            }
            return;
        }
        for (Link link : fresh.stems) {
            Kept other = byStem.get(link.stem());
            if (other != null) {
                drop(other);
            }
        }
        people.put(fresh.person, fresh);
        fresh.stems.forEach(link -> byStem.put(link.stem(), fresh));
        bytes += fresh.bytes;
        makeRoom();
    }

    private synchronized void committed(StemId stem, List<Fact> facts) {
        Kept known = byStem.get(stem);
        if (known == null || index == null) {
            return;
        }
        List<Fact> concerned = new ArrayList<>();
        for (Fact fact : facts) {
            if (index.concerns(fact)) {
                concerned.add(index.lean(fact));
            }
        }
        if (concerned.isEmpty()) {
            return;
        }
        long more = footprint(concerned);
        known.history = known.history.plus(concerned);
        known.bytes += more;
        bytes += more;
        if (known.bytes > bytesMax / SHARE_MAX) {
            drop(known);
        }
        makeRoom();
    }

    /// Forgets everybody of whom a key is destroyed.
    synchronized void purge() {
        List<Kept> erased =
                people.values().stream()
                        .filter(kept ->
                                kept.stems.stream()
                                        .anyMatch(link -> !timelines.isOpen(link.keySlot())))
                        .toList();
        erased.forEach(this::drop);
    }

    private void makeRoom() {
        while (bytes > bytesMax && !people.isEmpty()) {
            drop(people.firstEntry().getValue());
        }
    }

    private void drop(Kept kept) {
        people.remove(kept.person);
        kept.stems.forEach(link -> byStem.remove(link.stem()));
        bytes -= kept.bytes;
    }

    private static long footprint(List<Fact> facts) {
        long bytes = 0;
        for (Fact fact : facts) {
            bytes += Footprint.of(fact);
        }
        return bytes;
    }
}
