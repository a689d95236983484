package io.epistle.safety;

import io.epistle.store.StoreException;
import io.epistle.vault.Vault;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A backup: a folder with a copy of the store and, written last, a manifest. Without its manifest
/// it is none. It holds no key: what was erased since stays erased when it is restored.
///
/// @param folder where it lies
public record BackupStore(Path folder) {
    private static final String MANIFEST = "backup.json";
    private static final String STORE = "store";
    private static final int FORMAT = 1;
    private static final int COPY_BYTES = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What is copied is made by a copy at rest.
    ///
    /// @param journal which journal stood beside it
    /// @param position where that journal stood
    public record Moment(Instant takenAt, long facts, long journal, long position) {}

    /// Refuses to write where something lies already.
    ///
    /// @throws StoreException in one sentence
    public void requireEmpty() {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isPresent()) {
                    throw new StoreException(
                            "The folder %s is not empty; name a new one for the backup."
                                    .formatted(folder));
                }
            }
        } catch (IOException refused) {
            throw new StoreException(
                    "The folder %s cannot be made or read; name one for the backup in a place where this user may write."
                            .formatted(folder),
                    refused);
        }
    }

    /// Copies a store at rest into this backup, reads the copy again, and writes the manifest.
    ///
    /// @param store a store that nobody writes to, such as a checkpoint
    /// @throws StoreException in one sentence where it cannot be written, or what was read again is
    ///   not what was written
    public BackupManifest write(Path store, Moment moment, Vault vault) {
        try {
            SortedMap<String, String> files = copy(store, folder.resolve(STORE));
            BackupManifest manifest =
                    new BackupManifest(
                            moment.takenAt(),
                            moment.facts(),
                            moment.journal(),
                            moment.position(),
                            files);
            prove(manifest);
            write(manifest, vault);
            return manifest;
        } catch (IOException refused) {
            throw failed("The backup cannot be written to " + folder, refused);
        }
    }

    private void write(BackupManifest manifest, Vault vault) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT)
                .put("takenAt", manifest.takenAt().toString())
                .put("facts", manifest.facts())
                .put("journal", Long.toHexString(manifest.journal()))
                .put("position", manifest.position())
                .put("seal", manifest.seal(vault));
        ObjectNode files = json.putObject("files");
        manifest.files().forEach(files::put);
        Path unfinished = folder.resolve(MANIFEST + ".new");
        try (FileChannel out = forWriting(unfinished)) {
            byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
            Channels.newOutputStream(out).write(text);
            out.force(true);
        }
        Files.move(unfinished, folder.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
    }

    /// The manifest, proven to be of these keys and unchanged.
    ///
    /// @throws StoreException in one sentence where there is none, or it is another folder's
    public BackupManifest manifest(Vault vault) {
        Path file = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(file)) {
            throw new StoreException(
                    "Found no backup in %s: expected a folder with the file %s, which epistle backup writes last."
                            .formatted(folder, MANIFEST));
        }
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            if (json.path("format").asInt() != FORMAT) {
                throw new StoreException(
                        "The backup %s has the format %d, this program reads %d; use the program it was made with."
                                .formatted(folder, json.path("format").asInt(), FORMAT));
            }
            SortedMap<String, String> files = new TreeMap<>();
            json.path("files")
                    .properties()
                    .forEach(entry -> files.put(entry.getKey(), entry.getValue().asString()));
            BackupManifest manifest =
                    new BackupManifest(
                            Instant.parse(json.path("takenAt").asString()),
                            json.path("facts").asLong(),
                            Long.parseUnsignedLong(json.path("journal").asString(), 16),
                            json.path("position").asLong(),
                            files);
            if (!manifest.seal(vault).equals(json.path("seal").asString())) {
                throw new StoreException(
                        "The backup %s was made with other keys, or its file %s was changed; name a backup of this data folder."
                                .formatted(folder, MANIFEST));
            }
            return manifest;
        } catch (IOException
                | JacksonException
                | DateTimeException
                | IllegalArgumentException broken) {
            throw new StoreException(
                    "The file %s cannot be read (%s); name another backup."
                            .formatted(file, broken.getClass().getSimpleName()),
                    broken);
        }
    }

    /// Reads every file again.
    ///
    /// @throws StoreException in one sentence that names the first file that is not what it was
    public void prove(BackupManifest manifest) {
        try {
            for (var file : manifest.files().entrySet()) {
                Path path = folder.resolve(file.getKey());
                if (!Files.isRegularFile(path) || !digest(path).equals(file.getValue())) {
                    throw new StoreException(
                            "The file %s of the backup is %s; use another backup."
                                    .formatted(
                                            path,
                                            Files.exists(path)
                                                    ? "not what was written"
                                                    : "missing"));
                }
            }
        } catch (IOException broken) {
            throw failed("The backup %s cannot be read".formatted(folder), broken);
        }
    }

    /// Copies the store of this backup to `to`, on disk when this returns.
    ///
    /// @throws StoreException in one sentence where it cannot be written, or a copy is not what the
    ///   manifest says
    public void copyTo(Path to, BackupManifest manifest) {
        try {
            SortedMap<String, String> copied = copy(folder.resolve(STORE), to);
            if (!copied.equals(manifest.files())) {
                throw new StoreException(
                        "The backup %s changed while it was read; use another one."
                                .formatted(folder));
            }
        } catch (IOException refused) {
            throw failed("The backup %s cannot be copied to %s".formatted(folder, to), refused);
        }
    }

    /// Copies a folder of files, and tells what each was, by its path in a backup.
    private static SortedMap<String, String> copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        SortedMap<String, String> files = new TreeMap<>();
        for (Path file : files(from)) {
            MessageDigest digest = sha256();
            byte[] buffer = new byte[COPY_BYTES];
            try (InputStream in = Files.newInputStream(file);
                    FileChannel channel = forWriting(to.resolve(file.getFileName()))) {
                OutputStream out = Channels.newOutputStream(channel);
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                }
                channel.force(true);
            }
            files.put(STORE + "/" + file.getFileName(), HexFormat.of().formatHex(digest.digest()));
        }
        return files;
    }

    private static FileChannel forWriting(Path file) throws IOException {
        return FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /// Deletes a folder and what is in it; nothing happens where there is none.
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException refused) {
            throw failed("The folder %s cannot be deleted".formatted(folder), refused);
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[COPY_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this JDK has no SHA-256", impossible);
        }
    }

    private static StoreException failed(String what, IOException refused) {
        return new StoreException(
                "%s: %s (%s)."
                        .formatted(what, refused.getMessage(), refused.getClass().getSimpleName()),
                refused);
    }
}
