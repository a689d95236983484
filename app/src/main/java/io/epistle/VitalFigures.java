package io.epistle;

import io.epistle.alert.Alert;
import io.epistle.alert.AlertKind;
import io.epistle.collect.http.CollectStore;
import io.epistle.console.Health;
import io.epistle.console.Metric;
import io.epistle.console.Metric.Kind;
import io.epistle.identity.PeopleStore;
import io.epistle.safety.SafetyJournal;
import io.epistle.send.CampaignRun;
import io.epistle.send.Hold;
import io.epistle.send.Ledger;
import io.epistle.send.TestMode;
import io.epistle.store.Tallies;
import io.epistle.store.TimelineStore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// The figures of an engine for monitoring. No label names a person.
///
/// @param dueLag how late whoever is due first is decided
/// @param parts how the parts of the product do
record VitalFigures(Engine engine, DiskStore disk, Duration dueLag, List<Health> parts) {
    private static final byte[] ALL = new byte[0];

    VitalFigures {
        parts = List.copyOf(parts);
    }

    /// All of them.
    List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(
                Metric.of(
                        "epistle_facts_total",
                        Kind.COUNTER,
                        "Facts stored.",
                        (double) TimelineStore.facts(engine.store)));
        metrics.add(
                Metric.of(
                        "epistle_people",
                        Kind.GAUGE,
                        "People known.",
                        (double) Tallies.get(engine.store, PeopleStore.PEOPLE_TALLY)));
        metrics.add(events());
        metrics.add(
                Metric.of(
                        "epistle_quarantined",
                        Kind.GAUGE,
                        "Rows and events set aside because something is wrong with them.",
                        (double) Vitals.quarantined(engine)));
        metrics.add(messages());
        metrics.add(
                Metric.of(
                        "epistle_sending_held",
                        Kind.GAUGE,
                        "1 where all sending is held.",
                        Hold.isHeld(engine.store) ? 1 : 0));
        metrics.add(
                Metric.of(
                        "epistle_test_mode",
                        Kind.GAUGE,
                        "1 in test mode, in which mails go out to an allow-list alone.",
                        TestMode.isOn(engine.store) ? 1 : 0));
        metrics.add(caught());
        metrics.add(
                Metric.of(
                        "epistle_writer_waiting",
                        Kind.GAUGE,
                        "Changes that wait for the writer.",
                        engine.writer.waiting()));
        metrics.add(
                Metric.of(
                        "epistle_due_lag_seconds",
                        Kind.GAUGE,
                        "How late whoever is due first is decided.",
                        dueLag.toMillis() / 1e3));
        disk.usableBytes()
                .ifPresent(bytes ->
                        metrics.add(
                                Metric.of(
                                        "epistle_disk_free_bytes",
                                        Kind.GAUGE,
                                        "Room on the disk of the data folder.",
                                        (double) bytes)));
        engine.journal
                .map(SafetyJournal::sizeBytes)
                .ifPresent(bytes ->
                        metrics.add(
                                Metric.of(
                                        "epistle_safety_journal_bytes",
                                        Kind.GAUGE,
                                        "Size of the safety journal.",
                                        (double) bytes)));
        BackupCommand.last(engine.store)
                .ifPresent(at ->
                        metrics.add(
                                Metric.of(
                                        "epistle_backup_timestamp_seconds",
                                        Kind.GAUGE,
                                        "When the last backup was taken.",
                                        (double) at.getEpochSecond())));
        metrics.add(alerts());
        metrics.add(
                new Metric(
                        "epistle_part_well",
                        Kind.GAUGE,
                        "1 where a part of the product does its work, as in /health.",
                        parts.stream()
                                .map(part ->
                                        sample(
                                                part.well() ? 1 : 0,
                                                "part",
                                                part.part().name().toLowerCase(Locale.ROOT)))
                                .toList()));
        return metrics;
    }

    private Metric alerts() {
        List<Alert> open = engine.alerts.open();
        return new Metric(
                "epistle_alerts",
                Kind.GAUGE,
                "Open alerts, by kind.",
                Arrays.stream(AlertKind.values())
                        .map(kind ->
                                sample(
                                        (double)
                                                open.stream()
                                                        .filter(alert -> alert.kind() == kind)
                                                        .count(),
                                        "kind",
                                        kind.word()))
                        .toList());
    }

    private Metric events() {
        List<Metric.Sample> samples = new ArrayList<>();
        SortedMap<String, Long> rejected = engine.rejections.counts();
        engine.publisher
                .live()
                .sources()
                .ids()
                .forEach(source -> {
                    CollectStore.Counts counts = CollectStore.counts(engine.store, source);
                    samples.add(event(source, "accepted", counts.accepted()));
                    samples.add(event(source, "duplicate", counts.duplicate()));
                    samples.add(event(source, "quarantined", counts.quarantined()));
                });
        rejected.forEach((source, count) -> samples.add(event(source, "rejected", count)));
        return new Metric(
                "epistle_events_total",
                Kind.COUNTER,
                "Events handed in over HTTP, by source and what became of them; rejected requests"
                    + " since the start, without a source where they bore no key that is known.",
                samples);
    }

    private static Metric.Sample event(String source, String outcome, long count) {
        return sample((double) count, "source", source, "outcome", outcome);
    }

    private Metric messages() {
        List<Metric.Sample> samples = new ArrayList<>();
        for (var run : engine.store.list(CampaignRun.RUNS, ALL, Integer.MAX_VALUE)) {
            Ledger.Balance balance = engine.ledger.balance(engine.store, run.key());
            samples.add(message(run.key(), "open", balance.open()));
            samples.add(message(run.key(), "sent", balance.sent()));
            samples.add(message(run.key(), "skipped", balance.skipped()));
            samples.add(message(run.key(), "failed", balance.failed()));
            samples.add(message(run.key(), "uncertain", balance.uncertain()));
        }
        return new Metric(
                "epistle_messages",
                Kind.GAUGE,
                "Messages planned, by campaign and where they stand; they add up to what was"
                        + " planned.",
                samples);
    }

    private Metric caught() {
        List<Metric.Sample> samples = new ArrayList<>();
        for (var run : engine.store.list(CampaignRun.RUNS, ALL, Integer.MAX_VALUE)) {
            engine.ledger
                    .caught(engine.store, run.key())
                    .forEach((reason, count) ->
                            samples.add(
                                    sample(
                                            (double) count,
                                            "campaign",
                                            run.key(),
                                            "reason",
                                            reason)));
        }
        return new Metric(
                "epistle_messages_caught",
                Kind.GAUGE,
                "Messages that the built-in mailbox took in place of their recipients, by campaign"
                        + " and reason; they are among those sent.",
                samples);
    }

    private static Metric.Sample message(String campaign, String standing, long count) {
        return sample((double) count, "campaign", campaign, "standing", standing);
    }

    private static Metric.Sample sample(double value, String... labels) {
        SortedMap<String, String> named = new TreeMap<>();
        for (int index = 0; index < labels.length; index += 2) {
            named.put(labels[index], labels[index + 1]);
        }
        return new Metric.Sample("", named, value);
    }
}
