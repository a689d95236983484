package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.Struct;
import io.epistle.event.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Random dirty files against a slow, obvious importer. It shares nothing with the real one: it
/// never reads the text, but knows of every cell what it was made to mean, and does the rest with
/// lists.
final class DirtyOrdersTest {
    private static final int FILES = 150;

    @TempDir Path folder;

    /// A cell and what it means; null means that it can mean nothing.
    private record Cell<T>(String text, @Nullable T meaning) {}

    private static final List<Cell<String>> INVOICES =
            List.of(
                    new Cell<>("1", "1"),
                    new Cell<>("2", "2"),
                    new Cell<>(" 2 ", "2"),
                    new Cell<>("3.0", "3"),
                    new Cell<>("C4", "C4"),
                    new Cell<>("C5", "C5"),
                    new Cell<>("CA", "CA"),
                    new Cell<>("", ""),
                    new Cell<>("nan", ""));

    private static final List<Cell<String>> PRODUCTS =
            List.of(
                    new Cell<>("a", "a"),
                    new Cell<>("b", "b"),
                    new Cell<>("b ", "b"),
                    new Cell<>("c,d", "c,d"),
                    new Cell<>(" ", ""));

    private static final List<Cell<String>> NAMES =
            List.of(
                    new Cell<>("MUG", "MUG"),
                    new Cell<>("15\" \"frame\"", "15\" \"frame\""),
                    new Cell<>("two\nlines\r\nor three", "two\nlines\r\nor three"),
                    new Cell<>("=1+1", "=1+1"),
                    new Cell<>("Missing_Description", ""),
                    new Cell<>("NULL", ""));

    private static final List<Cell<BigDecimal>> QUANTITIES =
            List.of(
                    cell("1", "1"),
                    cell("1", "1"),
                    cell("12", "12"),
                    cell("2.0", "2"),
                    cell("1e2", "100"),
                    cell("-1", "-1"),
                    cell("-3", "-3"),
                    cell("-0", "0"),
                    cell("2000000000", "2000000000"),
                    new Cell<>("1.5", null),
                    new Cell<>("one", null),
                    new Cell<>("1,200", null),
                    new Cell<>("", null));

    private static final List<Cell<BigDecimal>> PRICES =
            List.of(
                    cell("1", "1"),
                    cell("6.95", "6.95"),
                    cell("2.10", "2.1"),
                    cell("0.001", "0.001"),
                    cell("0", "0"),
                    cell("1,234.50", "1234.5"),
                    cell("£3.20", "3.2"),
                    cell("-5", "-5"),
                    new Cell<>("1,5", null),
                    new Cell<>("free", null),
                    new Cell<>("", null));

    private static final Instant NOTHING_SAID = Instant.EPOCH;

    private static final List<Cell<Instant>> TIMES =
            List.of(
                    time("2010-01-02", "2010-01-02T00:00:00Z"),
                    time("2010-01-02 10:30", "2010-01-02T10:30:00Z"),
                    time("2010-01-02T10:30:05.25+01:00", "2010-01-02T09:30:05.250Z"),
                    time("2010/1/3 7:05 PM", "2010-01-03T19:05:00Z"),
                    time("13/1/2010 7:45", "2010-01-13T07:45:00Z"),
                    time("14.01.2010", "2010-01-14T00:00:00Z"),
                    time("25/12/09 23:59", "2009-12-25T23:59:00Z"),
                    new Cell<>("", NOTHING_SAID),
                    new Cell<>("2010-02-30", null),
                    new Cell<>("2010-01-02 25:00", null),
                    new Cell<>("soon", null));

    private static final List<Cell<String>> CUSTOMERS =
            List.of(
                    new Cell<>("7", "7"),
                    new Cell<>("7.0", "7"),
                    new Cell<>("", ""),
                    new Cell<>("-0.0", ""),
                    new Cell<>("nan", ""),
                    new Cell<>("8", "8"));

    private static final List<Cell<String>> EMAILS =
            List.of(
                    new Cell<>("", ""),
                    new Cell<>("none", ""),
                    new Cell<>("a@example.com", "a@example.com"),
                    new Cell<>("A@example.com", "A@example.com"),
                    new Cell<>("b@example.com", "b@example.com"),
                    new Cell<>("not an address", null));

