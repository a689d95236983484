package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;

/// An import that is interrupted and asked again ends as one that was not.
final class ImportResumeTest {
    private static final ImportBounds SMALL = new ImportBounds(40, 1_000_000, 12, "1GB");

    @TempDir Path folder;

    @Test
    void anImportStoppedAtAnyBatchEndsAsOneThatWasNot() throws IOException {
        ImportRequest request = request(new Random(7), 600);
        MemoryIntake whole = new MemoryIntake();
        ImportCounts expected = completed(run(request, whole)).counts();
        int batches = whole.batchRows.size();

        assertThat(batches).isGreaterThan(10);
        for (int commits = 0; commits < batches; commits++) {
            MemoryIntake intake = new MemoryIntake();
            intake.dieAfter(commits);
            ImportResult stopped = run(request, intake);
            intake.dieAfter(Integer.MAX_VALUE);
            ImportResult.Completed resumed = completed(run(request, intake));

            long done = whole.batchRows.stream().limit(commits).mapToLong(rows -> rows).sum();
            assertThat(stopped).isInstanceOf(ImportResult.Stopped.class);
            assertThat(((ImportResult.Stopped) stopped).counts().rows()).isEqualTo(done);
            assertThat(((ImportResult.Stopped) stopped).sentence())
                    .isEqualTo(
                            "stored %,d of 600 rows, then stopped: the disk is full; the same import asked again goes on from there"
                                    .formatted(done));
            assertThat(resumed.resumedAt()).isEqualTo(done);
            assertThat(resumed.counts()).isEqualTo(expected);
            assertSame(intake, whole);
        }
    }

    @Test
    void anImportStoppedManyTimesEndsAsOneThatWasNot() throws IOException {
        ImportRequest request = request(new Random(11), 600);
        MemoryIntake whole = new MemoryIntake();
        ImportCounts expected = completed(run(request, whole)).counts();
        MemoryIntake intake = new MemoryIntake();
        Random random = new Random(13);

        ImportResult result;
        do {
            intake.dieAfter(random.nextInt(3));
            result = run(request, intake);
        } while (result instanceof ImportResult.Stopped);

        assertThat(completed(result).counts()).isEqualTo(expected);
        assertSame(intake, whole);
    }

    @Test
    void aCompletedImportWhoseCountsNobodyWasToldAnswersTheSame() throws IOException {
        ImportRequest request = request(new Random(31), 300);
        MemoryIntake intake = new MemoryIntake();
        ImportResult.Completed first = completed(run(request, intake));
        int batches = intake.batchRows.size();

        ImportResult.Completed again = completed(run(request, intake));

        assertThat(again.counts()).isEqualTo(first.counts());
        assertThat(again.resumedAt()).isEqualTo(300);
        assertThat(intake.batchRows).hasSize(batches);
    }

    @Test
    void aCompletedImportAskedAgainFindsDuplicatesOnlyWhereverThatIsInterrupted()
            throws IOException {
        ImportRequest request = request(new Random(17), 300);
        MemoryIntake whole = new MemoryIntake();
        run(request, whole);
        MemoryIntake intake = new MemoryIntake();
        run(request, intake);
        intake.told();

        intake.dieAfter(2);
        ImportResult stopped = run(request, intake);
        intake.dieAfter(Integer.MAX_VALUE);
        ImportResult.Completed again = completed(run(request, intake));

        assertThat(stopped).isInstanceOf(ImportResult.Stopped.class);
        assertThat(again.resumedAt()).isPositive();
        assertThat(again.counts().rows()).isEqualTo(300);
        assertThat(again.counts().duplicate()).isEqualTo(300);
        assertSame(intake, whole);
    }

    @Test
    void anotherMappingOfTheSameFileIsAnotherImport() throws IOException {
        ImportRequest request = request(new Random(19), 300);
        MemoryIntake intake = new MemoryIntake();
        intake.dieAfter(2);
        run(request, intake);
        intake.dieAfter(Integer.MAX_VALUE);

        ImportResult.Completed other =
                completed(run(request.with(Mapping.GUESSED.withCurrency("EUR")), intake));

        assertThat(other.resumedAt()).isZero();
        assertThat(other.counts().rows()).isEqualTo(300);
    }

    @Test
    void whatAKilledImportLeftInTheFolderIsRemovedByTheNext() throws IOException {
        ImportRequest request = request(new Random(23), 50);
        Path left = Files.createDirectories(request.temporary().resolve("import-killed/deeper"));
        Files.writeString(left.resolve("spilled"), "1,a,A,1,2010-01-02,1,7,X");

        ImportResult result = run(request, new MemoryIntake());

        assertThat(completed(result).counts().rows()).isEqualTo(50);
        assertThat(request.temporary()).isEmptyDirectory();
    }

    @Test
    void aFileWrittenWhileItIsReadIsRefused() throws IOException {
        ImportRequest request = request(new Random(29), 50);
        MemoryIntake intake = new MemoryIntake();
        Progress writing =
                new Progress() {
                    @Override
                    public void reading(long done, long total) {
                        try {
                            Files.writeString(request.file(), "more\n", StandardOpenOption.APPEND);
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    }

                    @Override
                    public void mapped(MappingReport report) {}

                    @Override
                    public void storing(long rowsDone, long rowsTotal) {}
                };

        ImportResult result = OrderImport.run(request, intake, writing);

        assertThat(result)
                .isEqualTo(
                        new ImportResult.Refused(
                                "orders.csv changed while it was read: import it again when it is"
                                        + " whole, nothing of it was stored"));
        assertThat(intake.events).isEmpty();
    }

    private static ImportResult run(ImportRequest request, MemoryIntake intake) {
        ImportResult result = OrderImport.run(request, intake, Progress.UNWATCHED, SMALL);
        assertThat(request.temporary()).isEmptyDirectory();
        return result;
    }

    private static ImportResult.Completed completed(ImportResult result) {
        assertThat(result).isInstanceOf(ImportResult.Completed.class);
        return (ImportResult.Completed) result;
    }

    private static void assertSame(MemoryIntake intake, MemoryIntake whole) {
        assertThat(List.copyOf(intake.events.values()))
                .isEqualTo(List.copyOf(whole.events.values()));
        assertThat(List.copyOf(intake.rows.values())).isEqualTo(List.copyOf(whole.rows.values()));
    }

    /// A file of interleaved invoices, bad rows, broken rows and one invoice beyond its bound.
    private ImportRequest request(Random random, int rows) throws IOException {
        StringBuilder text = new StringBuilder(Imported.HEADER);
        for (int row = 0; row < rows; row++) {
            if (random.nextInt(20) == 0) {
                text.append("broken\n");
                continue;
            }
            int invoice = random.nextInt(10) == 0 ? 1 : random.nextInt(rows / 5);
            text.append(invoice == 7 ? "" : invoice)
                    .append(",p")
                    .append(random.nextInt(9))
                    .append(",name,")
                    .append(random.nextInt(15) - 1)
                    .append(",2010-01-%02d,1.5,".formatted(1 + invoice % 28))
                    .append(invoice % 3)
                    .append(",X\n");
        }
        Path file = folder.resolve("orders.csv");
        Files.writeString(file, text);
        return ImportRequest.orders(file, folder.resolve("temporary"));
    }
}
