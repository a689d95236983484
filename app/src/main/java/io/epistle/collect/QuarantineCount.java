package io.epistle.collect;

import static io.epistle.collect.QuarantineTables.BY_AGE;
import static io.epistle.collect.QuarantineTables.BY_RULE;

import io.epistle.collect.QuarantineTables.Aged;
import io.epistle.collect.QuarantineTables.RowKey;
import io.epistle.collect.QuarantineTables.Weighed;
import io.epistle.store.Rows;
import io.epistle.store.Rows.Row;
import io.epistle.store.Tallies;
import io.epistle.vault.Sealed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The rows of the quarantine counted anew, to be compared with its lists and tallies. A row whose
/// key is destroyed counts as it is listed.
final class QuarantineCount {
    private static final byte[] ALL = new byte[0];

    private final SortedMap<RowKey, Row<Aged, Weighed>> byAge = new TreeMap<>();
    private final SortedMap<String, Long> byRule = new TreeMap<>();
    private final SortedMap<String, Long> rowsOf = new TreeMap<>();
    private final SortedMap<String, Long> bytesOf = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();

    private QuarantineCount() {}

    /// A count that begins.
    static QuarantineCount of(Rows rows) {
        QuarantineCount count = new QuarantineCount();
        rows.scan(
                BY_AGE,
                ALL,
                (aged, row) -> {
                    count.byAge.put(aged.key(), new Row<>(aged, row));
                    return true;
                });
        return count;
    }

    /// Counts a row.
    ///
    /// @param opened absent where its key is destroyed
    void row(RowKey key, Sealed sealed, Optional<QuarantinedRow> opened) {
        Row<Aged, Weighed> listed = byAge.remove(key);
        if (listed == null) {
            findings.add("a row of the quarantine is not listed by age");
            return;
        }
        String source = listed.key().source();
        String rule = listed.value().rule();
        boolean agrees =
                listed.value().bytes() == sealed.bytes().length
                        && opened.map(row ->
                                        row.source().equals(source)
                                                && row.reason().rule().equals(rule))
                                .orElse(true);
        if (!agrees) {
            findings.add("a row of the quarantine is listed by age as another one");
        }
        byRule.merge(rule, 1L, Long::sum);
        rowsOf.merge(source, 1L, Long::sum);
        bytesOf.merge(source, (long) sealed.bytes().length, Long::sum);
    }

    /// What does not agree, once all rows are counted.
    List<String> findings(Rows rows) {
        if (!byAge.isEmpty()) {
            findings.add(
                    "the quarantine lists %,d rows that are not there".formatted(byAge.size()));
        }
        SortedMap<String, Long> listed = new TreeMap<>();
        rows.scan(
                BY_RULE,
                ALL,
                (row, _) -> {
                    listed.merge(row.rule(), 1L, Long::sum);
                    return true;
                });
        SortedMap<String, Long> tallied = QuarantineStore.counts(rows);
        if (!byRule.equals(tallied) || !byRule.equals(listed)) {
            findings.add(
                    "the quarantine tallies say %s, the rows %s, the lists by rule %s"
                            .formatted(tallied, byRule, listed));
        }
        Set<String> sources = new TreeSet<>(rowsOf.keySet());
        sources.addAll(QuarantineRetention.sources(rows));
        for (String source : sources) {
            compare(source, "rows", rowsOf, Tallies.get(rows, QuarantineRetention.rows(source)));
            compare(source, "bytes", bytesOf, Tallies.get(rows, QuarantineRetention.bytes(source)));
        }
        return List.copyOf(findings);
    }

    private void compare(
            String source, String what, SortedMap<String, Long> counted, long tallied) {
        long count = counted.getOrDefault(source, 0L);
        if (count != tallied) {
            findings.add(
                    "%,d %s of the source %s are quarantined, %,d are counted"
                            .formatted(count, what, source, tallied));
        }
    }
}
