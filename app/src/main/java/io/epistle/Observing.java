package io.epistle;

import io.epistle.alert.ClockDrift;
import io.epistle.alert.Counter;
import io.epistle.alert.Observation;
import io.epistle.alert.Observation.RelayFault;
import io.epistle.alert.WriterProbe;
import io.epistle.collect.http.CollectStore;
import io.epistle.collect.http.Rejections;
import io.epistle.send.CampaignRun;
import io.epistle.send.Hold;
import io.epistle.send.Ledger;
import io.epistle.send.Routing;
import io.epistle.send.TestMode;
import io.epistle.store.Rows.Row;
import io.epistle.store.TimelineStore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How an engine stands, for whoever watches it.
final class Observing implements Supplier<Observation> {
    private static final byte[] ALL = new byte[0];

    private final Engine engine;
    private final Routing routing;
    private final Supplier<OptionalLong> diskBytes;
    private final ClockDrift drift;
    private final WriterProbe probe;
    private final Instant watchedSince;
    private final long keylessBefore;

    /// @param routing where mails are handed over
    /// @param diskBytes the room on the disk
    /// @param nanos a clock that is never set, in nanoseconds from anywhere
    Observing(
            Engine engine,
            Routing routing,
            Supplier<OptionalLong> diskBytes,
            ClockDrift drift,
            LongSupplier nanos) {
        this.engine = engine;
        this.routing = routing;
        this.diskBytes = diskBytes;
        this.drift = drift;
        this.probe = new WriterProbe(engine.writer, nanos);
        this.watchedSince = engine.now();
        this.keylessBefore = engine.alerts.keyless();
    }

    @Override
    public Observation get() {
        boolean stands = engine.clock.standsAt().isPresent();
        Instant now = engine.now();
        SortedMap<String, Long> counters = new TreeMap<>();
        List<String> campaigns =
                engine.store.list(CampaignRun.RUNS, ALL, Integer.MAX_VALUE).stream()
                        .map(Row::key)
                        .toList();
        campaigns.forEach(campaign -> count(counters, campaign));
        List<String> sources = List.copyOf(engine.publisher.live().sources().ids());
        sources.forEach(source -> countSource(counters, source));
        counters.put(
                Counter.KEYLESS.of(""),
                keylessBefore + engine.rejections.counts().getOrDefault(Rejections.NO_SOURCE, 0L));
        return new Observation(
                now,
                probe.lag(),
                // The clock of a demonstration runs in leaps: whoever is due is late in its time.
                stands ? Duration.ZERO : Vitals.dueLag(engine),
                Hold.find(engine.store).map(Hold::reason),
                relay(),
                !stands && TimelineStore.facts(engine.store) > 0,
                BackupCommand.last(engine.store),
                diskBytes.get(),
                stands ? Duration.ZERO : drift.off(),
                counters,
                campaigns,
                sources);
    }

    private Optional<RelayFault> relay() {
        return routing.relay()
                .map(relay -> relay.outage().map(out -> new RelayFault(out.since(), out.reason())))
                .orElseGet(() ->
                        TestMode.liveSince(engine.store)
                                .map(live -> live.isAfter(watchedSince) ? live : watchedSince)
                                .map(since -> new RelayFault(since, "none is configured")));
    }

    private void count(SortedMap<String, Long> counters, String campaign) {
        Ledger.Balance balance = engine.ledger.balance(engine.store, campaign);
        counters.put(Counter.ENDED.of(campaign), balance.sent() + balance.failed());
        counters.put(Counter.FAILED.of(campaign), balance.failed());
        counters.put(Counter.UNCERTAIN.of(campaign), balance.uncertain());
    }

    private void countSource(SortedMap<String, Long> counters, String source) {
        CollectStore.Counts counts = CollectStore.counts(engine.store, source);
        counters.put(
                Counter.HANDED_IN.of(source),
                counts.accepted() + counts.duplicate() + counts.quarantined());
        counters.put(Counter.QUARANTINED.of(source), counts.quarantined());
    }
}
