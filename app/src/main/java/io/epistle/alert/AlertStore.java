package io.epistle.alert;

import io.epistle.send.Hold;
import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Turn;
import io.epistle.store.Writer;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The alerts and samples as they are kept, and the open alerts for whoever shows them. While the
/// store refuses, the open ones are known all the same.
public final class AlertStore {
    /// The alerts by number; closed ones as long as [#KEPT] and [#CLOSED_MAX] allow.
    public static final Table<Long, Alert> ALERTS = new Table<>("alerts", Codec.LONG, Alert.CODEC);

    /// The samples of the last [Samples#KEPT], by their moment in milliseconds.
    public static final Table<Long, Sample> SAMPLES =
            new Table<>("alert_samples", Codec.LONG, Sample.CODEC);

    /// Closed alerts are kept as long.
    public static final Duration KEPT = Duration.ofDays(90);

    /// Closed alerts that are kept; the newest.
    public static final int CLOSED_MAX = 1_000;

    /// Why sending is held where the clock stopped it.
    static final String CLOCK_HOLD = "the clock was set; release when it is right";

    private static final byte[] ALL = new byte[0];

    private static final int CHANGE_BYTES = 4_096;

    private final Rows rows;
    private final Writer writer;
    private volatile List<Alert> open;

    /// The alerts of a store.
    public AlertStore(Rows rows, Writer writer) {
        this.rows = rows;
        this.writer = writer;
        this.open = all().stream().filter(Alert::isOpen).toList();
    }

    private List<Alert> all() {
        return rows.list(ALERTS, ALL, Integer.MAX_VALUE).stream().map(Rows.Row::value).toList();
    }

    /// The open alerts, the oldest first.
    public List<Alert> open() {
        return open;
    }

    /// Whether an alert of a kind is open.
    public boolean isOpen(AlertKind kind) {
        return open.stream().anyMatch(alert -> alert.kind() == kind);
    }

    /// The alerts that are over, the last to open first.
    public List<Alert> closed() {
        return all().reversed().stream().filter(alert -> !alert.isOpen()).toList();
    }

    /// How often a request came without a write key that is known, when that was last kept: a
    /// process counts it from its start.
    public long keyless() {
        List<Sample> samples = samples();
        return samples.isEmpty() ? 0 : samples.getLast().count(Counter.KEYLESS.of(""));
    }

    List<Sample> samples() {
        return rows.list(SAMPLES, ALL, Integer.MAX_VALUE).stream().map(Rows.Row::value).toList();
    }

    AlertBook book() {
        return new AlertBook(open, all().stream().mapToLong(Alert::number).max().orElse(0));
    }

    void show(List<Alert> alerts) {
        open = List.copyOf(alerts);
    }

    /// Keeps alerts as they are now, and a sample; whoever stops the clock holds sending in the
    /// same turn. Never waits.
    ///
    /// @return absent where the writer has no room
    Optional<CompletableFuture<Instant>> keep(Collection<Alert> alerts, Optional<Sample> sample) {
        List<Alert> kept = List.copyOf(alerts);
        return writer.offer(
                CHANGE_BYTES,
                turn -> {
                    kept.forEach(alert -> turn.put(ALERTS, alert.number(), alert));
                    sample.ifPresent(taken -> keep(turn, taken));
                    if (kept.stream().anyMatch(AlertStore::stopsTheClock)) {
                        Hold _ = Hold.place(turn, CLOCK_HOLD);
                    }
                    trim(turn);
                    return turn.now();
                });
    }

    static boolean stopsTheClock(Alert alert) {
        return alert.kind() == AlertKind.CLOCK && alert.isOpen();
    }

    private static void keep(Turn turn, Sample sample) {
        turn.put(SAMPLES, sample.at().toEpochMilli(), sample);
        long oldest = sample.at().minus(Samples.KEPT).toEpochMilli();
        turn.scan(
                SAMPLES,
                ALL,
                (at, _) -> {
                    if (at < oldest) {
                        turn.delete(SAMPLES, at);
                    }
                    return at < oldest;
                });
    }

    private static void trim(Turn turn) {
        List<Alert> closed =
                turn.list(ALERTS, ALL, Integer.MAX_VALUE).stream()
                        .map(Rows.Row::value)
                        .filter(alert -> !alert.isOpen())
                        .sorted(Comparator.comparingLong(Alert::number).reversed())
                        .toList();
        Instant oldest = turn.now().minus(KEPT);
        for (int index = 0; index < closed.size(); index++) {
            Alert alert = closed.get(index);
            if (index >= CLOSED_MAX || alert.until().filter(oldest::isAfter).isPresent()) {
                turn.delete(ALERTS, alert.number());
            }
        }
    }
}
