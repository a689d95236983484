package io.epistle.collect;

import java.nio.file.Path;

/// What to import.
///
/// @param file a CSV, TSV, JSON lines or Parquet file, the former also as gzip
/// @param source whose facts these are: orders with the same number from one source are one order
/// @param mapping what the user says about the file
/// @param temporary a folder for what does not fit into memory, made where it is missing; only one
///   import at a time may use it, since it removes what killed ones left there
public record ImportRequest(Path file, String source, Mapping mapping, Path temporary) {
    /// The source of orders where the user names none.
    public static final String ORDERS_SOURCE = "import.orders";

    /// Orders under the usual source, everything guessed.
    public static ImportRequest orders(Path file, Path temporary) {
        return new ImportRequest(file, ORDERS_SOURCE, Mapping.GUESSED, temporary);
    }

    /// This request with what the user says about the file.
    public ImportRequest with(Mapping other) {
        return new ImportRequest(file, source, other, temporary);
    }
}
