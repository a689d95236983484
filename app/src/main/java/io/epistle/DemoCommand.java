package io.epistle;

import io.epistle.collect.ImportKind;
import io.epistle.collect.Mapping;
import io.epistle.send.Routing;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `epistle demo`: the whole way from a shop's export to personalised mail and its results, in one
/// command.
final class DemoCommand implements Command {
    /// That of the invented shop, and of the real one whose orders the demonstration was made for.
    private static final String CURRENCY = "GBP";

    /// Beside what else lies in the usual folder, so that a demonstration never mixes with real
    /// data.
    private static final Path DATA_STANDARD = Path.of("data", "demo");

    private final Terminal terminal;

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
                .addOption(ImportCommand.mappingOption())
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
        if (given.hasMatchedOption("--mapping") && orders.isEmpty()) {
            throw new NotUnderstood(
                    "Found --mapping without --orders, expected a file of orders that it is for.");
        }
        Mapping mapping = ImportCommand.mapping(given, ImportKind.ORDERS);
        Mapping inCurrency =
                mapping.withCurrency(
                        ImportCommand.currency(given).or(mapping::currency).orElse(CURRENCY));
        int port = ServeCommand.port(given, Config.PORT);
        if (asOf.isPresent() && asOf.get().isAfter(Clock.systemUTC().instant())) {
            throw new NotUnderstood(
                    "Found --as-of %s, which is to come; expected a day that orders come after."
                            .formatted(asOf.get()));
        }
        orders.forEach(
                file -> new NamedFile(file, "--orders").requireThere("an export of order lines"));
        Optional<NamedFile> json =
                Optional.<Path>ofNullable(given.matchedOptionValue("--json", null))
                        .map(file -> new NamedFile(file, "--json"));
        json.ifPresent(NamedFile::requireWritable);
        ServeCommand.Served at = ServeCommand.Served.here(port);
        Path data = given.matchedOptionValue("--data", DATA_STANDARD);
        boolean exit = given.hasMatchedOption("--exit");
        if (!exit) {
            ServeCommand.requireFree(port);
        }
        // Before as-of is known the clock stands at the beginning of time: history lies in its
        // future and decides nothing.
        try (StopSignal stop = StopSignal.listen();
                Engine engine = Engine.open(data, Optional.of(Instant.EPOCH), Clock.systemUTC())) {
            DemoFolder folder = new DemoFolder(engine, data);
            folder.claim(orders.isEmpty());
            DemoWorker worker = new DemoWorker(folder, terminal);
            DemoReport report = worker.run(orders, inCurrency, asOf, at.links());
            double total = (System.nanoTime() - began) / 1e9;
            json.ifPresent(file -> file.write(report.json(worker.seconds(), total)));
            report.lines(worker.seconds(), total).forEach(terminal::say);
            worker.told(report);
            if (exit) {
                terminal.say("Look at it with: epistle serve --data %s".formatted(data));
            }
            return exit
                    ? 0
                    : ServeCommand.serve(
                            engine,
                            Routing.NONE,
                            Optional.of(report.models()),
                            terminal,
                            at,
                            stop,
                            server ->
                                    orders.isEmpty()
                                            ? LiveDemoWorker.start(engine, server, terminal)
                                            : () -> {});
        }
    }
}
