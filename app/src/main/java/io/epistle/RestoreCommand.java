package io.epistle;

import io.epistle.safety.BackupManifest;
import io.epistle.safety.BackupStore;
import io.epistle.safety.JournalFile;
import io.epistle.safety.SafetyJournal;
import io.epistle.safety.SafetyReplay;
import io.epistle.send.Hold;
import io.epistle.send.LedgerRecovery;
import io.epistle.vault.KeyBackupStore;
import io.epistle.vault.Vault;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// `epistle restore DIR`: puts a backup in the place of a folder's store, brought up to what the
/// safety journal knows, with sending held.
final class RestoreCommand implements Command {
    private final Terminal terminal;

    RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public CommandSpec spec() {
        return named(
                        "restore",
                        "Puts a backup in the place of a folder's store. Who withdrew since stays"
                                + " withdrawn, who was mailed since is not mailed again, and"
                                + " sending is held.")
                .addPositional(
                        PositionalParamSpec.builder()
                                .paramLabel("DIR")
                                .type(Path.class)
                                .arity("1")
                                .description("the backup")
                                .build())
                .addOption(
                        OptionSpec.builder("--keys")
                                .paramLabel("DIR")
                                .type(Path.class)
                                .description("a backup of the keys, for a folder that lost them")
                                .build())
                .addOption(
                        OptionSpec.builder("--without-journal")
                                .description(
                                        "restores although it is not known who withdrew and who was"
                                                + " mailed since the backup")
                                .build())
                .addOption(Command.dataOption());
    }

    @Override
    public int run(ParseResult given) {
        BackupStore backup = new BackupStore(given.matchedPositionalValue(0, Path.of("")));
        DataFolder folder = new DataFolder(Command.data(given));
        Optional<Path> keys = Optional.ofNullable(given.matchedOptionValue("--keys", null));
        try (LockFile _ = LockFile.takeToRestore(folder)) {
            keys.ifPresent(from -> KeyBackupStore.restore(from, folder.keys()));
            if (!Vault.isIn(folder.keys())) {
                throw new Refusal(
                        "Found no keys in %s; give a backup of them with --keys DIR, since nothing can be read without."
                                .formatted(folder.keys()));
            }
            try (Vault vault = Vault.open(folder.keys())) {
                BackupManifest manifest = backup.manifest(vault);
                Optional<String> unknown = unknown(folder, vault, manifest);
                if (unknown.isPresent() && !given.hasMatchedOption("--without-journal")) {
                    throw new Refusal(
                            "%s So it is not known who withdrew and who was mailed since %s. To restore all the same, with everything that was waiting marked as uncertain: --without-journal"
                                    .formatted(unknown.get(), manifest.takenAt()));
                }
                restore(folder, vault, backup, manifest, unknown.isEmpty());
            }
        }
        return 0;
    }

    /// Why the journal does not tell all that happened since a backup; absent where it does.
    private static Optional<String> unknown(
            DataFolder folder, Vault vault, BackupManifest manifest) {
        if (!Files.exists(folder.journal())) {
            return Optional.of("Found no safety journal %s.".formatted(folder.journal()));
        }
        JournalFile.Contents journal =
                JournalFile.read(
                        folder.journal(), SafetyJournal.seal(vault), Long.MAX_VALUE, _ -> {});
        if (journal.id() != manifest.journal()) {
            return Optional.of(
                    "The safety journal %s was begun after the backup was taken."
                            .formatted(folder.journal()));
        }
        if (journal.end() < manifest.position()) {
            return Optional.of(
                    "The safety journal %s ends before the backup was taken: it is an old copy."
                            .formatted(folder.journal()));
        }
        return Optional.empty();
    }

    private void restore(
            DataFolder folder,
            Vault vault,
            BackupStore backup,
            BackupManifest manifest,
            boolean isKnown) {
        BackupStore.delete(folder.restoring());
        try {
            terminal.tell("restore ...");
            backup.copyTo(folder.restoring(), manifest);
            try (Engine engine =
                    Engine.restoring(folder, vault, folder.restoring(), Clock.systemUTC())) {
                replay(engine, manifest, isKnown);
                Hold hold = engine.writer.apply(turn -> Hold.place(turn, "restored from a backup"));
                prove(engine);
                terminal.say(
                        "Restored %s as of %s. Sending is %s; let it go on with: epistle hold --release"
                                .formatted(
                                        Counted.of(manifest.facts(), "fact"),
                                        manifest.takenAt(),
                                        SendingSaid.of(hold)));
                terminal.say(SendingSaid.mode(engine.store));
            }
        } catch (RuntimeException refused) {
            BackupStore.delete(folder.restoring());
            throw refused;
        }
        replace(folder);
    }

    private void replay(Engine engine, BackupManifest manifest, boolean isKnown) {
        SafetyReplay replay = engine.replay();
        SafetyReplay.Counts counts = SafetyReplay.Counts.NONE;
        if (Files.exists(engine.folder.journal())) {
            counts =
                    replay.all(
                            engine.folder.journal(),
                            SafetyJournal.seal(engine.vault),
                            isKnown ? manifest.position() : 0);
        }
        int doubted = isKnown ? 0 : engine.writer.apply(LedgerRecovery::doubt);
        terminal.say(
                "Known of the time since: %s, %s, %s that ended, %s uncertain."
                        .formatted(
                                Counted.of(
                                        counts.suppressed(),
                                        "suppressed address",
                                        "suppressed addresses"),
                                Counted.of(
                                        counts.chosen(),
                                        "wish for less mail",
                                        "wishes for less mail"),
                                Counted.of(counts.ended(), "message"),
                                Counted.of(counts.uncertain() + doubted, "message")));
        if (counts.unknown() > 0) {
            terminal.say(
                    "%s came from people whom the backup does not know: if they are imported again, so must what they withdrew."
                            .formatted(Counted.of(counts.unknown(), "withdrawal")));
        }
        if (!isKnown) {
            terminal.say(
                    "Campaigns that were started after the backup are not known: do not run them"
                            + " again.");
        }
    }

    private static void prove(Engine engine) {
        List<String> findings = new Check(engine).run().findings();
        if (!findings.isEmpty()) {
            throw new Refusal(
                    "%s\nWhat the backup holds does not agree, as above; nothing was changed. Use another backup, or keys that are not older than it."
                            .formatted(String.join("\n", findings)));
        }
    }

    private void replace(DataFolder folder) {
        try {
            if (Files.exists(folder.store())) {
                Path aside = folder.replaced(Clock.systemUTC().millis());
                Files.move(folder.store(), aside);
                terminal.say("The store that was replaced lies in %s.".formatted(aside));
            }
            Files.move(folder.restoring(), folder.store());
        } catch (IOException refused) {
            throw new Refusal(
                    "The restored store in %s cannot take its place (%s); free the folder and do epistle restore again."
                            .formatted(folder.restoring(), refused.getClass().getSimpleName()));
        }
    }
}
