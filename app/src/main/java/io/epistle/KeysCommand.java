package io.epistle;

import io.epistle.vault.KeyBackupStore;
import io.epistle.vault.Vault;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// `epistle keys backup|verify DIR`: the backups of keys, apart from those of the data, since a key
/// that was destroyed must be gone from them soon.
final class KeysCommand implements Command {
    private static final List<String> VERBS = List.of("backup", "verify");

    private final Terminal terminal;

    KeysCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public CommandSpec spec() {
        return named("keys", "Backs up the keys of a data folder, or reads a backup of them again.")
                .addPositional(
                        PositionalParamSpec.builder()
                                .index("0")
                                .paramLabel("backup|verify")
                                .type(String.class)
                                .arity("1")
                                .description(
                                        "backup makes a backup in DIR and deletes those there that"
                                                + " are older than %d days; verify opens every key"
                                                        .formatted(KeyBackupStore.KEPT.toDays())
                                                + " of a backup")
                                .build())
                .addPositional(
                        PositionalParamSpec.builder()
                                .index("1")
                                .paramLabel("DIR")
                                .type(Path.class)
                                .arity("1")
                                .description(
                                        "the folder of all key backups; for verify, one of them")
                                .build())
                .addOption(Command.dataOption());
    }

    @Override
    public int run(ParseResult given) {
        String verb = given.matchedPositionalValue(0, "");
        Path folder = given.matchedPositionalValue(1, Path.of(""));
        if (!VERBS.contains(verb)) {
            throw new NotUnderstood(
                    "Found keys %s, expected keys backup or keys verify.".formatted(verb));
        }
        if (verb.equals("verify")) {
            terminal.say(
                    "%s opens.".formatted(Counted.of(KeyBackupStore.verify(folder), "live key")));
            return 0;
        }
        Path keys = new DataFolder(Command.data(given)).keys();
        if (!Vault.isIn(keys)) {
            throw new Refusal(
                    "Found no keys in %s; name the right folder with --data.".formatted(keys));
        }
        Path made = KeyBackupStore.make(keys, folder, Clock.systemUTC().instant());
        terminal.say(
                "The key backup %s holds %s. Whoever has it can read every backup of the data."
                        .formatted(made, Counted.of(KeyBackupStore.verify(made), "live key")));
        return 0;
    }
}
