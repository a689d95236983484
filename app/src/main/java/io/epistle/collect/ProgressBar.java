package io.epistle.collect;

import java.time.Duration;

/// Draws how far a long work is, as one line of a terminal: a bar, the part done, the rate and the
/// time left.
///
/// @param columns the width of the bar alone, 1 or more
public record ProgressBar(int columns) {
    /// Fits 80 columns with everything around it.
    public static final ProgressBar NARROW = new ProgressBar(20);

    /// The line, without its end.
    ///
    /// @param work what is done, such as `storing orders.csv`
    /// @param unit of the numbers, such as `rows`; empty where they mean nothing to people
    /// @param from where this run began, 0 unless it resumes: the rate counts only what it did
    /// @param done at least `from`
    /// @param total at least `done`; 0 where unknown
    /// @param elapsed since this run began
    public String line(
            String work, String unit, long from, long done, long total, Duration elapsed) {
        double part = total <= 0 ? 0 : Math.min(1, (double) done / total);
        int full = (int) (part * columns);
        StringBuilder line = new StringBuilder(work).append(" [");
        line.append("#".repeat(full)).append("-".repeat(columns - full)).append(']');
        if (total > 0) {
            line.append(" %3d %%".formatted((int) (part * 100)));
        }
        double seconds = elapsed.toMillis() / 1_000.0;
        double rate = seconds <= 0 ? 0 : (done - from) / seconds;
        if (!unit.isEmpty()) {
            line.append("  %,d".formatted(done));
            line.append(total > 0 ? " of %,d %s".formatted(total, unit) : " " + unit);
            if (rate >= 1) {
                line.append("  %,d/s".formatted((long) rate));
            }
        }
        if (done < total && rate > 0) {
            line.append("  %s left".formatted(time((long) Math.ceil((total - done) / rate))));
        }
        return line.toString();
    }

    private static String time(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3_600
                ? "%d min %d s".formatted(seconds / 60, seconds % 60)
                : "%d h %d min".formatted(seconds / 3_600, seconds % 3_600 / 60);
    }
}
