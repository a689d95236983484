package io.epistle.collect.http;

import io.epistle.collect.Admissions;
import io.epistle.collect.QuarantineStore;
import io.epistle.event.Admission;
import io.epistle.store.Rows;
import io.epistle.store.Tallies;
import io.epistle.store.Turn;
import io.epistle.store.Writer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// The door through which requests reach the writer: all items of one request are one change.
public final class CollectStore {
    private static final String TALLY = "source/";

    private final Writer writer;
    private final Admissions admissions;
    private final QuarantineStore quarantine;
    private volatile boolean drains;

    /// A door to `writer`.
    public CollectStore(Writer writer, Admissions admissions, QuarantineStore quarantine) {
        this.writer = writer;
        this.admissions = admissions;
        this.quarantine = quarantine;
    }

    /// What became of what a source handed in, since the store was made. Rejected requests are not
    /// stored and not here.
    ///
    /// @param accepted events stored as facts
    /// @param duplicate events and bad items that were known
    /// @param quarantined items set aside
    public record Counts(long accepted, long duplicate, long quarantined) {}

    /// Takes nothing more; what was taken is stored and answered.
    public void drain() {
        drains = true;
    }

    /// Asks for the items of a request to be stored, in their order; never blocks.
    ///
    /// @param bytes the size of the request
    /// @return one admission for each item, once they are on disk; absent where the writer has no
    ///   room, or nothing more is taken
    Optional<CompletableFuture<List<Admission>>> admit(
            String source, List<Received> items, int bytes) {
        if (drains) {
            return Optional.empty();
        }
        return writer.offer(
                bytes,
                turn -> {
                    List<Admission> admitted = new ArrayList<>(items.size());
                    for (Received item : items) {
                        admitted.add(
                                switch (item) {
                                    case Received.OfEvent event ->
                                            admissions.admit(
                                                    turn,
                                                    event.event(),
                                                    event.contentHash(),
                                                    event::row);
                                    case Received.OfRow(var row) -> quarantine.keep(turn, row);
                                });
                    }
                    count(turn, source, admitted);
                    return admitted;
                });
    }

    private static void count(Turn turn, String source, List<Admission> admitted) {
        long accepted = 0;
        long duplicate = 0;
        long quarantined = 0;
        for (Admission admission : admitted) {
            switch (admission) {
                case Admission.Accepted _ -> accepted++;
                case Admission.Duplicate _ -> duplicate++;
                case Admission.Quarantined _ -> quarantined++;
                case Admission.Rejected _ ->
                        throw new IllegalStateException("found a rejection inside a turn");
            }
        }
        add(turn, source, "accepted", accepted);
        add(turn, source, "duplicate", duplicate);
        add(turn, source, "quarantined", quarantined);
    }

    private static void add(Turn turn, String source, String outcome, long count) {
        if (count > 0) {
            Tallies.add(turn, name(source, outcome), count);
        }
    }

    private static String name(String source, String outcome) {
        return TALLY + source + "/" + outcome;
    }

    /// What became of what a source handed in.
    public static Counts counts(Rows rows, String source) {
        return new Counts(
                Tallies.get(rows, name(source, "accepted")),
                Tallies.get(rows, name(source, "duplicate")),
                Tallies.get(rows, name(source, "quarantined")));
    }

    /// The accepted events of every source that ever had one, by its id.
    public static SortedMap<String, Long> accepted(Rows rows) {
        String end = "/accepted";
        SortedMap<String, Long> accepted = new TreeMap<>();
        Tallies.under(rows, TALLY)
                .forEach((name, count) -> {
                    if (name.endsWith(end)) {
                        accepted.put(name.substring(0, name.length() - end.length()), count);
                    }
                });
        return accepted;
    }
}
