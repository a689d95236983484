package io.epistle.collect;

/// How much of a file an import holds at once.
///
/// @param batchRows rows of one commit, unless a single order has more
/// @param batchChars characters of such rows
/// @param orderLines rows of one order; one with more is quarantined
/// @param memory of the staged rows, in DuckDB's words; more spills to disk
record ImportBounds(int batchRows, int batchChars, int orderLines, String memory) {
    /// A commit of 10,000 rows costs one sync among some 500 orders and loses little when it is
    /// interrupted. Its texts stay within 16 million characters however long the rows. The longest
    /// real order in the UCI sets has 1,114 lines; an order is one fact, decoded whole. Sorting a
    /// million rows takes less than 1 GB.
    static final ImportBounds STANDARD = new ImportBounds(10_000, 16 * 1024 * 1024, 5_000, "1GB");
}
