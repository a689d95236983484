package io.epistle.safety;

import io.epistle.store.StoreException;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// A file to which records are only ever appended, each synced before the append returns.
///
/// It begins with four letters, a version, an id drawn when it was made and a seal of that id under
/// the folder's own key, so that a journal of another folder is known as such. A record is a mark,
/// its length, its checksum (CRC-32C) and its bytes. Since no record is begun before the one in
/// front of it is on disk, only the last can be torn. One thread appends.
public final class JournalFile implements AutoCloseable {
    /// A record longer than this is none: a turn holds less.
    static final int RECORD_BYTES_MAX = 64 << 20;

    private static final byte[] LETTERS = {'E', 'P', 'S', 'J'};
    private static final byte VERSION = 1;
    private static final int SEAL_BYTES = 32;
    private static final int HEADER_BYTES = LETTERS.length + 1 + Long.BYTES + SEAL_BYTES;
    private static final int MARK = 0x5eaf_1e5d;
    private static final int RECORD_HEADER_BYTES = 3 * Integer.BYTES;

    /// The seal of a journal's id: 32 bytes that only the folder's own key makes.
    @FunctionalInterface
    public interface Seal {
        /// The seal of `id`.
        byte[] of(long id);
    }

    /// What reading found.
    ///
    /// @param id which journal it is
    /// @param end the position behind the last whole record
    /// @param tornBytes the bytes of a torn record behind it; 0 where there is none
    public record Contents(long id, long end, long tornBytes) {}

    private final Path path;
    private final RandomAccessFile file;
    private final long id;
    private volatile long end;

    private JournalFile(Path path, RandomAccessFile file, Contents contents) {
        this.path = path;
        this.file = file;
        this.id = contents.id();
        this.end = contents.end();
    }

    /// Opens a journal to append to, a new one where there is none. A torn record at its end, which
    /// nobody was answered for, is cut off.
    ///
    /// @throws StoreException where it is damaged or another folder's, in one sentence
    public static JournalFile open(Path path, Seal seal) {
        try {
            if (!Files.exists(path)) {
                create(path, seal);
            }
            Contents contents = read(path, seal, 0, _ -> {});
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            if (contents.tornBytes() > 0) {
                file.setLength(contents.end());
                file.getFD().sync();
            }
            return new JournalFile(path, file, contents);
        } catch (IOException broken) {
            throw unusable(path, broken);
        }
    }

