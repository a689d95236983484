package io.epistle.segment;

import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonRecord.Link;
import io.epistle.store.Migration;
import io.epistle.store.Rows;
import io.epistle.store.Tallies;
import io.epistle.store.TimelineStore;
import io.epistle.store.Writer;

import java.util.SortedMap;

/// Counts the days of the segments anew, in a folder that was used before days were counted: from
/// the facts that tell who entered and left. Those who are no longer counted without having left
/// count as dropped on the day of the migration, since no fact tells when they were.
public final class SegmentDaysMigration implements Migration {
    private final TimelineStore timelines;

    /// A migration that reads facts from `timelines`.
    public SegmentDaysMigration(TimelineStore timelines) {
        this.timelines = timelines;
    }

    @Override
    public void run(Rows rows, Writer writer) {
        SortedMap<String, Long> sizes = Tallies.under(rows, Memberships.TALLY);
        if (SegmentDays.check(rows, sizes).isEmpty()) {
            return;
        }
        SegmentDays.Recount moves = new SegmentDays.Recount();
        rows.scan(
                PeopleStore.PEOPLE,
                new byte[0],
                (_, record) -> {
                    for (Link link : record.stems()) {
                        timelines.read(rows, link.stem(), link.keySlot()).forEach(moves::add);
                    }
                    return true;
                });
        boolean _ =
                writer.apply(turn -> {
                    moves.write(turn, sizes);
                    return true;
                });
    }
}
