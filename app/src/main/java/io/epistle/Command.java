package io.epistle;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;

/// One verb of the command line. Its options are declared in [#spec] and read from the parse
/// result: no reflection.
interface Command {
    /// Where everything lies unless `--data` says otherwise.
    Path DATA = Path.of("data");

    /// Name, options, positions and their descriptions; made with [#named].
    CommandSpec spec();

    /// Does the work.
    ///
    /// @return the exit code: 0 done, 1 the work failed
    /// @throws Refusal with the sentence for the user where the work cannot be done
    /// @throws NotUnderstood with the sentence for the user where nothing of that kind can be asked
    int run(ParseResult given);

    /// How a command works while a server holds its data folder.
    enum Beside {
        /// Not at all: it needs the folder to itself, or none.
        APART,
        /// The server carries it out.
        SERVED,
        /// The server carries it out, one such command at a time.
        SERVED_ALONE
    }

    /// How this command works while a server holds its data folder.
    default Beside beside() {
        return Beside.APART;
    }

    /// The beginning of a spec: this command's name and what it does.
    default CommandSpec named(String name, String description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(name);
        spec.usageMessage().description(description);
        return spec;
    }

    /// The option `--data DIR`.
    static OptionSpec dataOption() {
        return dataOption(DATA);
    }

    /// The option `--data DIR` with another default.
    static OptionSpec dataOption(Path standard) {
        return OptionSpec.builder("--data")
                .paramLabel("DIR")
                .type(Path.class)
                .description("the data folder (default: %s)".formatted(standard))
                .build();
    }

    /// The folder that `--data` names.
    static Path data(ParseResult given) {
        return given.matchedOptionValue("--data", DATA);
    }

    /// Opens the engine of a folder under the wall clock, or where the folder stands.
    static Engine open(Path data) {
        return Engine.open(data, Optional.empty(), Clock.systemUTC());
    }

    /// Why a command cannot be understood: one sentence, exit code 2.
    final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotUnderstood(String sentence) {
            super(sentence);
        }
    }

    /// Refuses a folder that has no data yet: a mistyped name makes no new folder.
    ///
    /// @throws Refusal where it has none
    static void requireKnown(Path data) {
        DataFolder folder = new DataFolder(data);
        if (!Files.isDirectory(folder.store()) && !Files.exists(folder.restoring())) {
            throw new Refusal(
                    "Found no data in the folder %s; name the right one with --data (that of the demonstration is data/demo)."
                            .formatted(data.toAbsolutePath()));
        }
    }

    /// The end of a sentence about an unknown name: the known ones.
    static String oneOf(Collection<String> known) {
        return known.isEmpty()
                ? "none is defined yet, epistle apply brings some"
                : "expected one of: " + String.join(", ", known);
    }

    /// Why a command cannot do its work: one sentence, exit code 1.
    final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refusal(String sentence) {
            super(sentence);
        }
    }
}
