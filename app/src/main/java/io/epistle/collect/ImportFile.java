package io.epistle.collect;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A file to import, read once from end to end before anything else happens: so a file that is
/// missing, cut off or no table is refused before anything is stored, and its content is known by a
/// fingerprint.
///
/// @param path where it lies
/// @param format what it holds
/// @param gzip whether that is compressed
/// @param charset how its text is encoded; UTF-8 for Parquet
/// @param bytes its size on disk
/// @param modified when it was last written, in milliseconds
/// @param fingerprint SHA-256 of its bytes on disk, 64 hexadecimal digits
record ImportFile(
        Path path,
        Format format,
        boolean gzip,
        Charset charset,
        long bytes,
        long modified,
        String fingerprint) {
    private static final int BUFFER_BYTES = 64 * 1024;

    private static final String TABLES = "a CSV, TSV, JSON lines or Parquet file";

    /// What a file holds.
    enum Format {
        /// Values separated by commas, semicolons, tabs or bars.
        SEPARATED,
        /// One JSON object a line.
        JSON_LINES,
        /// Apache Parquet.
        PARQUET
    }

    /// Reads a file through and says what it is.
    ///
    /// @param charset the encoding that the user named
    /// @throws ImportRefused where it cannot be read to its end or is no table
    static ImportFile examine(Path path, Optional<Charset> charset) throws ImportRefused {
        String name = name(path);
        if (!Files.exists(path)) {
            throw new ImportRefused(
                    "%s does not exist: give the path of %s".formatted(path, TABLES));
        }
        if (Files.isDirectory(path)) {
            throw new ImportRefused(
                    "%s is a folder: import its files one by one, each %s".formatted(name, TABLES));
        }
        if (!Files.isRegularFile(path)) {
            throw new ImportRefused(
                    "%s is no regular file: save its content in one first".formatted(name));
        }
        if (!Files.isReadable(path)) {
            throw new ImportRefused(
                    "%s cannot be read: give this user permission to read it".formatted(name));
        }
        Encoding content = new Encoding();
        MessageDigest digest = sha256();
        boolean gzip = false;
        try (InputStream file =
                new BufferedInputStream(
                        new DigestInputStream(Files.newInputStream(path), digest), BUFFER_BYTES)) {
            gzip = startsWithGzipMark(file);
            InputStream plain = gzip ? new GZIPInputStream(file, BUFFER_BYTES) : file;
            readThrough(plain, content);
            // What stands behind the compressed stream belongs to the fingerprint too.
            file.transferTo(OutputStream.nullOutputStream());
            if (content.length() == 0) {
                throw new ImportRefused(
                        "%s is empty: expected a header line and rows".formatted(name));
            }
            Format format = format(name, gzip, content);
            return new ImportFile(
                    path,
                    format,
                    gzip,
                    format == Format.PARQUET
                            ? StandardCharsets.UTF_8
                            : charset.orElseGet(content::charset),
                    Files.size(path),
                    Files.getLastModifiedTime(path).toMillis(),
                    HexFormat.of().formatHex(digest.digest()));
        } catch (EOFException | ZipException broken) {
            throw new ImportRefused(
                    "%s is cut off or damaged: the gzip stream breaks after %,d bytes of content; copy or download it again, nothing of it was stored"
                            .formatted(name, content.length()));
        } catch (IOException failure) {
            throw unreadable(name, failure);
        }
    }

    /// Refuses the file where somebody has written it since it was examined.
    void expectUnchanged() throws ImportRefused {
        try {
            if (Files.size(path) != bytes
                    || Files.getLastModifiedTime(path).toMillis() != modified) {
                throw new ImportRefused(
                        "%s changed while it was read: import it again when it is whole, nothing of it was stored"
                                .formatted(name()));
            }
        } catch (IOException failure) {
            throw unreadable(name(), failure);
        }
    }

    /// The file's name without its folders.
    String name() {
        return name(path);
    }

    /// The text of a file that is not Parquet, without byte order mark. Bytes that are no text in
    /// its encoding become U+FFFD.
    CountedText text() throws ImportRefused {
        CountingStream counting = null;
        try {
            counting = new CountingStream(Files.newInputStream(path));
            InputStream buffered = new BufferedInputStream(counting, BUFFER_BYTES);
            InputStream plain =
                    gzip
                            ? new BufferedInputStream(
                                    new GZIPInputStream(buffered, BUFFER_BYTES), BUFFER_BYTES)
                            : buffered;
            Reader reader = new InputStreamReader(plain, charset);
            BomSkipping text = new BomSkipping(reader);
            return new CountedText(text, counting);
        } catch (IOException failure) {
            closeQuietly(counting);
            throw unreadable(name(), failure);
        }
    }

    /// A text and how many bytes of its file are read.
    record CountedText(Reader reader, CountingStream counting) {
        long bytesRead() {
            return counting.count;
        }
    }

    /// The refusal of a file that stopped being readable.
    static ImportRefused unreadable(String name, IOException failure) {
        return new ImportRefused(
                "%s cannot be read to its end (%s): check the disk or copy it again"
                        .formatted(name, failure.getClass().getSimpleName()));
    }

    private static void closeQuietly(@org.jspecify.annotations.Nullable InputStream stream) {
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException _) {
                // The file was only read: nothing is lost.
            }
        }
    }

    private static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString();
    }

    private static boolean startsWithGzipMark(InputStream file) throws IOException {
        file.mark(2);
        boolean marked = file.read() == 0x1F && file.read() == 0x8B;
        file.reset();
        return marked;
    }

    private static void readThrough(InputStream stream, Encoding content) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int count = stream.read(buffer);
        while (count >= 0) {
            content.add(buffer, count);
            count = stream.read(buffer);
        }
    }

    private static Format format(String name, boolean gzip, Encoding content) throws ImportRefused {
        if (content.startsWith('P', 'A', 'R', '1')) {
            if (gzip) {
                throw new ImportRefused(
                        "%s is Parquet inside gzip: unpack it with gunzip first".formatted(name));
            }
            return Format.PARQUET;
        }
        if (content.startsWith('P', 'K', 3, 4) || content.startsWith(0xD0, 0xCF, 0x11, 0xE0)) {
            throw new ImportRefused(
                    "%s is an Excel or zip file: save the sheet as CSV (UTF-8) or unpack it first"
                            .formatted(name));
        }
        if (content.startsWith(0x28, 0xB5, 0x2F, 0xFD)
                || content.startsWith('B', 'Z', 'h')
                || content.startsWith(0xFD, '7', 'z', 'X', 'Z')) {
            throw new ImportRefused(
                    "%s is compressed with something other than gzip: unpack it first"
                            .formatted(name));
        }
        if (content.isBinary()) {
            throw new ImportRefused(
                    "%s is no text: expected %s, plain or gzip".formatted(name, TABLES));
        }
        String first = content.firstCharacters();
        if (first.equals("[{") || first.equals("[]")) {
            throw new ImportRefused(
                    "%s is one JSON array: expected one JSON object a line (jq -c '.[]' makes them)"
                            .formatted(name));
        }
        return first.equals("{\"") || first.equals("{}") ? Format.JSON_LINES : Format.SEPARATED;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// Counts the bytes that pass.
    static final class CountingStream extends FilterInputStream {
        private long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }

    /// A reader without its byte order mark.
    private static final class BomSkipping extends java.io.FilterReader {
        private boolean begun;

        BomSkipping(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (begun || read <= 0) {
                return read;
            }
            begun = true;
            if (buffer[offset] != '\uFEFF') {
                return read;
            }
            if (read == 1) {
                return super.read(buffer, offset, length);
            }
            System.arraycopy(buffer, offset + 1, buffer, offset, read - 1);
            return read - 1;
        }
    }
}
