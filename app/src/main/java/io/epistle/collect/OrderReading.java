package io.epistle.collect;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// How the cells of one file of orders are understood.
///
/// @param source the import's source, such as `import.orders`
/// @param importId the import's own id
/// @param places the column of each field, from 0; fields that the file does not have are missing
/// @param customers what the ids of customers are
/// @param rowWord what the file's rows are counted in: `line` or `row`
/// @param currency of rows that say none; empty where nobody said it
/// @param decimalComma whether a comma separates decimals
/// @param cancellationPrefix what, before a digit, the numbers of cancellations begin with; empty
///   where there are none
record OrderReading(
        String source,
        String importId,
        Map<OrderField, Integer> places,
        CustomerColumn customers,
        String rowWord,
        String currency,
        boolean decimalComma,
        String cancellationPrefix) {
    OrderReading {
        Map<OrderField, Integer> copy = new EnumMap<>(OrderField.class);
        copy.putAll(places);
        places = Collections.unmodifiableMap(copy);
    }

    /// This reading where the ids of customers turned out to be `other`.
    OrderReading with(CustomerColumn other) {
        return new OrderReading(
                source,
                importId,
                places,
                other,
                rowWord,
                currency,
                decimalComma,
                cancellationPrefix);
    }

    /// The places of the columns that were chosen.
    static Map<OrderField, Integer> places(SortedMap<String, ChosenColumn> columns) {
        Map<OrderField, Integer> places = new EnumMap<>(OrderField.class);
        for (OrderField field : OrderField.values()) {
            ChosenColumn column = columns.get(field.field());
            if (column != null) {
                places.put(field, column.index());
            }
        }
        return places;
    }

    /// The cell of a field; empty where the file has no such column.
    String cell(List<String> cells, OrderField field) {
        Integer place = places.get(field);
        return place == null ? "" : cells.get(place);
    }

    /// The number of the order that a row belongs to; empty where it names none.
    String invoice(List<String> cells) {
        return CellText.number(cell(cells, OrderField.INVOICE));
    }

    /// Whom a row names as the customer.
    CustomerColumn.Named customer(List<String> cells) {
        return customers.read(cell(cells, OrderField.CUSTOMER));
    }

    /// Whether an order's number marks a cancellation.
    boolean isCancellation(String invoice) {
        int length = cancellationPrefix.length();
        return length > 0
                && invoice.length() > length
                && invoice.startsWith(cancellationPrefix)
                && Character.isDigit(invoice.charAt(length));
    }
}
