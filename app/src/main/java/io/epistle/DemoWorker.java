package io.epistle;

import io.epistle.collect.ImportCounts;
import io.epistle.collect.ImportResult;
import io.epistle.collect.Mapping;
import io.epistle.definition.ChangeSet;
import io.epistle.definition.World;
import io.epistle.demo.Invention;
import io.epistle.demo.OrderSpan;
import io.epistle.demo.Replies;
import io.epistle.identity.PeopleStore;
import io.epistle.measure.CampaignResults;
import io.epistle.predict.Evaluation.Scores;
import io.epistle.predict.ModelEvaluation;
import io.epistle.predict.Models;
import io.epistle.segment.Memberships;
import io.epistle.send.Ledger;
import io.epistle.send.Routing;
import io.epistle.store.Tallies;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Does what the demonstration shows, stage by stage, each of them timed. Doing it again, or going
/// on where it was interrupted, gives the same.
final class DemoWorker {
    /// The campaign of the example workspace.
    private static final String CAMPAIGN = "picks-for-you";

    /// One seed for everything that is invented or drawn.
    private static final long SEED = 1;

    /// Where nothing is said, the demonstration stands this long before the last order, so that
    /// there is a later to look at.
    private static final Duration LATER = Replies.WINDOW;

    private final Engine engine;
    private final DemoFolder folder;
    private final Terminal terminal;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    /// A worker in a folder that was claimed.
    DemoWorker(DemoFolder folder, Terminal terminal) {
        this.engine = folder.engine();
        this.folder = folder;
        this.terminal = terminal;
    }

    /// The seconds that each stage took, in the order in which they were done.
    Map<String, Double> seconds() {
        return seconds;
    }

    /// Demonstrates.
    ///
    /// @param orders exports of order lines; empty for the small invented shop
    /// @param asOf where to stand; absent for where the folder stands, else for ten weeks before
    ///   the last order
    /// @param base where the links of the mails lead
    DemoReport run(List<Path> orders, Mapping mapping, Optional<Instant> asOf, URI base) {
        Imports imports = timed("import", () -> imported(orders, mapping));
        long invented = timed("invent", this::invented);
        OrderSpan span = span();
        engine.clock.standAt(moment(span, asOf), engine.writer);
        timed("segment", this::segmented);
        Models models =
                timed("train", () -> Models.train(engine.store, engine.reader, engine.now(), SEED));
        ChurnReport churned = timed("churn", () -> ChurnReport.of(engine, SEED));
        Instant later = span.last().plusMillis(1);
        engine.clock.replay(later, engine.writer);
        List<Scores> scores =
                timed(
                        "evaluate",
                        () -> ModelEvaluation.of(models, engine.store, engine.reader, later, SEED));
        ChurnReport churn = timed("evaluate churn", () -> churned.foreseen(engine, later, SEED));
        LiveCampaign campaign = campaign();
        Ledger.Balance balance = timed("send", () -> sent(campaign, models, base));
        CampaignResults results = timed("replies", () -> replied(models));
        return new DemoReport(
                models,
                engine.now(),
                imports.ids(),
                imports.counts(),
                invented,
                Tallies.get(engine.store, PeopleStore.PEOPLE_TALLY),
                segmentSizes(),
                scores,
                churn,
                balance,
                engine.ledger.counts(engine.store, CAMPAIGN),
                results);
    }

    /// Notes that a report is told: what is done again from now on is told as such.
    void told(DemoReport report) {
        report.imports().forEach(engine.imports::told);
        Invention.told(engine.writer);
    }

    private <T> T timed(String stage, Supplier<T> work) {
        terminal.tell("%s ...".formatted(stage));
        long began = System.nanoTime();
        T result = work.get();
        seconds.put(stage, (System.nanoTime() - began) / 1e9);
        return result;
    }

    /// What the imports of all files came to.
    private record Imports(SortedSet<String> ids, ImportCounts counts) {
        /// With one more; a file given twice is known the second time.
        Imports plus(ImportResult.Completed other) {
            SortedSet<String> all = new TreeSet<>(ids);
            boolean isNew = all.add(other.importId());
            return new Imports(all, counts.plus(isNew ? other.counts() : other.counts().again()));
        }
    }

    private Imports imported(List<Path> orders, Mapping mapping) {
        List<Path> files = orders.isEmpty() ? List.of(folder.sample(SEED)) : orders;
        Imports imports = new Imports(new TreeSet<>(), ImportCounts.NONE);
        for (Path file : files) {
            imports =
                    imports.plus(ImportCommand.run(engine, terminal, folder.path(), file, mapping));
        }
        return imports;
    }

    private Long invented() {
        return new Invention(engine.store, engine.writer, engine.reader, engine.history, SEED)
                .run();
    }

    private OrderSpan span() {
        return OrderSpan.of(engine.store, engine.reader)
                .orElseThrow(() ->
                        new Command.Refusal(
                                "Found no order of a known customer; expected a file of orders"
                                        + " with a column of customer ids."));
    }

    /// The moment to stand at, which must have orders before it.
    private Instant moment(OrderSpan span, Optional<Instant> asOf) {
        Instant moment =
                asOf.or(() -> engine.clock.standsAt().filter(at -> at.isAfter(Instant.EPOCH)))
                        .orElse(span.last().minus(LATER).truncatedTo(ChronoUnit.DAYS));
        if (!moment.isAfter(span.first())) {
            throw new Command.Refusal(
                    "Found the day %s, before the first order of %s; name a later one with --as-of."
                            .formatted(moment, span.first()));
        }
        return moment;
    }

    private Long segmented() {
        Path workspace = Path.of(System.getProperty("epistle.home", "."), "examples", "gift-shop");
        ChangeSet changes = ApplyCommand.changes(engine, workspace, false);
        if (changes.isEmpty()) {
            return engine.sweep.everyone() + engine.sweep.due(engine.now());
        }
        World next = changes.appliedTo(engine.world(), engine.now());
        return ApplyCommand.publish(engine, ApplyCommand.checked(engine, next));
    }

    private Map<String, Long> segmentSizes() {
        Map<String, Long> sizes = new LinkedHashMap<>();
        engine.segments()
                .segments()
                .forEach(segment ->
                        sizes.put(segment.id(), Memberships.size(engine.store, segment.id())));
        return sizes;
    }

    private LiveCampaign campaign() {
        LiveCampaign campaign = engine.publisher.live().campaigns().get(CAMPAIGN);
        if (campaign == null) {
            throw new Command.Refusal(
                    "The example workspace has no campaign %s; expected the folder examples/gift-shop as it came."
                            .formatted(CAMPAIGN));
        }
        return campaign;
    }

    private Ledger.Balance sent(LiveCampaign campaign, Models models, URI base) {
        Ledger.Balance balance =
                new CampaignWorker(engine, () -> models, base)
                        .send(
                                campaign,
                                Routing.NONE,
                                sent -> terminal.progress("sending %,d".formatted(sent)));
        terminal.progressDone();
        return balance;
    }

    private CampaignResults replied(Models models) {
        long _ =
                new Replies(
                                engine.store,
                                engine.writer,
                                engine.reader,
                                engine.history,
                                engine.ledger,
                                models.catalogue())
                        .run(CAMPAIGN);
        return CampaignResults.of(
                engine.store, engine.reader, engine.ledger, CAMPAIGN, engine.measurement());
    }
}
