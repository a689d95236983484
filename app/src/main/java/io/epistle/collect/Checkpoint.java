package io.epistle.collect;

import io.epistle.event.ByteReader;
import io.epistle.event.ByteWriter;
import io.epistle.store.Codec;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far an import got: written in the same commit as the batch that brought it there, so that an
/// import killed at any moment goes on exactly behind its last stored row.
///
/// @param importId derived from the file's content, the source and the mapping: another mapping of
///   the same file is another import
/// @param file the file's name without its folder, for people; empty where it was not kept
/// @param fingerprint SHA-256 of the file, 64 hexadecimal digits
/// @param position rows done, in the order of importing (by order, not by line)
/// @param complete whether the whole file is done; such an import starts anew when asked again
/// @param counts what became of the rows so far; `counts.rows()` equals `position`
public record Checkpoint(
        String importId,
        String file,
        String fingerprint,
        long position,
        boolean complete,
        ImportCounts counts) {
    private static final byte VERSION = 2;

    /// Without the file's name.
    private static final byte NAMELESS_VERSION = 1;

    /// How it lies in a table.
    public static final Codec<Checkpoint> CODEC = Codec.of(Checkpoint::write, Checkpoint::read);

    public Checkpoint {
        if (counts.rows() != position) {
            throw new IllegalArgumentException(
                    "found counts of %d rows at position %d".formatted(counts.rows(), position));
        }
    }

    /// An import that has not stored anything yet.
    public static Checkpoint start(String importId, String file, String fingerprint) {
        return new Checkpoint(importId, file, fingerprint, 0, false, ImportCounts.NONE);
    }

    /// The checkpoint behind a further batch.
    Checkpoint after(ImportCounts further, boolean last) {
        return new Checkpoint(importId, file, fingerprint, further.rows(), last, further);
    }

    private static void write(Checkpoint checkpoint, ByteWriter out) {
        ImportCounts counts = checkpoint.counts;
        out.writeByte(VERSION)
                .writeText(checkpoint.importId)
                .writeText(checkpoint.file)
                .writeText(checkpoint.fingerprint)
                .writeByte(checkpoint.complete ? 1 : 0)
                .writeVarint(counts.rows())
                .writeVarint(counts.attributed())
                .writeVarint(counts.anonymous())
                .writeVarint(counts.duplicate());
        write(counts.quarantined(), out);
        write(counts.facts(), out);
    }

    private static void write(SortedMap<String, Long> numbers, ByteWriter out) {
        out.writeVarint(numbers.size());
        for (Map.Entry<String, Long> entry : numbers.entrySet()) {
            out.writeText(entry.getKey()).writeVarint(entry.getValue());
        }
    }

    private static Checkpoint read(ByteReader in) {
        int version = in.readByte();
        if (version != NAMELESS_VERSION) {
            expectVersion(version, VERSION);
        }
        String importId = in.readText();
        String file = version == NAMELESS_VERSION ? "" : in.readText();
        String fingerprint = in.readText();
        boolean complete = in.readByte() == 1;
        ImportCounts counts =
                new ImportCounts(
                        in.readVarint(),
                        in.readVarint(),
                        in.readVarint(),
                        in.readVarint(),
                        numbers(in),
                        numbers(in));
        return new Checkpoint(importId, file, fingerprint, counts.rows(), complete, counts);
    }

    private static SortedMap<String, Long> numbers(ByteReader in) {
        SortedMap<String, Long> numbers = new TreeMap<>();
        long size = in.readVarint();
        for (long index = 0; index < size; index++) {
            numbers.put(in.readText(), in.readVarint());
        }
        return numbers;
    }

    static void expectVersion(ByteReader in, byte version) {
        expectVersion(in.readByte(), version);
    }

    private static void expectVersion(int found, byte version) {
        if (found != version) {
            throw new ByteReader.MalformedBytes(
                    "found version %d of a record, expected %d: written by a newer program"
                            .formatted(found, version));
        }
    }
}
