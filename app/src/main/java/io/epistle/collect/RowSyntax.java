package io.epistle.collect;

import java.util.List;

/// How a row's text is cut into cells.
@FunctionalInterface
interface RowSyntax {
    /// The cells of a row that had no fault, in the order of the header.
    List<String> cells(String text);
}
