package io.epistle.collect;

import io.epistle.collect.StagingStore.StagedRow;
import io.epistle.collect.StagingStore.StagedRows;
import io.epistle.event.Admission;
import io.epistle.store.StoreException;
import io.epistle.vault.VaultException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Imports a file of orders, one row a line of an order.
///
/// The file is read through once to know that it is whole, a second time into a [StagingStore], and
/// only then is anything stored: order by order in the order of time, in batches that each carry
/// the checkpoint to go on from. What the batches are depends on the file and the mapping alone, so
/// an import that was killed goes on as if it had not been.
public final class OrderImport {
    private static final int PROGRESS_ROWS = 4_096;

    private final ImportRequest request;
    private final Intake intake;
    private final Progress progress;
    private final ImportBounds bounds;

    private OrderImport(
            ImportRequest request, Intake intake, Progress progress, ImportBounds bounds) {
        this.request = request;
        this.intake = intake;
        this.progress = progress;
        this.bounds = bounds;
    }

    /// Imports a file, from where an earlier run of the same import stopped. A completed import
    /// whose counts were told starts anew and finds duplicates only.
    ///
    /// @throws RuntimeException what the intake fails with, unless it is a [StoreException] or
    ///   [VaultException], whose sentence becomes [ImportResult.Stopped]
    public static ImportResult run(ImportRequest request, Intake intake, Progress progress) {
        return run(request, intake, progress, ImportBounds.STANDARD);
    }

    static ImportResult run(
            ImportRequest request, Intake intake, Progress progress, ImportBounds bounds) {
        try {
            return new OrderImport(request, intake, progress, bounds).run();
        } catch (ImportRefused refused) {
            return new ImportResult.Refused(refused.sentence());
        }
    }

    private ImportResult run() throws ImportRefused {
        Mapping mapping = request.mapping();
        ImportFile file = ImportFile.examine(request.file(), mapping.encoding());
        String importId = importId(file);
        try (StagingStore staging =
                StagingStore.open(request.temporary(), importId, bounds.memory())) {
            OrderTable table = OrderTable.understand(file, staging.folder(), mapping);
            OrderReading reading = table.reading(request.source(), importId);
            DateOrderTally dates = new DateOrderTally();
            DecimalTally decimals = new DecimalTally();
            CustomerColumn.Tally customers = new CustomerColumn.Tally();
            RowSyntax syntax = stage(table, reading, staging, dates, decimals, customers);
            file.expectUnchanged();
            DateOrder order = dateOrder(dates, file);
            expectPoints(decimals, file);
            MappingReport report = table.report(dates.word(order), staging.rows());
            progress.mapped(report);
            Checkpoint start =
                    intake.checkpoint(importId)
                            .filter(checkpoint -> checkpoint.stage() != Checkpoint.Stage.TOLD)
                            .orElse(Checkpoint.start(importId, file.name(), file.fingerprint()));
            if (start.stage() == Checkpoint.Stage.COMPLETE) {
                return new ImportResult.Completed(
                        importId, report, start.counts(), start.position());
            }
            OrderAssembly assembly =
                    new OrderAssembly(
                            reading.with(customers.column()), syntax, bounds.orderLines());
            try (StagedRows rows = staging.inOrder(order, start.position())) {
                return new Storing(start, staging.rows()).store(rows, assembly, report);
            }
        }
    }

    /// The same file under another source or mapping gives other facts: it is another import.
    private String importId(ImportFile file) {
        byte[] hash =
                OrderAssembly.sha256(
                        String.join(
                                "\u001e",
                                ImportKind.ORDERS.id(),
                                request.source(),
                                request.mapping().toString(),
                                file.fingerprint()));
        return HexFormat.of().formatHex(hash, 0, 16);
    }

    private RowSyntax stage(
            OrderTable table,
            OrderReading reading,
            StagingStore staging,
            DateOrderTally dates,
            DecimalTally decimals,
            CustomerColumn.Tally customers)
            throws ImportRefused {
        TimeReader times = new TimeReader(table.zone());
        try (RowSource source = table.open()) {
            RawRow row = source.next();
            while (row != null) {
                if (row.fault() != null) {
                    staging.add(row, unordered(row.text()), TimeReadings.UNREADABLE);
                } else {
                    String time = reading.cell(row.cells(), OrderField.TIME);
                    TimeReadings readings = times.read(time);
                    dates.add(time, readings);
                    decimals.add(reading.cell(row.cells(), OrderField.PRICE));
                    customers.add(reading.cell(row.cells(), OrderField.CUSTOMER));
                    staging.add(row, group(row, reading), readings);
                }
                if (staging.rows() % PROGRESS_ROWS == 0) {
                    progress.reading(source.done(), source.total());
                }
                row = source.next();
            }
            progress.reading(source.total(), source.total());
            return source.syntax();
        }
    }

