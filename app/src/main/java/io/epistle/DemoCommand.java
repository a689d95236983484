package io.epistle;

import io.epistle.collect.ImportCounts;
import io.epistle.collect.ImportResult;
import io.epistle.collect.ImportStore;
import io.epistle.collect.Mapping;
import io.epistle.definition.ChangeSet;
import io.epistle.definition.World;
import io.epistle.demo.Invention;
import io.epistle.demo.Replies;
import io.epistle.demo.SampleOrders;
import io.epistle.event.Fact;
import io.epistle.identity.PeopleStore;
import io.epistle.measure.CampaignResults;
import io.epistle.measure.ConversionDefinition;
import io.epistle.predict.Evaluation.Scores;
import io.epistle.predict.ModelEvaluation;
import io.epistle.predict.Models;
import io.epistle.profile.Order;
import io.epistle.segment.Memberships;
import io.epistle.send.Ledger;
import io.epistle.store.Tallies;
import io.epistle.store.TimelineStore;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/// `epistle demo`: the whole way from a shop's export to personalised mail and its results, in one
/// command.
final class DemoCommand implements Command {
    /// The campaign of the example workspace.
    private static final String CAMPAIGN = "picks-for-you";

    /// That of the invented shop, and of the real one whose orders the demonstration was made for.
    private static final String CURRENCY = "GBP";

    /// One seed for everything that is invented or drawn.
    private static final long SEED = 1;

    /// Where nothing is said, the demonstration stands this long before the last order, so that
    /// there is a later to look at.
    private static final Duration LATER = Replies.WINDOW;

    /// Beside what else lies in the usual folder, so that a demonstration never mixes with real
    /// data.
    private static final Path DATA_STANDARD = Path.of("data", "demo");

    private static final String SAMPLE = "sample-orders.csv";

    private final Terminal terminal;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public CommandSpec spec() {
        return named(
                        "demo",
                        "Imports orders, builds profiles and segments, trains, and sends a campaign"
                                + " into the built-in mailbox.")
                .addOption(
                        OptionSpec.builder("--orders")
                                .paramLabel("FILE")
                                .type(List.class)
                                .auxiliaryTypes(Path.class)
                                .arity("1")
                                .description(
                                        "a shop's export of order lines; may be given again"
                                                + " (default: a small invented shop)")
                                .build())
                .addOption(
                        ImportCommand.currencyOption(
                                "the currency of rows that say none (default: %s)"
                                        .formatted(CURRENCY)))
                .addOption(
                        OptionSpec.builder("--as-of")
                                .paramLabel("DATE")
                                .type(String.class)
                                .description(
                                        "the day the demonstration stands at, at 00:00 UTC"
                                                + " (default: ten weeks before the last order)")
                                .build())
                .addOption(
                        OptionSpec.builder("--exit")
                                .description(
                                        "ends when done instead of leaving the console running")
                                .build())
                .addOption(
                        OptionSpec.builder("--json")
                                .paramLabel("OUT")
                                .type(Path.class)
                                .description("writes what was done as JSON")
                                .build())
                .addOption(ServeCommand.portOption())
                .addOption(Command.dataOption(DATA_STANDARD));
    }

