package io.epistle.collect;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a file can be imported as. To add a kind, list its columns here; the compiler then asks for
/// what makes submissions of its rows.
public enum ImportKind {
    /// A shop's orders, one row a line of an order: [OrderImport].
    ORDERS("orders");

    private final String id;

    ImportKind(String id) {
        this.id = id;
    }

    /// Its name on the command line.
    public String id() {
        return id;
    }

    /// The columns it wants, the most telling first.
    public List<WantedColumn> columns() {
        return switch (this) {
            case ORDERS -> Arrays.stream(OrderField.values()).map(OrderField::wanted).toList();
        };
    }

    /// The kind of a name on the command line; absent where there is none.
    public static Optional<ImportKind> named(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }

    /// All names, for a sentence.
    public static String ids() {
        return Arrays.stream(values()).map(ImportKind::id).collect(Collectors.joining(", "));
    }
}