    private static final List<Cell<String>> CURRENCIES =
            List.of(
                    new Cell<>("", ""),
                    new Cell<>("GBP", "GBP"),
                    new Cell<>("gbp", "GBP"),
                    new Cell<>("EUR", "EUR"),
                    new Cell<>("pounds", null));

    /// A row as it was meant.
    private record Row(
            Cell<String> invoice,
            Cell<String> product,
            Cell<String> name,
            Cell<BigDecimal> quantity,
            Cell<Instant> time,
            Cell<BigDecimal> price,
            Cell<String> customer,
            Cell<String> email,
            Cell<String> currency) {
        static Row random(Random random, boolean clean) {
            return new Row(
                    one(INVOICES, random, clean ? 6 : INVOICES.size()),
                    one(PRODUCTS, random, clean ? 4 : PRODUCTS.size()),
                    one(NAMES, random, NAMES.size()),
                    one(QUANTITIES, random, clean ? 5 : QUANTITIES.size()),
                    one(TIMES, random, clean ? 8 : TIMES.size()),
                    one(PRICES, random, clean ? 7 : PRICES.size()),
                    one(CUSTOMERS, random, clean ? 5 + stray(random) : CUSTOMERS.size()),
                    one(EMAILS, random, clean ? 4 + stray(random) : EMAILS.size()),
                    one(CURRENCIES, random, clean ? 3 + stray(random) : CURRENCIES.size()));
        }

        /// Now and then a clean file may name another customer, address or currency too.
        private static int stray(Random random) {
            return random.nextInt(10) == 0 ? 1 : 0;
        }

        List<String> texts() {
            return List.of(
                    invoice.text,
                    product.text,
                    name.text,
                    quantity.text,
                    time.text,
                    price.text,
                    customer.text,
                    email.text,
                    currency.text);
        }

        /// The first rule that the row breaks by itself; empty where it breaks none.
        String fault() {
            if ("".equals(invoice.meaning)) {
                return "missing_invoice";
            }
            if ("".equals(product.meaning)) {
                return "missing_product";
            }
            if (email.meaning == null) {
                return "unreadable_email";
            }
            if (currency.meaning == null) {
                return "unreadable_currency";
            }
            if (quantity.meaning == null) {
                return "unreadable_quantity";
            }
            if (price.meaning == null) {
                return "unreadable_price";
            }
            if (time.meaning == null) {
                return "unreadable_date";
            }
            if (price.meaning.signum() < 0) {
                return "negative_price";
            }
            if (quantity.meaning.signum() == 0) {
                return "zero_quantity";
            }
            if (quantity.meaning.longValue() > 1_000_000_000) {
                return "quantity_out_of_range";
            }
            boolean cancels = String.valueOf(invoice.meaning).matches("C\\d.*");
            if (cancels && quantity.meaning.signum() > 0) {
                return "positive_quantity_in_cancellation";
            }
            return !cancels && quantity.meaning.signum() < 0
                    ? "negative_quantity_outside_cancellation"
                    : "";
        }
    }

    /// A row and the line at which it begins.
    private record Placed(long line, Row row) {}

    /// What a file should become.
    private static final class Expected {
        final StringBuilder text = new StringBuilder();
        final SortedMap<Long, String> bad = new TreeMap<>();
        final Map<String, List<Placed>> orders = new LinkedHashMap<>();
        final SortedMap<String, String> events = new TreeMap<>();
        long rows;
        long attributed;
        long anonymous;
    }

