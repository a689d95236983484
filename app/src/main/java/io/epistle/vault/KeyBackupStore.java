package io.epistle.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Backups of the keys: one folder each, named by its moment. They are kept for a few days only,
/// since a key that is destroyed lives on in them until they go.
public final class KeyBackupStore {
    /// How long a backup of keys is kept.
    public static final Duration KEPT = Duration.ofDays(7);

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'keys-'uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String CANARY = "canary";
    private static final String SLOTS = "slots";
    private static final List<String> FILES = List.of("master.key", SLOTS, CANARY);

    private KeyBackupStore() {}

    /// Makes a backup of the keys in `keys` as a new folder in `folder`, and deletes those there
    /// that are older than [#KEPT]. A vault may use the keys meanwhile.
    ///
    /// @return where the backup lies
    /// @throws VaultException in one sentence where it cannot be written
    public static Path make(Path keys, Path folder, Instant now) {
        Path made = folder.resolve(NAME.format(now));
        try {
            Files.createDirectories(folder);
            copy(keys, made);
            expire(folder, now);
            return made;
        } catch (IOException refused) {
            throw refused("The keys cannot be backed up to " + made, refused);
        }
    }

    /// Puts a backup in the place of keys that were lost.
    ///
    /// @throws VaultException in one sentence where there are keys, or the backup is none
    public static void restore(Path backup, Path keys) {
        if (Vault.isIn(keys)) {
            throw new VaultException(
                    "Found keys in %s already; leave --keys out, or move them away first, since keys that were destroyed since the backup would live again."
                            .formatted(keys));
        }
        long _ = verify(backup);
        try {
            copy(backup, keys);
        } catch (IOException refused) {
            throw refused("The keys cannot be restored to " + keys, refused);
        }
    }

    /// Opens every live key of a backup and counts them.
    ///
    /// @throws VaultException in one sentence where it is no backup of keys, or one does not open
    public static long verify(Path backup) {
        if (!Vault.isIn(backup)) {
            throw new VaultException(
                    "Found no backup of keys in %s: expected a folder named such as %s."
                            .formatted(backup, NAME.format(Instant.EPOCH)));
        }
        try (Vault vault = Vault.open(backup)) {
            return vault.countLive();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        createPrivate(to);
        for (String name : FILES) {
            Path file = from.resolve(name);
            if (Files.exists(file)) {
                Files.copy(file, to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void createPrivate(Path folder) throws IOException {
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (UnsupportedOperationException noPosixPermissions) {
            Files.createDirectories(folder);
        }
    }

    private static void expire(Path folder, Instant now) throws IOException {
        try (Stream<Path> backups = Files.list(folder)) {
            for (Path backup : backups.filter(path -> isExpired(path, now)).toList()) {
                delete(backup);
            }
        }
    }

    private static boolean isExpired(Path path, Instant now) {
        try {
            Instant made = NAME.parse(path.getFileName().toString(), Instant::from);
            return made.isBefore(now.minus(KEPT));
        } catch (DateTimeParseException notOurs) {
            return false;
        }
    }

    private static void delete(Path backup) throws IOException {
        try (Stream<Path> files = Files.walk(backup)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static VaultException refused(String what, IOException refused) {
        return new VaultException(
                "%s: %s (%s)."
                        .formatted(what, refused.getMessage(), refused.getClass().getSimpleName()));
    }
}
