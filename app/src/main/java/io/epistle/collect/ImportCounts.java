package io.epistle.collect;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of an import's rows. It always balances: `rows = attributed + anonymous + duplicate
/// + quarantined`; other numbers cannot be built.
///
/// @param rows rows of the file, blank lines not counted
/// @param attributed rows in newly stored events about somebody
/// @param anonymous rows in newly stored events about nobody, such as orders without a customer
/// @param duplicate rows that an earlier import, or an earlier run of this one, had brought
/// @param quarantined rows newly quarantined, by rule
/// @param facts newly stored events, by name
public record ImportCounts(
        long rows,
        long attributed,
        long anonymous,
        long duplicate,
        SortedMap<String, Long> quarantined,
        SortedMap<String, Long> facts) {
    /// Nothing counted yet.
    public static final ImportCounts NONE =
            new ImportCounts(0, 0, 0, 0, new TreeMap<>(), new TreeMap<>());

    public ImportCounts {
        quarantined = Collections.unmodifiableSortedMap(new TreeMap<>(quarantined));
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        long told = attributed + anonymous + duplicate + sum(quarantined);
        if (rows != told) {
            throw new IllegalArgumentException(
                    "found %d rows, but %d of them told apart".formatted(rows, told));
        }
    }

    /// All rows quarantined, whatever the rule.
    public long quarantinedRows() {
        return sum(quarantined);
    }

    /// The counts of two imports together.
    public ImportCounts plus(ImportCounts other) {
        return new ImportCounts(
                rows + other.rows,
                attributed + other.attributed,
                anonymous + other.anonymous,
                duplicate + other.duplicate,
                sum(quarantined, other.quarantined),
                sum(facts, other.facts));
    }

    /// The counts of importing the same once more: every row is known.
    public ImportCounts again() {
        return new ImportCounts(rows, 0, 0, rows, new TreeMap<>(), new TreeMap<>());
    }

    private static long sum(SortedMap<String, Long> numbers) {
        return numbers.values().stream().mapToLong(Long::longValue).sum();
    }

    private static SortedMap<String, Long> sum(
            SortedMap<String, Long> left, SortedMap<String, Long> right) {
        SortedMap<String, Long> sum = new TreeMap<>(left);
        right.forEach((name, number) -> sum.merge(name, number, Long::sum));
        return sum;
    }
}
