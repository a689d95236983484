package io.epistle.collect;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The rows of a file, from first to last, whatever its format.
interface RowSource extends AutoCloseable {
    /// The names of the columns, as written; may be empty or repeat.
    List<String> header();

    /// The next row, null behind the last.
    ///
    /// @throws ImportRefused where the file cannot be read further
    @Nullable RawRow next() throws ImportRefused;

    /// How to cut the text of a row into cells again.
    RowSyntax syntax();

    /// How much of [#total] is read, in bytes or rows.
    long done();

    /// The whole, in the unit of [#done].
    long total();

    @Override
    void close();
}
