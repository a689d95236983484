package io.epistle;

import io.epistle.store.StoreException;
import io.epistle.vault.VaultException;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/// The command line of Epistle. Exit codes: 0 done, 1 the work failed, 2 the command was not
/// understood.
public final class Main {
    /// The version of this program.
    static final String VERSION = "0.1.0";

    /// Held so that the level stays set: the server's own notes are of no use to whoever runs a
    /// command.
    private static final Logger SERVER_LOG = Logger.getLogger("io.helidon");

    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] arguments) {
        SERVER_LOG.setLevel(Level.WARNING);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, out, err));
    }

    /// Runs one command, writing to `out` and `err`, and returns its exit code.
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        Terminal terminal = new Terminal(out, err, isWatched());
        return run(List.of(arguments), terminal, Folders.OWN, Path.of(""));
    }

    /// Runs one command over the engines of `folders`.
    ///
    /// @param asker the folder that relative paths are meant from
    static int run(List<String> words, Terminal terminal, Folders folders, Path asker) {
        PrintWriter err = terminal.err();
        CommandSpec root = CommandSpec.create().name("epistle").mixinStandardHelpOptions(true);
        root.version("epistle " + VERSION);
        root.usageMessage().description("Writes every customer the email that fits them.");
        CommandLine line = new CommandLine(root);
        for (Command command : commands(terminal, folders)) {
            line.addSubcommand(new CommandLine(command.spec().mixinStandardHelpOptions(true)));
        }
        line.registerConverter(Path.class, asker::resolve);
        line.setOut(terminal.out()).setErr(err);
        line.setExecutionStrategy(given -> execute(given, words, terminal, folders));
        line.setParameterExceptionHandler((wrong, _) -> notUnderstood(wrong, err));
        Optional<String> unknown =
                words.stream()
                        .findFirst()
                        .filter(word -> !word.startsWith("-"))
                        .filter(word -> !line.getSubcommands().containsKey(word));
        if (unknown.isPresent()) {
            err.println(
                    "Found no command %s; expected one of: %s. See: epistle --help"
                            .formatted(
                                    unknown.get(),
                                    String.join(", ", line.getSubcommands().keySet())));
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(words.toArray(String[]::new));
    }

    private static boolean isWatched() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static List<Command> commands(Terminal terminal, Folders folders) {
        return List.of(
                new DemoCommand(terminal),
                new ServeCommand(terminal),
                new ApplyCommand(terminal, folders),
                new ImportCommand(terminal, folders),
                new TrainCommand(terminal, folders),
                new ExplainCommand(terminal, folders),
                new CampaignCommand(terminal, folders),
                new CheckCommand(terminal, folders),
                new HoldCommand(terminal, folders),
                new GoLiveCommand(terminal, folders),
                new BackupCommand(terminal, folders),
                new RestoreCommand(terminal),
                new KeysCommand(terminal));
    }

    private static int execute(
            ParseResult given, List<String> words, Terminal terminal, Folders folders) {
        ParseResult asked = given;
        while (asked.hasSubcommand()) {
            asked = asked.subcommand();
        }
        CommandLine line = asked.commandSpec().commandLine();
        if (CommandLine.printHelpIfRequested(asked)) {
            return CommandLine.ExitCode.OK;
        }
        if (asked.commandSpec().userObject() instanceof Command command) {
            return carriedOut(command, asked, words, terminal, folders);
        }
        line.usage(line.getOut());
        return CommandLine.ExitCode.USAGE;
    }

    /// Carries a command out, or has it done by the server that holds the data folder.
    private static int carriedOut(
            Command command,
            ParseResult asked,
            List<String> words,
            Terminal terminal,
            Folders folders) {
        PrintWriter err = terminal.err();
        try {
            requireNamed(asked);
            if (command.beside() == Command.Beside.APART) {
                return command.run(asked);
            }
            Optional<ControlClient> server = folders.server(Command.data(asked));
            if (server.isPresent()) {
                try (ControlClient asking = server.get()) {
                    return asking.run(words, terminal);
                }
            }
            return command.beside() == Command.Beside.SERVED
                    ? command.run(asked)
                    : folders.alone(() -> command.run(asked));
        } catch (Command.NotUnderstood wrong) {
            err.println(wrong.getMessage());
            return CommandLine.ExitCode.USAGE;
        } catch (RuntimeException failed) {
            err.println(sentence(failed));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /// What a command cannot do without is asked for by its name.
    private static void requireNamed(ParseResult asked) {
        CommandSpec spec = asked.commandSpec();
        List<PositionalParamSpec> needed =
                spec.positionalParameters().stream().filter(one -> one.arity().min() > 0).toList();
        for (PositionalParamSpec one : needed) {
            if (!asked.hasMatchedPositional(one.index().min())) {
                String all =
                        needed.stream()
                                .map(PositionalParamSpec::paramLabel)
                                .collect(Collectors.joining(" "));
                throw new Command.NotUnderstood(
                        "Found no %s; expected %s %s."
                                .formatted(one.paramLabel(), spec.qualifiedName(), all));
            }
        }
    }

    private static int notUnderstood(ParameterException wrong, PrintWriter err) {
        err.println(found(wrong));
        err.println(
                "See: %s --help"
                        .formatted(wrong.getCommandLine().getCommandSpec().qualifiedName()));
        return CommandLine.ExitCode.USAGE;
    }

    private static String found(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return "Found %s, which %s does not know."
                    .formatted(
                            unmatched.getUnmatched().getFirst(),
                            wrong.getCommandLine().getCommandSpec().qualifiedName());
        }
        boolean isNumber =
                wrong.getArgSpec() != null && wrong.getArgSpec().type().equals(Integer.class);
        return isNumber && wrong.getValue() != null
                ? "Found %s %s; expected a whole number."
                        .formatted(
                                wrong.getArgSpec() instanceof OptionSpec option
                                        ? option.longestName()
                                        : wrong.getArgSpec().paramLabel(),
                                wrong.getValue())
                : String.valueOf(wrong.getMessage());
    }

    /// What a person is told: the sentence of a failure that has one; of a defect of ours, its
    /// kind.
    private static String sentence(RuntimeException failed) {
        return switch (failed) {
            case Command.Refusal refusal -> String.valueOf(refusal.getMessage());
            case StoreException store -> String.valueOf(store.getMessage());
            case VaultException vault -> String.valueOf(vault.getMessage());
            default ->
                    "Epistle failed in a way it should not (%s). Run epistle check to see whether what is stored agrees, and please report this."
                            .formatted(failed);
        };
    }
}
