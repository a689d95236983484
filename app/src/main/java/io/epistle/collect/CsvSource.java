package io.epistle.collect;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/// A file of separated values, its first row the header.
final class CsvSource implements RowSource {
    private final ImportFile file;
    private final ImportFile.CountedText text;
    private final TextLines lines;
    private final CsvSyntax syntax;
    private final CsvRows rows;
    private final List<String> header;

    private CsvSource(ImportFile file, char separator) throws ImportRefused {
        this.file = file;
        this.text = file.text();
        this.lines = new TextLines(text.reader());
        this.syntax = new CsvSyntax(separator);
        this.rows = new CsvRows(lines, syntax);
        RawRow first = read(0);
        this.header = first == null ? List.of() : first.cells();
    }

    /// Opens a file and reads its header; a faulty header has no names.
    static CsvSource open(ImportFile file, char separator) throws ImportRefused {
        return new CsvSource(file, separator);
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public @Nullable RawRow next() throws ImportRefused {
        return read(header.size());
    }

    private @Nullable RawRow read(int columns) throws ImportRefused {
        try {
            return rows.next(columns);
        } catch (IOException failure) {
            throw ImportFile.unreadable(file.name(), failure);
        }
    }

    @Override
    public RowSyntax syntax() {
        return syntax;
    }

    @Override
    public long done() {
        return text.bytesRead();
    }

    @Override
    public long total() {
        return file.bytes();
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException _) {
            // The file was only read: nothing is lost.
        }
    }
}
