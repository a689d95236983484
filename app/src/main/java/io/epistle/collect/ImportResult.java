package io.epistle.collect;

/// How an import ended.
public sealed interface ImportResult {
    /// The whole file is stored. Whoever asked tells the counts and then says so with
    /// [ImportStore#told]; asked again before, the import answers the same.
    ///
    /// @param importId the import's id
    /// @param report how it was understood
    /// @param counts of the whole file, also where an earlier run had stored a part
    /// @param resumedAt rows that an earlier, interrupted run had stored
    record Completed(String importId, MappingReport report, ImportCounts counts, long resumedAt)
            implements ImportResult {}

    /// Nothing was stored.
    ///
    /// @param sentence what was found, what was expected, what to do
    record Refused(String sentence) implements ImportResult {}

    /// A part is stored; the same import asked again goes on behind it.
    ///
    /// @param sentence what happened, what to do
    /// @param counts of the part that is stored
    record Stopped(String sentence, ImportCounts counts) implements ImportResult {}
}