    @Override
    public int run(ParseResult given) {
        long began = System.nanoTime();
        List<Path> orders = given.matchedOptionValue("--orders", List.<Path>of());
        Optional<Instant> asOf = ExplainCommand.time(given, "--as-of");
        Mapping mapping =
                Mapping.GUESSED.withCurrency(ImportCommand.currency(given).orElse(CURRENCY));
        int port = ServeCommand.port(given);
        if (asOf.isPresent() && asOf.get().isAfter(Clock.systemUTC().instant())) {
            throw new NotUnderstood(
                    "Found --as-of %s, which is to come; expected a day that orders come after."
                            .formatted(asOf.get()));
        }
        orders.forEach(DemoCommand::requireFile);
        Optional<Path> json = Optional.ofNullable(given.matchedOptionValue("--json", null));
        json.ifPresent(DemoCommand::requireWritable);
        Path data = given.matchedOptionValue("--data", DATA_STANDARD);
        boolean exit = given.hasMatchedOption("--exit");
        if (!exit) {
            ServeCommand.requireFree(port);
        }
        // Before as-of is known the clock stands at the beginning of time: history lies in its
        // future and decides nothing.
        try (StopSignal stop = StopSignal.listen();
                Engine engine = Engine.open(data, Optional.of(Instant.EPOCH), Clock.systemUTC())) {
            claim(engine, data, orders);
            DemoReport report = demonstrate(engine, data, orders, mapping, asOf, port);
            double total = (System.nanoTime() - began) / 1e9;
            json.ifPresent(file -> write(file, report.json(seconds, total)));
            report.lines(seconds, total).forEach(terminal::say);
            told(engine, report);
            if (exit) {
                terminal.say("Look at it with: epistle serve --data %s".formatted(data));
            }
            return exit
                    ? 0
                    : ServeCommand.serve(
                            engine, Optional.of(report.models()), terminal, port, stop);
        }
    }

    /// Makes a folder one of this demonstration, or finds that it is: nobody's own data get
    /// invented addresses and a clock that stands.
    private static void claim(Engine engine, Path data, List<Path> orders) {
        if (!engine.isStanding()) {
            if (TimelineStore.facts(engine.store) > 0) {
                throw new Refusal(
                        "The folder %s holds data that are no demonstration's; name another with --data."
                                .formatted(data));
            }
            engine.standAt(engine.now());
        }
        boolean invented = orders.isEmpty();
        boolean mixed =
                engine.store.list(ImportStore.IMPORTS, new byte[0], Integer.MAX_VALUE).stream()
                        .anyMatch(row -> row.value().file().equals(SAMPLE) != invented);
        if (mixed) {
            throw new Refusal(
                    "The folder %s holds a demonstration of %s; name another with --data."
                            .formatted(
                                    data,
                                    invented ? "orders of your own" : "the small invented shop"));
        }
    }