    @Test
    void dirtyFilesBecomeWhatASlowImporterMakesOfThem() {
        Set<String> rulesSeen = new LinkedHashSet<>();
        for (int seed = 0; seed < FILES; seed++) {
            Expected expected = expected(new Random(seed * 0x9E3779B97F4A7C15L));

            Imported imported =
                    Imported.mapped(
                            folder,
                            "dirty.csv",
                            expected.text.toString().getBytes(StandardCharsets.UTF_8),
                            Imported.mapping("decimal: point"));

            String about = "seed %d:%n%s".formatted(seed, expected.text);
            SortedMap<Long, String> bad = new TreeMap<>();
            imported.intake()
                    .rows
                    .values()
                    .forEach(row -> bad.put(row.line(), row.reason().rule()));
            SortedMap<String, String> events = new TreeMap<>();
            imported.events().forEach(event -> events.put(event.messageId(), summary(event)));
            assertThat(bad).as(about).isEqualTo(expected.bad);
            assertThat(events).as(about).isEqualTo(expected.events);
            assertThat(imported.counts().rows()).as(about).isEqualTo(expected.rows);
            assertThat(imported.counts().attributed()).as(about).isEqualTo(expected.attributed);
            assertThat(imported.counts().anonymous()).as(about).isEqualTo(expected.anonymous);
            rulesSeen.addAll(bad.values());
        }
        assertThat(rulesSeen)
                .contains(
                        "missing_invoice",
                        "missing_product",
                        "missing_date",
                        "unreadable_email",
                        "unreadable_currency",
                        "unreadable_quantity",
                        "unreadable_price",
                        "unreadable_date",
                        "unreadable_text",
                        "negative_price",
                        "zero_quantity",
                        "quantity_out_of_range",
                        "positive_quantity_in_cancellation",
                        "negative_quantity_outside_cancellation",
                        "two_customers_in_one_invoice",
                        "two_emails_in_one_invoice",
                        "two_currencies_in_one_invoice",
                        "wrong_number_of_columns",
                        "text_after_quote",
                        "unclosed_quote");
    }

    private static Expected expected(Random random) {
        Expected expected = new Expected();
        boolean clean = random.nextBoolean();
        String end = random.nextBoolean() ? "\n" : "\r\n";
        expected.text.append(random.nextInt(4) == 0 ? "\uFEFF" : "");
        expected.text
                .append("Invoice,SKU,Description,Qty,Order Date,Price,Customer ID,Email,Currency")
                .append(end);
        int rows = 1 + random.nextInt(60);
        for (int row = 0; row < rows; row++) {
            append(expected, random, clean, end);
        }
        // A date that leaves no doubt about the others.
        add(
                expected,
                new Row(
                        new Cell<>("9", "9"),
                        PRODUCTS.getFirst(),
                        NAMES.getFirst(),
                        QUANTITIES.getFirst(),
                        TIMES.get(4),
                        PRICES.getFirst(),
                        CUSTOMERS.getFirst(),
                        EMAILS.getFirst(),
                        CURRENCIES.getFirst()),
                random,
                end);
        if (random.nextInt(5) == 0) {
            expected.bad.put(line(expected), "unclosed_quote");
            expected.rows++;
            expected.text.append("1,a,\"MUG,1,2010-01-01,1,7,,");
        }
        expected.orders.values().forEach(order -> assemble(expected, order));
        return expected;
    }

    /// Appends a row, or something that is none.
    private static void append(Expected expected, Random random, boolean clean, String end) {
        switch (random.nextInt(clean ? 60 : 12)) {
            case 0 ->
                    appendBroken(expected, "1,a,MUG,1,2010-01-02", "wrong_number_of_columns", end);
            case 1 ->
                    appendBroken(
                            expected, "1,a,\"M\"UG,1,2010-01-02,1,7,,", "text_after_quote", end);
            case 2 -> appendBroken(expected, "1,a,M\0G,1,2010-01-02,1,7,,", "unreadable_text", end);
            case 3 -> expected.text.append(end);
            default -> add(expected, Row.random(random, clean), random, end);
        }
    }

    private static void appendBroken(Expected expected, String text, String rule, String end) {
        expected.bad.put(line(expected), rule);
        expected.rows++;
        expected.text.append(text).append(end);
    }

    private static void add(Expected expected, Row row, Random random, String end) {
        long line = line(expected);
        List<String> texts = row.texts();
        for (int column = 0; column < texts.size(); column++) {
            expected.text.append(column == 0 ? "" : ",").append(written(texts.get(column), random));
        }
        expected.text.append(random.nextInt(6) == 0 ? "," : "").append(end);
        expected.rows++;
        String fault = row.fault();
        if (fault.isEmpty()) {
            expected.orders
                    .computeIfAbsent(String.valueOf(row.invoice.meaning), _ -> new ArrayList<>())
                    .add(new Placed(line, row));
        } else {
            expected.bad.put(line, fault);
        }
    }

