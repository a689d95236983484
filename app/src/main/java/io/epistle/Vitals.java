package io.epistle;

import io.epistle.alert.AlertKind;
import io.epistle.collect.QuarantineStore;
import io.epistle.console.Health;
import io.epistle.console.Health.Part;
import io.epistle.console.Mailing;
import io.epistle.console.Metric;
import io.epistle.console.Standing;
import io.epistle.console.WorkspaceReading;
import io.epistle.send.CampaignRun;
import io.epistle.send.Hold;
import io.epistle.send.Ledger;
import io.epistle.send.RelayChannel;
import io.epistle.send.Routing;
import io.epistle.send.TestMode;
import io.epistle.store.StoreException;
import io.epistle.store.TimelineStore;
import io.epistle.store.Writer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How the engine does: its parts for people and load balancers, its figures for monitoring.
final class Vitals implements WorkspaceReading {
    /// Below this the disk is as good as full: a compaction of the store may need as much.
    static final long DISK_BYTES_MIN = (long) AlertKind.DISK.limit();

    /// Whoever is due is decided within a second; later than this something is wrong.
    static final Duration DUE_LAG_MAX = Duration.ofSeconds((long) AlertKind.DUE.limit());

    /// A day's backup that failed once.
    static final Duration BACKUP_AGE_MAX = Duration.ofSeconds((long) AlertKind.BACKUP.limit());

    /// More of the input than this being wrong is a broken source, not a few odd rows.
    static final double QUARANTINED_SHARE_MAX = AlertKind.QUARANTINED.limit();

    private static final byte[] ALL = new byte[0];

    private final Engine engine;
    private final Routing routing;
    private final WorkspaceReading workspace;
    private final DiskStore disk;

    /// The vitals of an engine, of which `workspace` tells everything else.
    Vitals(Engine engine, Routing routing, WorkspaceReading workspace) {
        this.engine = engine;
        this.routing = routing;
        this.workspace = workspace;
        this.disk = new DiskStore(engine.folder.path());
    }

    @Override
    public Standing standing() {
        return workspace
                .standing()
                .with(
                        new Mailing(
                                TestMode.isOn(engine.store),
                                routing.relay().isPresent(),
                                List.copyOf(routing.allowed().entries())),
                        engine.alerts.open().size());
    }

    @Override
    public List<Health> health() {
        try {
            List<Health> parts = new ArrayList<>(workspace.health());
            parts.removeIf(part -> part.part() == Part.SENDING);
            parts.replaceAll(part -> part.part() == Part.CLOCK ? clock(part) : part);
            parts.addAll(List.of(writer(), room(), due(), sending(), relay(), input(), backup()));
            return parts;
        } catch (StoreException broken) {
            return List.of(new Health(Part.STORE, false, String.valueOf(broken.getMessage())));
        }
    }

    private Health writer() {
        int waiting = engine.writer.waiting();
        return new Health(
                Part.WRITER,
                engine.writer.isAlive() && waiting < Writer.INBOX_MAX / 2,
                "%,d waiting".formatted(waiting));
    }

    private Health room() {
        OptionalLong usable = disk.usableBytes();
        return new Health(
                Part.DISK,
                usable.isEmpty() || usable.getAsLong() >= DISK_BYTES_MIN,
                usable.isEmpty() ? "" : "%,d MB free".formatted(usable.getAsLong() / (1 << 20)));
    }

    private Health due() {
        Duration lag = dueLag(engine);
        return new Health(
                Part.DUE, lag.compareTo(DUE_LAG_MAX) <= 0, "%,d s late".formatted(lag.toSeconds()));
    }

    /// How long ago whoever is due first was due; zero where nobody is.
    static Duration dueLag(Engine engine) {
        Instant now = engine.now();
        return engine.dueTimes
                .first()
                .filter(at -> at.isBefore(now))
                .map(at -> Duration.between(at, now))
                .orElse(Duration.ZERO);
    }

    private Health clock(Health told) {
        return engine.alerts.isOpen(AlertKind.CLOCK)
                ? new Health(Part.CLOCK, false, "was set; due work and sending stand still")
                : told;
    }

    private Health sending() {
        Optional<Hold> hold = Hold.find(engine.store);
        return new Health(
                Part.SENDING,
                hold.isEmpty(),
                hold.map(SendingSaid::of)
                        .orElseGet(() ->
                                "%s, %,d messages open"
                                        .formatted(
                                                TestMode.isOn(engine.store) ? "test mode" : "live",
                                                balance().open())));
    }

    /// In test mode nobody misses a relay.
    private Health relay() {
        Optional<RelayChannel> relay = routing.relay();
        Optional<RelayChannel.Outage> outage = relay.flatMap(RelayChannel::outage);
        boolean isMissed = relay.isEmpty() && !TestMode.isOn(engine.store);
        return new Health(
                Part.RELAY,
                outage.isEmpty() && !isMissed,
                outage.map(out -> "takes no mail since %s: %s".formatted(out.since(), out.reason()))
                        .orElseGet(
                                () -> relay.map(RelayChannel::name).orElse("none is configured")));
    }

    private Health input() {
        long accepted = TimelineStore.facts(engine.store);
        long quarantined = quarantined(engine);
        boolean well = quarantined <= QUARANTINED_SHARE_MAX * (accepted + quarantined);
        return new Health(Part.INPUT, well, "%,d quarantined".formatted(quarantined));
    }

    /// A demonstration needs no backup, and neither does a folder without facts.
    private Health backup() {
        Optional<Instant> last = BackupCommand.last(engine.store);
        boolean isNeeded = !engine.clock.isStanding() && TimelineStore.facts(engine.store) > 0;
        String why = engine.clock.isStanding() ? "in a demonstration" : "while nothing is stored";
        Instant oldest = engine.now().minus(BACKUP_AGE_MAX);
        return new Health(
                Part.BACKUP,
                !isNeeded || last.map(at -> !at.isBefore(oldest)).orElse(false),
                last.map(at -> "of " + at)
                        .orElse(isNeeded ? "none yet" : "none yet, and none is needed " + why));
    }

    /// Where all messages of all campaigns stand.
    private Ledger.Balance balance() {
        Ledger.Balance sum = new Ledger.Balance(0, 0, 0, 0, 0);
        for (var run : engine.store.list(CampaignRun.RUNS, ALL, Integer.MAX_VALUE)) {
            Ledger.Balance one = engine.ledger.balance(engine.store, run.key());
            sum =
                    new Ledger.Balance(
                            sum.open() + one.open(),
                            sum.sent() + one.sent(),
                            sum.skipped() + one.skipped(),
                            sum.failed() + one.failed(),
                            sum.uncertain() + one.uncertain());
        }
        return sum;
    }

    @Override
    public List<Metric> metrics() {
        return new VitalFigures(engine, disk, dueLag(engine), health()).metrics();
    }

    /// How many rows and events are set aside.
    static long quarantined(Engine engine) {
        return QuarantineStore.counts(engine.store).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