    private DemoReport demonstrate(
            Engine engine,
            Path data,
            List<Path> orders,
            Mapping mapping,
            Optional<Instant> asOf,
            int port) {
        Imports imports = timed("import", () -> imported(engine, data, orders, mapping));
        long invented =
                timed(
                        "invent",
                        () ->
                                new Invention(
                                                engine.store,
                                                engine.writer,
                                                engine.reader,
                                                engine.history,
                                                SEED)
                                        .run());
        Span span = Span.of(engine);
        engine.standAt(span.moment(asOf, engine.standsAt()));
        timed("segment", () -> segmented(engine));
        Models models =
                timed("train", () -> Models.train(engine.store, engine.reader, engine.now(), SEED));
        List<Scores> scores =
                timed(
                        "evaluate",
                        () ->
                                ModelEvaluation.of(
                                        models,
                                        engine.store,
                                        engine.reader,
                                        span.last().plusMillis(1),
                                        SEED));
        LiveCampaign campaign = engine.publisher.live().campaigns().get(CAMPAIGN);
        if (campaign == null) {
            throw new Refusal(
                    "The example workspace has no campaign %s; expected the folder examples/gift-shop as it came."
                            .formatted(CAMPAIGN));
        }
        CampaignWorker worker =
                new CampaignWorker(engine, models, URI.create("http://127.0.0.1:" + port));
        Ledger.Balance balance =
                timed(
                        "send",
                        () ->
                                worker.send(
                                        campaign,
                                        sent -> terminal.progress("sending %,d".formatted(sent))));
        terminal.progressDone();
        CampaignResults results =
                timed(
                        "replies",
                        () -> {
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
                                    engine.store,
                                    engine.reader,
                                    engine.ledger,
                                    CAMPAIGN,
                                    Replies.WINDOW,
                                    ConversionDefinition.of(engine.world()));
                        });
        return new DemoReport(
                models,
                engine.now(),
                imports.ids(),
                imports.counts(),
                invented,
                Tallies.get(engine.store, PeopleStore.PEOPLE_TALLY),
                segmentSizes(engine),
                scores,
                balance,
                engine.ledger.counts(engine.store, CAMPAIGN),
                results);
    }

    /// Notes that the report is told: what is done again from now on is told as such.
    private static void told(Engine engine, DemoReport report) {
        report.imports().forEach(engine.imports::told);
        Invention.told(engine.writer);
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

    private Imports imported(Engine engine, Path data, List<Path> orders, Mapping mapping) {
        if (orders.isEmpty()) {
            return imported(engine, data, List.of(sample(data)), mapping);
        }
        Imports imports = new Imports(new TreeSet<>(), ImportCounts.NONE);
        for (Path file : orders) {
            imports = imports.plus(ImportCommand.run(engine, terminal, data, file, mapping));
        }
        return imports;
    }

    private static Path sample(Path data) {
        Path file = data.resolve(SAMPLE);
        write(file, SampleOrders.csv(SEED));
        return file;
    }

    /// From the first to the last order of known customers.
    private record Span(Instant first, Instant last) {
        static Span of(Engine engine) {
            NavigableSet<Instant> times = new TreeSet<>();
            engine.reader.sweep(
                    engine.store,
                    person ->
                            person.timeline().facts().stream()
                                    .filter(fact -> fact.name().equals(Order.COMPLETED))
                                    .map(Fact::occurredAt)
                                    .forEach(times::add));
            if (times.isEmpty()) {
                throw new Refusal(
                        "Found no order of a known customer; expected a file of orders with a"
                                + " column of customer ids.");
            }
            return new Span(times.first(), times.last());
        }

        /// The moment to stand at, which must have orders before it.
        Instant moment(Optional<Instant> asOf, Optional<Instant> standsAt) {
            Instant moment =
                    asOf.or(() -> standsAt.filter(at -> at.isAfter(Instant.EPOCH)))
                            .orElse(last.minus(LATER).truncatedTo(ChronoUnit.DAYS));
            if (!moment.isAfter(first)) {
                throw new Refusal(
                        "Found the day %s, before the first order of %s; name a later one with --as-of."
                                .formatted(moment, first));
            }
            return moment;
        }
    }

    private Long segmented(Engine engine) {
        Path workspace = Path.of(System.getProperty("epistle.home", "."), "examples", "gift-shop");
        ChangeSet changes = ApplyCommand.changes(engine, workspace, false);
        if (changes.isEmpty()) {
            return engine.sweep.everyone() + engine.sweep.due(engine.now());
        }
        World next = changes.appliedTo(engine.world(), engine.now());
        return ApplyCommand.publish(engine, ApplyCommand.checked(engine, next));
    }

    private static Map<String, Long> segmentSizes(Engine engine) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        engine.segments()
                .segments()
                .forEach(segment ->
                        sizes.put(segment.id(), Memberships.size(engine.store, segment.id())));
        return sizes;
    }

    private <T> T timed(String stage, Supplier<T> work) {
        terminal.tell("%s ...".formatted(stage));
        long began = System.nanoTime();
        T result = work.get();
        seconds.put(stage, (System.nanoTime() - began) / 1e9);
        return result;
    }

    /// What cannot be written at the end is refused at the beginning.
    private static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        boolean fits = folder == null || !Files.exists(folder) || Files.isWritable(folder);
        if (Files.isDirectory(file) || !fits) {
            throw new Refusal(
                    "The file %s cannot be written; name another place with --json."
                            .formatted(file));
        }
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException refused) {
            throw new Refusal(
                    "The folder of %s cannot be made; name another place with --json."
                            .formatted(file));
        }
    }

    private static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Refusal(
                    "Found no file %s; give --orders the path of an export of order lines."
                            .formatted(file));
        }
    }

    private static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException refused) {
            throw new Refusal(
                    "The file %s cannot be written (%s); name another place."
                            .formatted(file, refused.getClass().getSimpleName()));
        }
    }
}