    private static String group(RawRow row, OrderReading reading) {
        String invoice = reading.invoice(row.cells());
        return invoice.isEmpty()
                ? unordered(OrderLine.content(row.cells(), reading))
                : StagingStore.ORDER + invoice;
    }

    /// The group of equal rows that name no order: within it they are told apart by count.
    private static String unordered(String content) {
        return StagingStore.NO_ORDER
                + HexFormat.of().formatHex(OrderAssembly.sha256(content), 0, 16);
    }

    private DateOrder dateOrder(DateOrderTally dates, ImportFile file) throws ImportRefused {
        if (request.mapping().dateOrder().isPresent()) {
            return request.mapping().dateOrder().get();
        }
        return dates.order()
                .orElseThrow(() ->
                        new ImportRefused("in %s %s".formatted(file.name(), dates.question())));
    }

    private void expectPoints(DecimalTally decimals, ImportFile file) throws ImportRefused {
        Optional<String> question = decimals.question();
        if (request.mapping().decimalComma().isEmpty() && question.isPresent()) {
            throw new ImportRefused("in %s %s".formatted(file.name(), question.get()));
        }
    }

    /// Hands batch after batch in: while one is being committed, the next is made.
    private final class Storing {
        private final Checkpoint start;
        private final long rowsTotal;
        private Checkpoint committed;
        private List<Submission> submissions = new ArrayList<>();
        private long batchRows;
        private long batchChars;
        private @Nullable ImportBatch asked;
        private CompletableFuture<List<Admission>> answer =
                CompletableFuture.completedFuture(List.of());

        Storing(Checkpoint start, long rowsTotal) {
            this.start = start;
            this.rowsTotal = rowsTotal;
            this.committed = start;
        }

        ImportResult store(StagedRows rows, OrderAssembly assembly, MappingReport report) {
            progress.storing(start.position(), rowsTotal);
            try {
                Optional<String> reason = group(rows, assembly);
                if (reason.isEmpty() && rowsTotal > 0) {
                    ask(true);
                }
                // What was asked before the rows ended early may still be committed: it counts.
                settle();
                return reason.isPresent()
                        ? stopped(reason.get())
                        : new ImportResult.Completed(
                                committed.importId(), report, committed.counts(), start.position());
            } catch (CompletionException failed) {
                return switch (failed.getCause()) {
                    case StoreException reason -> stopped(String.valueOf(reason.getMessage()));
                    case VaultException reason -> stopped(String.valueOf(reason.getMessage()));
                    case RuntimeException cause -> throw cause;
                    case null, default -> throw failed;
                };
            }
        }

        private ImportResult.Stopped stopped(String reason) {
            return new ImportResult.Stopped(
                    "stored %,d of %,d rows, then stopped: %s; the same import asked again goes on from there"
                            .formatted(committed.position(), rowsTotal, reason),
                    committed.counts());
        }

        /// Hands all rows in, but for the last batch; tells why where they end early.
        private Optional<String> group(StagedRows rows, OrderAssembly assembly) {
            try {
                groupAll(rows, assembly);
                return Optional.empty();
            } catch (ImportRefused refused) {
                return Optional.of(refused.sentence());
            }
        }

        private void groupAll(StagedRows rows, OrderAssembly assembly) throws ImportRefused {
            List<StagedRow> order = new ArrayList<>();
            StagedRow row = rows.next();
            while (row != null) {
                boolean alone =
                        row.group().startsWith(StagingStore.NO_ORDER)
                                || row.groupRows() > bounds.orderLines();
                if (!order.isEmpty() && (alone || !row.group().equals(order.getFirst().group()))) {
                    add(assembly.order(order), order);
                    order.clear();
                }
                if (alone) {
                    add(List.of(assembly.alone(row)), List.of(row));
                } else {
                    order.add(row);
                }
                row = rows.next();
            }
            if (!order.isEmpty()) {
                add(assembly.order(order), order);
            }
        }

        /// Adds what cannot be parted, in a new batch where this one is full.
        private void add(List<Submission> unit, List<StagedRow> rows) {
            long chars = rows.stream().mapToLong(row -> row.text().length()).sum();
            if (batchRows > 0
                    && (batchRows + rows.size() > bounds.batchRows()
                            || batchChars + chars > bounds.batchChars())) {
                ask(false);
            }
            submissions.addAll(unit);
            batchRows += rows.size();
            batchChars += chars;
        }

        private void ask(boolean last) {
            settle();
            asked = new ImportBatch(committed, submissions, last);
            answer = intake.admit(asked);
            submissions = new ArrayList<>();
            batchRows = 0;
            batchChars = 0;
        }

        /// Waits for the batch that was asked for last.
        private void settle() {
            if (asked != null) {
                ImportBatch batch = asked;
                asked = null;
                committed = batch.settle(answer.join());
                progress.storing(committed.position(), rowsTotal);
            }
        }
    }
}
