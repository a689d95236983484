package io.epistle;

import io.epistle.definition.Problem;
import io.epistle.definition.Problems;
import io.epistle.definition.Settings;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The file that configures a server, and the environment, which wins over it.
///
/// @param path where it is
/// @param isNamed whether somebody named it, so that it must be there
record ConfigFile(Path path, boolean isNamed) {
    /// The option `--config FILE`.
    static OptionSpec option() {
        return OptionSpec.builder("--config")
                .paramLabel("FILE")
                .type(Path.class)
                .description(
                        "the configuration (default: epistle.yaml in the data folder, where there"
                                + " is one)")
                .build();
    }

    /// What the command line, the data folder and this process's environment say.
    ///
    /// @throws Command.Refusal with all that is wrong
    static Config read(ParseResult given) {
        return of(given).read(new TreeMap<>(System.getenv()));
    }

    private static ConfigFile of(ParseResult given) {
        return Optional.<Path>ofNullable(given.matchedOptionValue("--config", null))
                .map(named -> new ConfigFile(named, true))
                .orElseGet(
                        () -> new ConfigFile(new DataFolder(Command.data(given)).config(), false));
    }

    /// The configuration of this file under an environment.
    ///
    /// @throws Command.Refusal with all that is wrong, a line each
    Config read(SortedMap<String, String> environment) {
        Problems problems = new Problems();
        ConfigReading reading = new ConfigReading(environment, problems, this::password);
        Optional<Config> config = Settings.read(path.toString(), text(), problems, reading::read);
        return config.orElseThrow(() ->
                new Command.Refusal(
                        String.join(
                                "\n", problems.sorted().stream().map(Problem::toString).toList())));
    }

    private String text() {
        if (isNamed) {
            new NamedFile(path, "--config").requireThere("a configuration");
        }
        return Files.exists(path) ? text(path) : "";
    }

    /// The password in a file, which is named from this one's folder; a line end at its end is none
    /// of it.
    private String password(String named) {
        String password = text(path.resolveSibling(named)).replaceAll("[\r\n]+\\z", "");
        if (password.isEmpty() || password.lines().count() > 1) {
            throw new Command.Refusal(
                    "Found %s in %s, expected the password of the relay on one line."
                            .formatted(
                                    password.isEmpty() ? "nothing" : "several lines",
                                    path.resolveSibling(named)));
        }
        return password;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException notText) {
            throw new Command.Refusal("The file %s is no text in UTF-8.".formatted(file));
        } catch (IOException refused) {
            throw new Command.Refusal(
                    "The file %s cannot be read (%s); see that it is there and Epistle's user may read it."
                            .formatted(file, refused.getClass().getSimpleName()));
        }
    }
}
