package io.epistle;

import io.epistle.collect.http.CollectEndpoint;
import io.epistle.console.ConsoleServer;
import io.epistle.console.LinkActions;
import io.epistle.console.Unsubscribing;
import io.epistle.console.stored.StoredConsole;
import io.epistle.predict.Models;
import io.epistle.segment.DueWorker;
import io.epistle.send.MailLinks;
import io.epistle.send.MailboxBounds;
import io.epistle.send.Routing;
import io.epistle.send.Unsubscribes;
import io.epistle.store.RetentionWorker;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// `epistle serve`: console and collection over a data folder, until it is told to stop.
final class ServeCommand implements Command {
    private final Terminal terminal;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public CommandSpec spec() {
        return named(
                        "serve",
                        "Serves the console of a data folder on this machine, and collects events"
                                + " into it.")
                .addOption(portOption())
                .addOption(addressOption())
                .addOption(ConfigFile.option())
                .addOption(Command.dataOption());
    }

    /// The option `--address URL`.
    static OptionSpec addressOption() {
        return OptionSpec.builder("--address")
                .paramLabel("URL")
                .type(String.class)
                .description(
                        "where the links in mails lead: the address under which epistle serve is"
                                + " reached (default: address of the configuration, else this"
                                + " machine)")
                .build();
    }

    /// The address that `--address` names; absent where it names none.
    static Optional<URI> address(ParseResult given) {
        return Optional.<String>ofNullable(given.matchedOptionValue("--address", null))
                .map(said ->
                        ConfigReading.ADDRESS_FORM
                                .reading()
                                .apply(said)
                                .orElseThrow(() ->
                                        new NotUnderstood(
                                                "Found --address %s, expected one such as https://mail.example.com, without a path."
                                                        .formatted(said))));
    }

    /// The option `--port PORT`.
    static OptionSpec portOption() {
        return OptionSpec.builder("--port")
                .paramLabel("PORT")
                .type(Integer.class)
                .description("the console's port (default: %d)".formatted(Config.PORT))
                .build();
    }

    /// The port that `--port` names, or `standard`; for 0 one that is free, so that links can name
    /// it before the console is served.
    static int port(ParseResult given, int standard) {
        int port = given.matchedOptionValue("--port", standard);
        if (port < 0 || port > 65_535) {
            throw new NotUnderstood(
                    "Found --port %d, expected 0 to 65535 (0 takes any free one).".formatted(port));
        }
        return port == 0 ? freePort() : port;
    }

    /// What cannot be served at the end is refused at the beginning.
    static void requireFree(int port) {
        try {
            ConsoleServer.requireFree(InetAddress.getLoopbackAddress(), port);
        } catch (IOException taken) {
            throw new Refusal(String.valueOf(taken.getMessage()));
        }
    }

