package io.epistle.collect;

import io.epistle.event.Admission.Reason;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One good row of a file of orders.
///
/// @param invoice the order's number, not empty
/// @param product the product's number, not empty
/// @param name what the product was called; empty where not said
/// @param quantity pieces, 1 or more, in cancellations too
/// @param price of one piece, 0 or more, canonical
/// @param time milliseconds since 1970 in UTC, [TimeReadings#NONE] where not said
/// @param customer empty where not said
/// @param email empty where not said
/// @param country empty where not said
/// @param currency three capitals, empty where not said
record OrderLine(
        String invoice,
        String product,
        String name,
        long quantity,
        BigDecimal price,
        long time,
        String customer,
        String email,
        String country,
        String currency) {
    /// Numbers of orders, products and customers are short; longer ones are misplaced text.
    static final int NUMBER_CHARS_MAX = 256;

    /// Longer descriptions are documents.
    static final int NAME_CHARS_MAX = 1_000;

    /// The largest whole quantity that is not a typing error.
    static final long QUANTITY_MAX = 1_000_000_000L;

    /// What the second UCI set writes where the first has nothing.
    private static final String MISSING = "Missing_Description";

    /// [RFC 5321](https://www.rfc-editor.org/rfc/rfc5321) allows 254 characters.
    private static final int EMAIL_CHARS_MAX = 254;

    private static final Pattern EMAIL = Pattern.compile("[^\\s@\"<>,;]+@[^\\s@\"<>,;]+");

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /// What a row turns out to be.
    sealed interface Reading {
        /// A line of an order.
        record Good(OrderLine line) implements Reading {}

        /// A row for the quarantine.
        record Bad(Reason reason) implements Reading {}
    }

    /// Reads a row; the first rule that it breaks is the reason.
    ///
    /// @param place where the row is, such as `line 17`
    /// @param time as read from the time's cell, [TimeReadings#NONE] where it could not be
    static Reading read(List<String> cells, long time, String place, OrderReading reading) {
        String invoice = reading.invoice(cells);
        String product = CellText.text(reading.cell(cells, OrderField.PRODUCT));
        String quantityCell = reading.cell(cells, OrderField.QUANTITY);
        String priceCell = reading.cell(cells, OrderField.PRICE);
        String timeCell = reading.cell(cells, OrderField.TIME);
        BigDecimal quantity = Amount.read(quantityCell, reading.decimalComma());
        BigDecimal price = Amount.read(priceCell, reading.decimalComma());
        Reason reason = unreadable(cells, place, reading);
        if (reason == null && (quantity == null || quantity.scale() > 0)) {
            reason = bad("unreadable_quantity", place, "quantity", quantityCell, "a whole number");
        }
        if (reason == null && price == null) {
            reason = bad("unreadable_price", place, "price", priceCell, "a number such as 6.95");
        }
        if (reason == null && time == TimeReadings.NONE && !CellText.text(timeCell).isEmpty()) {
            reason = bad("unreadable_date", place, "time", timeCell, "a date and time");
        }
        if (reason != null || quantity == null || price == null) {
            return new Reading.Bad(java.util.Objects.requireNonNull(reason));
        }
        Reason sign = wrongSign(quantity, price, reading.isCancellation(invoice), place);
        if (sign != null) {
            return new Reading.Bad(sign);
        }
        String name = CellText.text(reading.cell(cells, OrderField.NAME));
        return new Reading.Good(
                new OrderLine(
                        invoice,
                        product,
                        name.equals(MISSING) ? "" : name,
                        quantity.abs().longValueExact(),
                        price,
                        time,
                        reading.customer(cells).id(),
                        CellText.text(reading.cell(cells, OrderField.EMAIL)),
                        CellText.text(reading.cell(cells, OrderField.COUNTRY)),
                        currency(cells, reading)));
    }

    /// What a row says, written in the same way whatever file says it: what its id is made of when
    /// it is quarantined. Time is left out: rows of one order tell each other apart by count.
    static String content(List<String> cells, OrderReading reading) {
        return String.join(
                "\u001f",
                reading.invoice(cells),
                CellText.text(reading.cell(cells, OrderField.PRODUCT)),
                number(reading.cell(cells, OrderField.QUANTITY), reading),
                number(reading.cell(cells, OrderField.PRICE), reading),
                CustomerColumn.TEXTS.read(reading.cell(cells, OrderField.CUSTOMER)).id());
    }

    private static String number(String cell, OrderReading reading) {
        BigDecimal number = Amount.read(cell, reading.decimalComma());
        return number == null ? CellText.text(cell) : number.toPlainString();
    }

    private static String currency(List<String> cells, OrderReading reading) {
        return CellText.text(reading.cell(cells, OrderField.CURRENCY)).toUpperCase(Locale.ROOT);
    }

    /// What is wrong with the row's texts, null where nothing is.
    private static @Nullable Reason unreadable(
            List<String> cells, String place, OrderReading reading) {
        for (OrderField field : OrderField.values()) {
            int length = CellText.text(reading.cell(cells, field)).length();
            int max = field == OrderField.NAME ? NAME_CHARS_MAX : NUMBER_CHARS_MAX;
            if (length > max) {
                return new Reason(
                        "text_too_long",
                        "%s, %s".formatted(place, field.field()),
                        "%d characters".formatted(length),
                        "at most %d".formatted(max));
            }
        }
        if (reading.invoice(cells).isEmpty()) {
            return bad("missing_invoice", place, "invoice", "", "the order's number");
        }
        if (CellText.text(reading.cell(cells, OrderField.PRODUCT)).isEmpty()) {
            return bad("missing_product", place, "product", "", "the product's number");
        }
        if (reading.customer(cells) instanceof CustomerColumn.Named.Unreadable) {
            return bad(
                    "unreadable_customer",
                    place,
                    "customer",
                    reading.cell(cells, OrderField.CUSTOMER),
                    "a whole number of 0 or more, as the other ids of the column are");
        }
        String email = CellText.text(reading.cell(cells, OrderField.EMAIL));
        if (!email.isEmpty()
                && (email.length() > EMAIL_CHARS_MAX || !EMAIL.matcher(email).matches())) {
            return bad("unreadable_email", place, "email", email, "an address with one @");
        }
        String currency = currency(cells, reading);
        if (!currency.isEmpty() && !CURRENCY.matcher(currency).matches()) {
            return bad("unreadable_currency", place, "currency", currency, "a code such as GBP");
        }
        return null;
    }

    private static @Nullable Reason wrongSign(
            BigDecimal quantity, BigDecimal price, boolean cancellation, String place) {
        if (price.signum() < 0) {
            return new Reason(
                    "negative_price", place + ", price", price.toPlainString(), "0 or more");
        }
        if (quantity.signum() == 0) {
            return new Reason("zero_quantity", place + ", quantity", "0", "1 or more");
        }
        if (quantity.abs().compareTo(BigDecimal.valueOf(QUANTITY_MAX)) > 0) {
            return new Reason(
                    "quantity_out_of_range",
                    place + ", quantity",
                    quantity.toPlainString(),
                    "at most " + QUANTITY_MAX);
        }
        if (cancellation && quantity.signum() > 0) {
            return new Reason(
                    "positive_quantity_in_cancellation",
                    place + ", quantity",
                    quantity.toPlainString(),
                    "less than 0, because the order's number marks a cancellation");
        }
        if (!cancellation && quantity.signum() < 0) {
            return new Reason(
                    "negative_quantity_outside_cancellation",
                    place + ", quantity",
                    quantity.toPlainString(),
                    "1 or more, because the order's number marks no cancellation");
        }
        return null;
    }

    /// A reason that does not repeat the cell, which could hold anything about anybody.
    private static Reason bad(
            String rule, String place, String field, String cell, String expected) {
        String text = CellText.text(cell);
        return new Reason(
                rule,
                "%s, %s".formatted(place, field),
                text.isEmpty() ? "nothing" : "a text of %d characters".formatted(text.length()),
                expected);
    }
}
