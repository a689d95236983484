package io.epistle.collect;

import io.epistle.event.Admission;
import io.epistle.event.ByteReader;
import io.epistle.store.Codec;

/// A row that was not understood, kept with its reason for someone to mend. Its text may hold
/// personal data: it is sealed before it is written.
///
/// @param source the import's source, such as `import.orders`
/// @param rowId with the source its key: derived from what the row says and the how-manieth of its
///   kind it is, not from the file, so that the same bad row in a second file is a duplicate
/// @param importId the import that found it first
/// @param line where the row begins in its file, from 1: a line of text, or a row of Parquet
/// @param text the row as it stands in the file, at most [TextLines#CHARS_MAX] characters; rows of
///   Parquet are written as CSV
/// @param reason what is wrong
public record QuarantinedRow(
        String source,
        String rowId,
        String importId,
        long line,
        String text,
        Admission.Reason reason) {
    private static final byte VERSION = 1;

    /// How it lies in a table, before sealing.
    public static final Codec<QuarantinedRow> CODEC =
            Codec.of(
                    (row, out) ->
                            out.writeByte(VERSION)
                                    .writeText(row.source)
                                    .writeText(row.rowId)
                                    .writeText(row.importId)
                                    .writeVarint(row.line)
                                    .writeText(row.text)
                                    .writeText(row.reason.rule())
                                    .writeText(row.reason.path())
                                    .writeText(row.reason.found())
                                    .writeText(row.reason.expected()),
                    QuarantinedRow::read);

    private static QuarantinedRow read(ByteReader in) {
        Checkpoint.expectVersion(in, VERSION);
        return new QuarantinedRow(
                in.readText(),
                in.readText(),
                in.readText(),
                in.readVarint(),
                in.readText(),
                new Admission.Reason(in.readText(), in.readText(), in.readText(), in.readText()));
    }
}
