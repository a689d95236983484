package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

final class ProgressBarTest {
    private final ProgressBar bar = new ProgressBar(10);

    @Test
    void aBarShowsPartRateAndTimeLeft() {
        assertThat(bar.line("storing", "rows", 0, 250_000, 1_000_000, Duration.ofSeconds(5)))
                .isEqualTo(
                        "storing [##--------]  25 %  250,000 of 1,000,000 rows  50,000/s  15 s"
                                + " left");
    }

    @Test
    void whatAnEarlierRunDidCountsAsDoneButNotAsFast() {
        assertThat(bar.line("storing", "rows", 200_000, 250_000, 1_000_000, Duration.ofSeconds(5)))
                .isEqualTo(
                        "storing [##--------]  25 %  250,000 of 1,000,000 rows  10,000/s  1 min 15"
                                + " s left");
    }

    @Test
    void aBarBeginsEmptyAndEndsFull() {
        assertThat(bar.line("reading", "", 0, 0, 900, Duration.ZERO))
                .isEqualTo("reading [----------]   0 %");
        assertThat(bar.line("reading", "", 0, 900, 900, Duration.ofSeconds(2)))
                .isEqualTo("reading [##########] 100 %");
        assertThat(bar.line("storing", "rows", 0, 7, 0, Duration.ofHours(1)))
                .isEqualTo("storing [----------]  7 rows");
    }

    @Test
    void hoursAreShownWithoutSeconds() {
        assertThat(bar.line("storing", "rows", 0, 1, 10_000, Duration.ofSeconds(1)))
                .endsWith("  2 h 46 min left");
    }

    @Test
    void theTerminalShowsOneLineAStageAndTheReportBetween() {
        StringBuilder terminal = new StringBuilder();
        AtomicLong nanos = new AtomicLong();
        ProgressLine line = new ProgressLine(bar, terminal, nanos::get);

        line.reading(0, 10);
        nanos.addAndGet(1_000_000);
        line.reading(1, 10);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        line.reading(10, 10);
        line.mapped(new MappingReport("o.csv", "JSON lines", List.of(), List.of("x"), "d", "a", 4));
        line.storing(0, 4);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        line.storing(4, 4);

        assertThat(terminal.toString().replace("\r", "<"))
                .isEqualTo(
                        "<reading [----------]   0 %"
                                + "<reading [##########] 100 %"
                                + "<"
                                + " ".repeat(26)
                                + "<"
                                + "o.csv: JSON lines, 4 rows\n"
                                + "  not used   x\n"
                                + "  dates      d\n"
                                + "  amounts    a\n"
                                + "<storing [----------]   0 %  0 of 4 rows"
                                + "<storing [##########] 100 %  4 of 4 rows  2/s"
                                + "\n");
    }
}