    static int freePort() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException none) {
            throw new Refusal("Found no free port on this machine; close a program or name one.");
        }
    }

    @Override
    public int run(ParseResult given) {
        Config config = ConfigFile.read(given);
        int port = port(given, config.port());
        Served at = new Served(port, config.links(address(given), port), config.mailbox());
        Path data = Command.data(given);
        boolean isNew = !Files.isDirectory(data);
        try (StopSignal stop = StopSignal.listen();
                Engine engine = Command.open(data)) {
            if (isNew) {
                terminal.say(
                        "The data folder %s is new and empty. Fill it: epistle apply DIR, epistle import FILE --as orders"
                                .formatted(data.toAbsolutePath()));
            }
            return serve(
                    engine,
                    engine.routing(config),
                    Optional.empty(),
                    terminal,
                    at,
                    stop,
                    _ -> () -> {});
        }
    }

    /// What a server goes by.
    ///
    /// @param port its port on this machine
    /// @param links where the links in mails lead
    /// @param mailbox how much the built-in mailbox keeps
    record Served(int port, URI links, MailboxBounds mailbox) {
        /// One that is reached from this machine alone.
        static Served here(int port) {
            return new Served(port, URI.create("http://127.0.0.1:" + port), MailboxBounds.STANDARD);
        }
    }

    /// What runs beside a server.
    @FunctionalInterface
    interface Companion {
        /// Starts it; closing ends it.
        Running start(ConsoleServer server);
    }

    /// Something that runs until it is closed.
    @FunctionalInterface
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /// Serves the console until the process is told to stop.
    ///
    /// @param routing where mails are handed over; its relay is closed with the server
    /// @param models what to recommend by; where absent they are trained while the console is
    ///   served
    /// @param companion what runs as long as the server does
    static int serve(
            Engine engine,
            Routing routing,
            Optional<Models> models,
            Terminal terminal,
            Served at,
            StopSignal stop,
            Companion companion) {
        // Closed behind the server: what works beside it is waited for before the store closes.
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            ServedModels served =
                    models.map(trained -> ServedModels.of(engine, trained))
                            .orElseGet(() -> ServedModels.train(engine, beside));
            return serve(engine, routing, served, terminal, at, stop, companion, beside);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (IOException refused) {
            throw new Refusal(String.valueOf(refused.getMessage()));
        }
    }

    private static int serve(
            Engine engine,
            Routing routing,
            ServedModels models,
            Terminal terminal,
            Served at,
            StopSignal stop,
            Companion companion,
            ExecutorService beside)
            throws IOException, InterruptedException {
        try (LiveSending sending = LiveSending.start(engine, routing, models, at.links());
                ControlServer _ = control(engine, sending);
                WatchWorker watching = WatchWorker.start(engine, routing);
                DueWorker _ =
                        DueWorker.start(
                                engine.dueTimes, engine.sweep, engine.clock, watching::mayDecide);
                RetentionWorker _ =
                        RetentionWorker.start(engine.retentions(at.mailbox()), engine.writer);
                ConsoleServer server = start(engine, routing, models::known, at, beside)) {
            terminal.say("");
            terminal.say("The console is at %s. Stop with Ctrl-C.".formatted(server.console()));
            terminal.say(SendingSaid.of(engine, routing));
            terminal.say(collecting(engine, server));
            try (Running _ = companion.start(server)) {
                stop.await();
            }
            engine.collect.drain();
            sending.drain();
            return 0;
        }
    }

    /// Takes commands beside the server, by the code that would run without it.
    private static ControlServer control(Engine engine, LiveSending sending) throws IOException {
        Folders folders = Folders.of(engine, sending);
        try {
            return ControlServer.start(
                    engine.folder,
                    (words, asker, terminal) -> Main.run(words, terminal, folders, asker));
        } catch (IOException refused) {
            throw new IOException(
                    "The socket %s for commands beside the server cannot be made: %s. Name a folder with a shorter path with --data."
                            .formatted(engine.folder.control(), refused.getMessage()),
                    refused);
        }
    }

    private static String collecting(Engine engine, ConsoleServer server) {
        String address = "Events are collected at %s/v1".formatted(server.address());
        return engine.publisher.live().sources().byKey().isEmpty()
                ? address + " once a source is defined: epistle apply, kind source."
                : address + ", under the write keys of the sources in force.";
    }

    /// Starts console and collection on the loopback address.
    static ConsoleServer start(
            Engine engine,
            Routing routing,
            Supplier<Optional<Models>> models,
            Served at,
            Executor beside)
            throws IOException {
        MailLinks links = engine.links(at.links());
        return ConsoleServer.start(
                InetAddress.getLoopbackAddress(),
                at.port(),
                List.of(),
                engine.console(routing, models, StoredConsole.SEARCHED_STANDARD, beside),
                actions(engine, links),
                Optional.of(
                        new CollectEndpoint(
                                () -> engine.publisher.live().sources(),
                                engine.collect,
                                engine.rejections,
                                engine.clock,
                                engine.wall)));
    }

    /// What the links in mails do.
    private static LinkActions actions(Engine engine, MailLinks links) {
        return new LinkActions(
                unsubscribing(engine.unsubscribes(links)),
                engine.responses(links),
                engine.preferences(links));
    }

    private static Unsubscribing unsubscribing(Unsubscribes unsubscribes) {
        return token ->
                switch (unsubscribes.withdraw(token)) {
                    case DONE -> new Unsubscribing.Withdrawal.Done();
                    case ALREADY -> new Unsubscribing.Withdrawal.Already();
                    case UNKNOWN -> new Unsubscribing.Withdrawal.UnknownToken();
                };
    }
}
