package io.epistle.collect;

import static io.epistle.collect.QuarantineTables.BY_AGE;
import static io.epistle.collect.QuarantineTables.BY_RULE;
import static io.epistle.collect.QuarantineTables.DAY_KEYS;
import static io.epistle.collect.QuarantineTables.QUARANTINE;

import io.epistle.collect.QuarantineTables.Aged;
import io.epistle.collect.QuarantineTables.Listed;
import io.epistle.collect.QuarantineTables.Weighed;
import io.epistle.event.ByteWriter;
import io.epistle.store.DailyRetention;
import io.epistle.store.Retention;
import io.epistle.store.Rows;
import io.epistle.store.Rows.Row;
import io.epistle.store.Tallies;
import io.epistle.store.Turn;
import io.epistle.store.Writer;
import io.epistle.vault.Vault;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Keeps the quarantine within its bounds. A source that has too much loses its oldest rows in the
/// turn that brings one more; what has lain there too long is dropped by day, and with the day's
/// key every copy of it is noise.
public final class QuarantineRetention implements Retention, DailyRetention.Aging {
    /// A turn that drops more would keep others waiting.
    private static final int DROPPED_MAX = 5_000;

    private static final String TALLY = "quarantine_of/";
    private static final String ROWS = "/rows";
    private static final String BYTES = "/bytes";

    private final QuarantineBounds bounds;
    private final DailyRetention byDay;

    QuarantineRetention(Vault vault, QuarantineBounds bounds) {
        this.bounds = bounds;
        this.byDay = new DailyRetention(vault, DAY_KEYS, this, DROPPED_MAX);
    }

    /// A row was kept; makes room where its source has too much.
    void kept(Turn turn, String source, long bytes) {
        Tallies.add(turn, rows(source), 1);
        Tallies.add(turn, bytes(source), bytes);
        long rowsKept = Tallies.get(turn, rows(source));
        long bytesKept = Tallies.get(turn, bytes(source));
        if (!bounds.isPassedBy(rowsKept, bytesKept)) {
            return;
        }
        List<Row<Aged, Weighed>> oldest = new ArrayList<>();
        long[] left = {rowsKept, bytesKept};
        turn.scan(
                BY_AGE,
                prefix(source),
                (aged, row) -> {
                    if (bounds.leavesRoom(left[0], left[1])) {
                        return false;
                    }
                    oldest.add(new Row<>(aged, row));
                    left[0]--;
                    left[1] -= row.bytes();
                    return true;
                });
        oldest.forEach(row -> drop(turn, row.key(), row.value()));
    }

    /// Drops what has lain there too long, and destroys the keys of its days.
    @Override
    public long shorten(Writer writer) {
        return byDay.shorten(writer);
    }

    @Override
    public long drop(Turn turn, int max) {
        long from = firstDay(turn).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        List<Row<Aged, Weighed>> aged = new ArrayList<>();
        for (String source : sources(turn)) {
            turn.scan(
                    BY_AGE,
                    prefix(source),
                    (at, row) -> {
                        if (at.keptMillis() >= from || aged.size() == max) {
                            return false;
                        }
                        return aged.add(new Row<>(at, row));
                    });
        }
        aged.forEach(row -> drop(turn, row.key(), row.value()));
        return aged.size();
    }

    @Override
    public LocalDate firstDay(Turn turn) {
        return bounds.firstDay(turn.now());
    }

    private static void drop(Turn turn, Aged aged, Weighed row) {
        turn.delete(QUARANTINE, aged.key());
        turn.delete(BY_AGE, aged);
        turn.delete(BY_RULE, new Listed(row.rule(), row.importId(), row.line(), aged.key()));
        Tallies.add(turn, QuarantineStore.tally(row.rule()), -1);
        Tallies.add(turn, rows(aged.source()), -1);
        Tallies.add(turn, bytes(aged.source()), -row.bytes());
    }

    /// The sources that have something there.
    static Set<String> sources(Rows rows) {
        Set<String> sources = new TreeSet<>();
        for (String name : Tallies.under(rows, TALLY).keySet()) {
            sources.add(name.substring(0, name.lastIndexOf('/')));
        }
        return sources;
    }

    /// The tally of the rows of a source.
    static String rows(String source) {
        return TALLY + source + ROWS;
    }

    /// The tally of what the rows of a source take, sealed.
    static String bytes(String source) {
        return TALLY + source + BYTES;
    }

    private static byte[] prefix(String source) {
        return new ByteWriter().writeText(source).toBytes();
    }
}
