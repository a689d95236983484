package io.epistle;

import io.epistle.send.Routing;

import picocli.CommandLine.ParseResult;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;

/// How a command comes to the engine of a data folder: it opens the folder itself, or borrows the
/// engine of the server that carries the command out.
interface Folders {
    /// Opens folders for a command that has them to itself.
    Folders OWN =
            new Folders() {
                @Override
                public Opened open(Path data) {
                    return new Opened(Command.open(data), Optional.empty());
                }

                @Override
                public Opened openKnown(Path data) {
                    Command.requireKnown(data);
                    return open(data);
                }

                @Override
                public Optional<ControlClient> server(Path data) {
                    return ControlClient.connect(new DataFolder(data));
                }

                @Override
                public int alone(IntSupplier work) {
                    return work.getAsInt();
                }
            };

    /// An engine at work.
    ///
    /// @param sending what sends for a server; absent where the engine is the command's own and
    ///   ends with it
    record Opened(Engine engine, Optional<LiveSending> sending) implements AutoCloseable {
        /// Where mails are handed over: as the server does, or as the configuration says that a
        /// command names. Its relay is the caller's to close where it is the command's own.
        ///
        /// @throws Command.NotUnderstood where a configuration is named beside a server
        Routing routing(ParseResult given) {
            if (sending.isEmpty()) {
                return engine.routing(ConfigFile.read(given));
            }
            if (given.hasMatchedOption("--config")) {
                throw new Command.NotUnderstood(
                        "Found --config while a server holds the folder, which goes by its own;"
                                + " leave it out.");
            }
            return sending.get().routing();
        }

        @Override
        public void close() {
            if (sending.isEmpty()) {
                engine.close();
            }
        }
    }

    /// The engine of a folder, which is made where there is none.
    Opened open(Path data);

    /// The engine of a folder that has data already.
    ///
    /// @throws Command.Refusal where it has none: a mistyped name makes no new folder
    Opened openKnown(Path data);

    /// The server that is to carry a command out; absent where nobody else is.
    Optional<ControlClient> server(Path data);

    /// Does work that only one command at a time may do.
    ///
    /// @throws Command.Refusal where another one is at it
    int alone(IntSupplier work);

    /// The engine of a server, for commands that it carries out for others.
    static Folders of(Engine serving, LiveSending sending) {
        Semaphore alone = new Semaphore(1);
        return new Folders() {
            @Override
            public Opened open(Path data) {
                return new Opened(serving, Optional.of(sending));
            }

            @Override
            public Opened openKnown(Path data) {
                return open(data);
            }

            @Override
            public Optional<ControlClient> server(Path data) {
                return Optional.empty();
            }

            @Override
            public int alone(IntSupplier work) {
                if (!alone.tryAcquire()) {
                    throw new Command.Refusal(
                            "The server is at another import, apply, training, campaign or backup;"
                                    + " ask again when that has ended.");
                }
                try {
                    return work.getAsInt();
                } finally {
                    alone.release();
                }
            }
        };
    }
}
