package io.epistle.console.stored;

import io.epistle.collect.Checkpoint;
import io.epistle.collect.ImportStore;
import io.epistle.collect.QuarantineStore;
import io.epistle.collect.QuarantinedRow;
import io.epistle.console.Paging;
import io.epistle.console.QuarantineReading;
import io.epistle.console.QuarantineRow;
import io.epistle.console.ReasonCount;
import io.epistle.console.Slice;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What imports set aside, opened for the page that shows it and no longer.
final class StoredQuarantine implements QuarantineReading {
    private final Stored stored;
    private final QuarantineStore quarantine;

    StoredQuarantine(Stored stored, QuarantineStore quarantine) {
        this.stored = stored;
        this.quarantine = quarantine;
    }

    @Override
    public List<ReasonCount> reasons() {
        return QuarantineStore.counts(stored.rows()).entrySet().stream()
                .map(entry -> new ReasonCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(ReasonCount::count).reversed())
                .toList();
    }

    @Override
    public Optional<Slice<QuarantineRow>> rows(String reason, Paging paging) {
        return Optional.ofNullable(QuarantineStore.counts(stored.rows()).get(reason))
                .map(count ->
                        new Slice<>(
                                quarantine
                                        .list(stored.rows(), reason, paging.offset(), paging.size())
                                        .stream()
                                        .map(this::row)
                                        .toList(),
                                paging,
                                count));
    }

    private QuarantineRow row(QuarantinedRow row) {
        String text = row.text();
        boolean cut = text.length() > QuarantineRow.TEXT_MAX;
        return new QuarantineRow(
                row.source(),
                stored.rows()
                        .get(ImportStore.IMPORTS, row.importId())
                        .map(Checkpoint::file)
                        .orElse(""),
                row.line(),
                row.reason().path(),
                row.reason().found(),
                row.reason().expected(),
                cut ? text.substring(0, QuarantineRow.TEXT_MAX) : text,
                cut);
    }
}
