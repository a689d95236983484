package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A million real order lines in little time, the store left out.
@Tag("proof")
final class ImportSpeedTest {
    private static final List<String> FILES =
            List.of("online_retail_ii_2009_2010.parquet", "online_retail_2010_2011_qtypos.parquet");

    @TempDir Path temporary;

    @Test
    void bothRealFilesAreReadAndHandedInWithinFortySeconds() {
        Path folder = Path.of(System.getProperty("epistle.data"), "online-retail");
        assumeTrue(
                FILES.stream().allMatch(file -> Files.exists(folder.resolve(file))),
                "needs the UCI Online Retail II files in " + folder);
        MemoryIntake intake = new MemoryIntake();
        long rows = 0;

        long begun = System.nanoTime();
        for (String file : FILES) {
            ImportRequest request = ImportRequest.orders(folder.resolve(file), temporary);
            rows += Imported.request(intake, request).counts().rows();
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(rows).isEqualTo(525_461 + 531_282);
        assertThat(taken).isLessThan(Duration.ofSeconds(40));
    }
}
