package io.epistle.console;

import java.util.List;
import java.util.Optional;

/// What the pages of the quarantine read.
public interface QuarantineReading {
    /// How many rows were set aside for which reason, most frequent first.
    List<ReasonCount> reasons();

    /// The rows that were set aside for a reason, by file and line; absent where none was.
    Optional<Slice<QuarantineRow>> rows(String reason, Paging paging);
}
