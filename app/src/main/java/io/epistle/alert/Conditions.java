package io.epistle.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The conditions that are watched: which of them hold, given how the engine stands and what its
/// counters said before. Pure.
final class Conditions {
    /// The window of what is sent. A campaign may go out within minutes or all day long.
    static final Duration DAY = Duration.ofDays(1);

    /// The window of what is handed in.
    static final Duration HOUR = Duration.ofHours(1);

    /// Nothing for this long, from a source that was busy the day before, is silence. It knows
    /// nothing of nights and weekends: a shop that is empty for longer every night is told of.
    static final Duration SILENCE = Duration.ofSeconds((long) AlertKind.SILENT.limit());

    /// Of fewer a share says little.
    static final long SHARE_OF_MIN = 20;

    /// A source that hands in fewer a day may well be silent for hours.
    static final long BUSY_MIN = 100;

    private final Observation seen;
    private final Samples samples;
    private final AlertBook book;
    private final List<Finding> findings = new ArrayList<>();

    private Conditions(Observation seen, Samples samples, AlertBook book) {
        this.seen = seen;
        this.samples = samples;
        this.book = book;
    }

    /// The conditions that hold.
    ///
    /// @param book asked what is open: some conditions stand until something ends them
    static List<Finding> holding(Observation seen, Samples samples, AlertBook book) {
        Conditions conditions = new Conditions(seen, samples, book);
        conditions.engine();
        seen.campaigns().forEach(conditions::campaign);
        seen.sources().forEach(conditions::source);
        return conditions.findings;
    }

    private void engine() {
        above(AlertKind.WRITER, "", seconds(seen.writerLag()));
        above(AlertKind.DUE, "", seconds(seen.dueLag()));
        seen.held().ifPresent(why -> findings.add(new Finding(AlertKind.HELD, "", 1, why)));
        seen.relay().ifPresent(this::relay);
        if (seen.needsBackup()) {
            seen.backup()
                    .ifPresentOrElse(
                            at ->
                                    above(
                                            AlertKind.BACKUP,
                                            "",
                                            seconds(Duration.between(at, seen.now()))),
                            () -> findings.add(Finding.of(AlertKind.NO_BACKUP, 0)));
        }
        seen.diskBytes()
                .ifPresent(bytes -> {
                    if (bytes < AlertKind.DISK.limit()) {
                        findings.add(Finding.of(AlertKind.DISK, (double) bytes));
                    }
                });
        above(AlertKind.REJECTED, "", (double) samples.growth(Counter.KEYLESS.of(""), HOUR));
        clock();
    }

    private void relay(Observation.RelayFault fault) {
        double since = seconds(Duration.between(fault.since(), seen.now()));
        if (since > AlertKind.RELAY.limit()) {
            findings.add(new Finding(AlertKind.RELAY, "", since, fault.reason()));
        }
    }

    /// A clock that was off stays so until the hold that came with it is released: after a restart
    /// nothing else tells.
    private void clock() {
        double off = seconds(seen.clockOff());
        if (off > AlertKind.CLOCK.limit()
                || (book.isOpen(AlertKind.CLOCK, "") && seen.held().isPresent())) {
            findings.add(Finding.of(AlertKind.CLOCK, off));
        }
    }

    private void campaign(String id) {
        above(AlertKind.UNCERTAIN, id, (double) samples.growth(Counter.UNCERTAIN.of(id), DAY));
        share(
                AlertKind.FAILED,
                id,
                samples.growth(Counter.FAILED.of(id), DAY),
                samples.growth(Counter.ENDED.of(id), DAY));
    }

    private void source(String id) {
        share(
                AlertKind.QUARANTINED,
                id,
                samples.growth(Counter.QUARANTINED.of(id), HOUR),
                samples.growth(Counter.HANDED_IN.of(id), HOUR));
        String handedIn = Counter.HANDED_IN.of(id);
        boolean isStill = samples.growth(handedIn, SILENCE) == 0;
        boolean fellStill =
                samples.isWatched(SILENCE)
                        && samples.growth(handedIn, SILENCE.plus(DAY), SILENCE) >= BUSY_MIN;
        if (isStill && (fellStill || book.isOpen(AlertKind.SILENT, id))) {
            Duration silence = Duration.between(samples.unchangedSince(handedIn), seen.now());
            findings.add(Finding.of(AlertKind.SILENT, id, seconds(silence)));
        }
    }

    private void above(AlertKind kind, String subject, double found) {
        if (found > kind.limit()) {
            findings.add(Finding.of(kind, subject, found));
        }
    }

    private void share(AlertKind kind, String subject, long part, long whole) {
        if (whole >= SHARE_OF_MIN) {
            above(kind, subject, Math.min(1, (double) part / whole));
        }
    }

    private static double seconds(Duration length) {
        return length.toMillis() / 1e3;
    }
}