    private static void create(Path path, Seal seal) throws IOException {
        long id = new SecureRandom().nextLong();
        ByteBuffer header =
                ByteBuffer.allocate(HEADER_BYTES)
                        .put(LETTERS)
                        .put(VERSION)
                        .putLong(id)
                        .put(seal.of(id));
        Path unfinished = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel out =
                FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            int _ = out.write(header.flip());
            out.force(true);
        }
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Reads the records of a journal, oldest first.
    ///
    /// @param from where to begin: a position that [#position] gave, or 0 for the beginning
    /// @throws StoreException where it is damaged or another folder's, in one sentence
    public static Contents read(Path path, Seal seal, long from, Consumer<byte[]> visitor) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long id = header(path, channel, seal);
            long at = Math.clamp(from, HEADER_BYTES, Math.max(HEADER_BYTES, channel.size()));
            channel.position(at);
            DataInputStream in =
                    new DataInputStream(
                            new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
            long length = channel.size();
            while (at < length) {
                byte[] record = record(in, length - at);
                if (record.length == 0) {
                    return new Contents(id, at, torn(path, channel, at));
                }
                visitor.accept(record);
                at += RECORD_HEADER_BYTES + record.length;
            }
            return new Contents(id, at, 0);
        } catch (IOException broken) {
            throw unusable(path, broken);
        }
    }

    private static long header(Path path, FileChannel channel, Seal seal) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        int read = channel.read(header, 0);
        byte[] letters = Arrays.copyOf(header.array(), LETTERS.length);
        if (read < HEADER_BYTES || !Arrays.equals(letters, LETTERS)) {
            throw new StoreException(
                    "The file %s is no safety journal; put the folder's own in its place."
                            .formatted(path));
        }
        byte version = header.get(LETTERS.length);
        if (version != VERSION) {
            throw new StoreException(
                    "The safety journal %s was written by a newer Epistle (version %d, this program reads %d); upgrade the program."
                            .formatted(path, version, VERSION));
        }
        long id = header.getLong(LETTERS.length + 1);
        byte[] sealed = Arrays.copyOfRange(header.array(), HEADER_BYTES - SEAL_BYTES, HEADER_BYTES);
        if (!Arrays.equals(sealed, seal.of(id))) {
            throw new StoreException(
                    "The safety journal %s belongs to another data folder; put the folder's own in its place."
                            .formatted(path));
        }
        return id;
    }

    /// The next record; empty where what follows is none.
    private static byte[] record(DataInputStream in, long remaining) throws IOException {
        if (remaining < RECORD_HEADER_BYTES || in.readInt() != MARK) {
            return new byte[0];
        }
        int length = in.readInt();
        int checksum = in.readInt();
        if (length <= 0 || length > RECORD_BYTES_MAX || length > remaining - RECORD_HEADER_BYTES) {
            return new byte[0];
        }
        byte[] record = new byte[length];
        in.readFully(record);
        return checksum(record) == checksum ? record : new byte[0];
    }

    /// The length of what is torn at the end.
    ///
    /// @throws StoreException where a whole record lies behind it: then it is not torn, but damaged
    private static long torn(Path path, FileChannel channel, long at) throws IOException {
        long remaining = channel.size() - at;
        boolean damaged = remaining > RECORD_BYTES_MAX + RECORD_HEADER_BYTES;
        if (!damaged) {
            ByteBuffer rest = ByteBuffer.allocate((int) remaining);
            while (rest.hasRemaining() && channel.read(rest, at + rest.position()) >= 0) {}
            damaged = holdsRecord(rest.flip());
        }
        if (damaged) {
            throw new StoreException(
                    "The safety journal %s is damaged at byte %d: what happened there cannot be known. Put an undamaged copy in its place, or move it away to begin a new one."
                            .formatted(path, at));
        }
        return remaining;
    }

    private static boolean holdsRecord(ByteBuffer rest) {
        for (int at = 1; at <= rest.limit() - RECORD_HEADER_BYTES; at++) {
            int length = rest.getInt(at + Integer.BYTES);
            if (rest.getInt(at) == MARK
                    && length > 0
                    && length <= rest.limit() - at - RECORD_HEADER_BYTES) {
                byte[] record = new byte[length];
                rest.get(at + RECORD_HEADER_BYTES, record);
                if (checksum(record) == rest.getInt(at + 2 * Integer.BYTES)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int checksum(byte[] record) {
        CRC32C checksum = new CRC32C();
        checksum.update(record);
        return (int) checksum.getValue();
    }

    /// Which journal this is: a number drawn when it was made.
    public long id() {
        return id;
    }

    /// The position behind the last record.
    public long position() {
        return end;
    }

    /// Appends a record; on disk when this returns.
    ///
    /// @throws StoreException where the disk refuses; then nothing is appended
    public void append(byte[] record) {
        ByteBuffer framed =
                ByteBuffer.allocate(RECORD_HEADER_BYTES + record.length)
                        .putInt(MARK)
                        .putInt(record.length)
                        .putInt(checksum(record))
                        .put(record);
        try {
            long at = end;
            file.seek(at);
            file.write(framed.array());
            file.getFD().sync();
            end = at + framed.capacity();
        } catch (IOException refused) {
            throw new StoreException(
                    "The safety journal %s refused a write: %s."
                            .formatted(path, refused.getMessage()),
                    refused);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException broken) {
            throw unusable(path, broken);
        }
    }

    private static StoreException unusable(Path path, IOException broken) {
        return new StoreException(
                "The safety journal %s cannot be used (%s); expected a file that this user may write."
                        .formatted(path, broken.getMessage()),
                broken);
    }
}
