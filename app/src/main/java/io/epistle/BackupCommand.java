package io.epistle;

import io.epistle.safety.BackupManifest;
import io.epistle.safety.BackupStore;
import io.epistle.safety.SafetyJournal;
import io.epistle.store.RocksStore;
import io.epistle.store.Rows;
import io.epistle.store.TimelineStore;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `epistle backup DIR`: a copy of the store as it is at one moment, checked.
final class BackupCommand implements Command {
    private static final String LAST = "backed_up";

    private final Terminal terminal;
    private final Folders folders;

    BackupCommand(Terminal terminal, Folders folders) {
        this.terminal = terminal;
        this.folders = folders;
    }

    @Override
    public Beside beside() {
        return Beside.SERVED_ALONE;
    }

    @Override
    public CommandSpec spec() {
        return named(
                        "backup",
                        "Copies the store as it is at one moment, and checks the copy. Keys are not"
                                + " in it: see epistle keys.")
                .addPositional(
                        PositionalParamSpec.builder()
                                .paramLabel("DIR")
                                .type(Path.class)
                                .arity("1")
                                .description("a new folder for the backup, best on another disk")
                                .build())
                .addOption(Command.dataOption());
    }

    @Override
    public int run(ParseResult given) {
        Path to = given.matchedPositionalValue(0, Path.of(""));
        try (Folders.Opened opened = folders.openKnown(Command.data(given))) {
            Engine engine = opened.engine();
            BackupStore backup = new BackupStore(to);
            backup.requireEmpty();
            BackupManifest manifest = take(engine, backup);
            terminal.say(
                    "The backup %s holds %s as of %s, in %s that were read again; everything agrees."
                            .formatted(
                                    to,
                                    Counted.of(manifest.facts(), "fact"),
                                    manifest.takenAt(),
                                    Counted.of(manifest.files().size(), "file")));
            terminal.say("The keys are not in it; back them up with: epistle keys backup DIR");
            return 0;
        }
    }

    /// Takes a backup of what is committed now, beside whatever else the engine does.
    ///
    /// @throws Refusal where what is stored does not agree with itself; then there is no backup
    static BackupManifest take(Engine engine, BackupStore backup) {
        SafetyJournal journal = engine.journal.orElseThrow();
        engine.folder.deleteCheckpoint();
        try {
            // Inside a turn everything in front of the journal's position is committed.
            BackupStore.Moment moment =
                    engine.writer.apply(turn ->
                            new BackupStore.Moment(
                                    turn.now(),
                                    TimelineStore.facts(turn),
                                    journal.id(),
                                    journal.position()));
            engine.store.checkpoint(engine.folder.checkpoint());
            BackupManifest manifest =
                    backup.write(engine.folder.checkpoint(), moment, engine.vault);
            check(engine);
            long _ =
                    engine.writer.apply(turn -> {
                        turn.put(TimelineStore.COUNTERS, LAST, manifest.takenAt().toEpochMilli());
                        return manifest.takenAt().toEpochMilli();
                    });
            return manifest;
        } finally {
            engine.folder.deleteCheckpoint();
        }
    }

    /// When the last backup was taken; absent where none was.
    static Optional<Instant> last(Rows rows) {
        return rows.get(TimelineStore.COUNTERS, LAST).map(Instant::ofEpochMilli);
    }

    /// Checks the very files that were copied: the copy was found equal to them.
    private static void check(Engine engine) {
        try (RocksStore copied = RocksStore.open(engine.folder.checkpoint(), Tables.ALL)) {
            List<String> findings = new Check(engine, copied).run().findings();
            if (!findings.isEmpty()) {
                throw new Refusal(
                        "%s\nThe backup was written, but what is stored does not agree with itself, as above; keep older backups."
                                .formatted(String.join("\n", findings)));
            }
        }
    }
}
