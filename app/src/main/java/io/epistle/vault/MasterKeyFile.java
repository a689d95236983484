package io.epistle.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.spec.SecretKeySpec;

/// Where the master key comes from: `master.key` in the folder (mode 600), or the environment; and
/// `canary` beside it, which only the key opens that the folder was made with.
final class MasterKeyFile {
    private static final byte[] CANARY = "epistle canary 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CANARY_PLACE = "canary".getBytes(StandardCharsets.US_ASCII);

    /// The file that proves a master key to be the folder's own.
    static final String CANARY_FILE = "canary";

    private final Path folder;
    private final Path file;
    private final Path canary;

    MasterKeyFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("master.key");
        this.canary = folder.resolve(CANARY_FILE);
    }

    /// The master key, proven to be the folder's own; a fresh one where the folder is.
    ///
    /// @throws VaultException where it is missing, no key or another folder's, in one sentence
    SecretKeySpec read(Sealing sealing) throws IOException {
        boolean fresh = !Files.exists(canary);
        SecretKeySpec key = key(fresh);
        if (fresh) {
            writeSynced(canary, sealing.seal(key, CANARY_PLACE, CANARY));
        } else if (!opensCanary(key)) {
            throw new VaultException(
                    "The master key does not open %s: it belongs to another store. Give the key this folder was made with."
                            .formatted(canary));
        }
        return key;
    }

    private boolean opensCanary(SecretKeySpec key) throws IOException {
        return Sealing.open(key, CANARY_PLACE, Files.readAllBytes(canary))
                .filter(opened -> Arrays.equals(opened, CANARY))
                .isPresent();
    }

    private SecretKeySpec key(boolean fresh) throws IOException {
        String given = System.getenv(Vault.MASTER_KEY_VARIABLE);
        if (given != null) {
            return parsed(given.strip(), "the variable " + Vault.MASTER_KEY_VARIABLE);
        }
        if (!Files.exists(file)) {
            if (!fresh) {
                throw new VaultException(
                        "Found no master key, neither the file %s nor the variable %s; restore it from the key backup."
                                .formatted(file, Vault.MASTER_KEY_VARIABLE));
            }
            create();
        }
        String digits = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        return parsed(digits.strip(), file.toString());
    }

    private static SecretKeySpec parsed(String digits, String source) {
        try {
            byte[] key = HexFormat.of().parseHex(digits);
            if (key.length == Vault.KEY_BYTES) {
                return new SecretKeySpec(key, "AES");
            }
        } catch (IllegalArgumentException notHexadecimal) {
            // Said below, in one sentence for every way of being wrong.
        }
        throw new VaultException(
                "The master key in %s is not a key: expected 64 hexadecimal digits, found %d characters."
                        .formatted(source, digits.length()));
    }

    private void create() throws IOException {
        byte[] key = new byte[Vault.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path unfinished = folder.resolve("master.key.new");
        Files.deleteIfExists(unfinished);
        try {
            Files.createFile(
                    unfinished,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException noPosixPermissions) {
            Files.createFile(unfinished);
        }
        writeSynced(unfinished, HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writeSynced(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }
}
