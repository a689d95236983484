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
/// @param file the file's name without its folder, for people
/// @param fingerprint SHA-256 of the file, 64 hexadecimal digits
/// @param position rows done, in the order of importing (by order, not by line)
/// @param stage whether the whole file is done
/// @param counts what became of the rows so far; `counts.rows()` equals `position`
public record Checkpoint(
        String importId,
        String file,
        String fingerprint,
        long position,
        Stage stage,
        ImportCounts counts) {
    /// What is done of an import.
    public enum Stage {
        /// A part of the file; the import goes on behind it.
        UNDER_WAY,
        /// The whole file, but whoever asked may not know: asked again, the import answers with
        /// these counts.
        COMPLETE,
        /// The whole file, and the counts were told: asked again, the import starts anew and finds
        /// duplicates only.
        TOLD
    }

    private static final byte VERSION = 1;

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
        return new Checkpoint(importId, file, fingerprint, 0, Stage.UNDER_WAY, ImportCounts.NONE);
    }

    /// The checkpoint behind a further batch.
    Checkpoint after(ImportCounts further, boolean last) {
        return new Checkpoint(
                importId,
                file,
                fingerprint,
                further.rows(),
                last ? Stage.COMPLETE : Stage.UNDER_WAY,
                further);
    }

    /// This checkpoint of a complete import once its counts were told.
    ///
    /// @throws IllegalStateException where it is not complete
    public Checkpoint told() {
        if (stage == Stage.UNDER_WAY) {
            throw new IllegalStateException("found an import under way, expected a complete one");
        }
        return new Checkpoint(importId, file, fingerprint, position, Stage.TOLD, counts);
    }

    private static void write(Checkpoint checkpoint, ByteWriter out) {
        ImportCounts counts = checkpoint.counts;
        out.writeByte(VERSION)
                .writeText(checkpoint.importId)
                .writeText(checkpoint.file)
                .writeText(checkpoint.fingerprint)
                .writeByte(code(checkpoint.stage))
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
        expectVersion(in, VERSION);
        String importId = in.readText();
        String file = in.readText();
        String fingerprint = in.readText();
        Stage stage = stage(in.readByte());
        ImportCounts counts =
                new ImportCounts(
                        in.readVarint(),
                        in.readVarint(),
                        in.readVarint(),
                        in.readVarint(),
                        numbers(in),
                        numbers(in));
        return new Checkpoint(importId, file, fingerprint, counts.rows(), stage, counts);
    }

    private static Stage stage(int code) {
        return switch (code) {
            case 0 -> Stage.UNDER_WAY;
            case 1 -> Stage.COMPLETE;
            case 2 -> Stage.TOLD;
            default -> throw new ByteReader.MalformedBytes("found import stage " + code);
        };
    }

    private static int code(Stage stage) {
        return switch (stage) {
            case UNDER_WAY -> 0;
            case COMPLETE -> 1;
            case TOLD -> 2;
        };
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
        int found = in.readByte();
        if (found != version) {
            throw new ByteReader.MalformedBytes(
                    "found version %d of a record, expected %d: written by a newer program"
                            .formatted(found, version));
        }
    }
}