    private static void assemble(Expected expected, List<Placed> order) {
        String customer = "";
        String email = "";
        Set<String> customers = new LinkedHashSet<>();
        Set<String> emails = new LinkedHashSet<>();
        Set<String> currencies = new LinkedHashSet<>();
        Instant first = Instant.MAX;
        for (Placed placed : order) {
            String somebody = String.valueOf(placed.row.customer.meaning);
            String address = String.valueOf(placed.row.email.meaning);
            customer = customer.isEmpty() ? somebody : customer;
            email = email.isEmpty() ? address : email;
            customers.add(somebody);
            emails.add(address.toLowerCase(Locale.ROOT));
            currencies.add(String.valueOf(placed.row.currency.meaning));
            Instant time = placed.row.time.meaning;
            if (time != null && !time.equals(NOTHING_SAID) && time.isBefore(first)) {
                first = time;
            }
        }
        customers.remove("");
        emails.remove("");
        currencies.remove("");
        String fault = "";
        if (customers.size() > 1) {
            fault = "two_customers_in_one_invoice";
        } else if (emails.size() > 1) {
            fault = "two_emails_in_one_invoice";
        } else if (currencies.size() > 1) {
            fault = "two_currencies_in_one_invoice";
        } else if (first.equals(Instant.MAX)) {
            fault = "missing_date";
        }
        if (!fault.isEmpty()) {
            for (Placed placed : order) {
                expected.bad.put(placed.line, fault);
            }
            return;
        }
        String currency = currencies.isEmpty() ? "" : currencies.iterator().next();
        String invoice = String.valueOf(order.getFirst().row.invoice.meaning);
        StringBuilder lines = new StringBuilder();
        BigDecimal total = BigDecimal.ZERO;
        Map<String, Integer> counts = new TreeMap<>();
        for (Placed placed : order) {
            BigDecimal quantity = new BigDecimal(String.valueOf(placed.row.quantity.meaning)).abs();
            BigDecimal price = new BigDecimal(String.valueOf(placed.row.price.meaning));
            String product = String.valueOf(placed.row.product.meaning);
            total = total.add(quantity.multiply(price));
            lines.append(
                    "|%s %d %s %s %s"
                            .formatted(
                                    product,
                                    counts.merge(product, 1, Integer::sum),
                                    placed.row.name.meaning,
                                    quantity.toBigInteger(),
                                    price));
        }
        if (customer.isEmpty() && email.isEmpty()) {
            expected.anonymous += order.size();
        } else {
            expected.attributed += order.size();
        }
        expected.events.put(
                "order:" + invoice,
                "%s %s [%s] [%s] %s %s%s"
                        .formatted(
                                invoice.matches("C\\d") ? "Order Refunded" : "Order Completed",
                                first,
                                customer,
                                email,
                                currency,
                                plain(total),
                                lines));
    }

    private static String summary(Event event) {
        Struct properties = event.properties();
        StringBuilder lines = new StringBuilder();
        for (Struct product : properties.structs("products")) {
            lines.append(
                    "|%s %s %s %s %s"
                            .formatted(
                                    product.text("product_id").orElseThrow(),
                                    number(product, "line"),
                                    product.text("name").orElse(""),
                                    number(product, "quantity"),
                                    number(product, "price")));
        }
        return "%s %s [%s] [%s] %s %s%s"
                .formatted(
                        event.name(),
                        event.occurredAt(),
                        event.identifier("user_id") == null ? "" : event.identifier("user_id"),
                        event.identifier("email") == null ? "" : event.identifier("email"),
                        properties.text("currency").orElse(""),
                        number(properties, "total"),
                        lines);
    }

    private static String number(Struct struct, String field) {
        return Value.exactNumber(struct.get(field).orElseThrow()).toString();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /// The line that the text ends in, from 1: a line ends with `\n`.
    private static long line(Expected expected) {
        return 1 + expected.text.chars().filter(character -> character == '\n').count();
    }

    /// A cell with quotes where it needs them, and sometimes where it does not.
    private static String written(String text, Random random) {
        boolean needed = text.matches("(?s).*[,\n\r].*") || text.startsWith("\"");
        return needed || random.nextInt(4) == 0 ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static <T> Cell<T> one(List<Cell<T>> cells, Random random, int bound) {
        return cells.get(random.nextInt(bound));
    }

    private static Cell<BigDecimal> cell(String text, String meaning) {
        return new Cell<>(text, new BigDecimal(meaning));
    }

    private static Cell<Instant> time(String text, String meaning) {
        return new Cell<>(text, Instant.parse(meaning));
    }
}
