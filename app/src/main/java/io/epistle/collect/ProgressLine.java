package io.epistle.collect;

import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Shows an import on a terminal: one line drawn over and over, and the mapping report in between.
/// A terminal that cannot be written to is an error like any other, thrown on.
public final class ProgressLine implements Progress {
    /// Drawing more often only costs time.
    private static final long INTERVAL_NANOS = 100_000_000;

    private final ProgressBar bar;
    private final Appendable terminal;
    private final LongSupplier nanos;
    private String work = "";
    private long begun;
    private long from;
    private long drawn;
    private int width;

    /// @param terminal where to draw; not closed
    /// @param nanos a clock that never goes back, in nanoseconds
    public ProgressLine(ProgressBar bar, Appendable terminal, LongSupplier nanos) {
        this.bar = bar;
        this.terminal = terminal;
        this.nanos = nanos;
    }

    @Override
    public void reading(long done, long total) {
        draw("reading", "", done, total);
    }

    @Override
    public void mapped(MappingReport report) {
        write("\r" + " ".repeat(width) + "\r");
        width = 0;
        for (String line : report.lines()) {
            write(line + "\n");
        }
    }

    @Override
    public void storing(long rowsDone, long rowsTotal) {
        draw("storing", "rows", rowsDone, rowsTotal);
        if (rowsDone == rowsTotal) {
            write("\n");
            width = 0;
        }
    }

    private void draw(String what, String unit, long done, long total) {
        long now = nanos.getAsLong();
        if (!what.equals(work)) {
            work = what;
            begun = now;
            from = done;
        } else if (now - drawn < INTERVAL_NANOS && done < total) {
            return;
        }
        drawn = now;
        String line = bar.line(what, unit, from, done, total, Duration.ofNanos(now - begun));
        write("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        width = line.length();
    }

    private void write(String text) {
        try {
            terminal.append(text);
            if (terminal instanceof Flushable buffered) {
                buffered.flush();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
