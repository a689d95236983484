package io.epistle.collect;

import io.epistle.collect.StagingStore.StagedRow;
import io.epistle.event.Admission.Reason;
import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.profile.Order;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Makes one event of the rows of one order, or quarantines them.
///
/// - A row that makes no sense in itself is quarantined alone, and the order is made of the others.
/// - Where those disagree about whose the order is or in which currency, or are more than an order
///   may have, all of them are quarantined: an event of a part of them would have a false total.
/// - `messageId` is `order:` and the order's number, so the order is one fact whichever file brings
///   it; a number too long for that is hashed.
/// - `line` in each product counts the lines of that product in the order, from 1: with order and
///   product it names the line.
/// - The time is the earliest of its lines; a line that names no customer, currency or time takes
///   the order's.
/// - A line of price 0 stays, it is a gift; a line whose product has no name too.
final class OrderAssembly {
    private static final int ID_HASH_BYTES = 16;

    private final OrderReading reading;
    private final RowSyntax syntax;
    private final int linesMax;

    /// @param syntax cuts the texts of staged rows
    /// @param linesMax the rows that one order may have
    OrderAssembly(OrderReading reading, RowSyntax syntax, int linesMax) {
        this.reading = reading;
        this.syntax = syntax;
        this.linesMax = linesMax;
    }

    /// The submissions of one order: its event, if there is one, then its bad rows as they stand in
    /// the file.
    ///
    /// @param rows 1 or more rows without fault that name one order, in the file's order
    List<Submission> order(List<StagedRow> rows) {
        List<Placed> good = new ArrayList<>(rows.size());
        List<Refused> bad = new ArrayList<>();
        for (StagedRow row : rows) {
            List<String> cells = syntax.cells(row.text());
            switch (OrderLine.read(cells, row.time(), place(row), reading)) {
                case OrderLine.Reading.Good(OrderLine line) -> good.add(new Placed(row, line));
                case OrderLine.Reading.Bad(Reason reason) -> bad.add(new Refused(row, reason));
            }
        }
        Optional<Fault> fault = fault(good.stream().map(Placed::line).toList());
        if (fault.isPresent()) {
            good.forEach(
                    placed -> bad.add(new Refused(placed.row, fault.get().at(place(placed.row)))));
            good.clear();
        }
        List<Submission> submissions = new ArrayList<>(bad.size() + 1);
        if (!good.isEmpty()) {
            submissions.add(event(good.stream().map(Placed::line).toList()));
        }
        bad.sort((left, right) -> Long.compare(left.row.line(), right.row.line()));
        SortedMap<String, Integer> occurrences = new TreeMap<>();
        for (Refused refused : bad) {
            String content = OrderLine.content(syntax.cells(refused.row.text()), reading);
            int occurrence = occurrences.merge(content, 1, Integer::sum);
            submissions.add(quarantined(refused.row, refused.reason, content, "" + occurrence));
        }
        return submissions;
    }

    /// The submission of a row that no order can take: one with a fault, one without an order's
    /// number, or one of an order beyond its bound, whose rows are never held together.
    Submission alone(StagedRow row) {
        RowFault fault = row.fault();
        if (fault != null) {
            Reason reason = new Reason(fault.rule(), place(row), fault.found(), fault.expected());
            return quarantined(row, reason, row.text(), "" + row.ordinal());
        }
        List<String> cells = syntax.cells(row.text());
        String content = OrderLine.content(cells, reading);
        boolean ofAnOrder = row.group().startsWith(StagingStore.ORDER);
        String occurrence = ofAnOrder ? "line " + row.ordinal() : "" + row.ordinal();
        return switch (OrderLine.read(cells, row.time(), place(row), reading)) {
            case OrderLine.Reading.Bad(Reason reason) ->
                    quarantined(row, reason, content, occurrence);
            case OrderLine.Reading.Good _ -> {
                if (!ofAnOrder) {
                    throw new IllegalStateException("found a good row outside its order");
                }
                yield quarantined(
                        row, tooLong(row.groupRows()).at(place(row)), content, occurrence);
            }
        };
    }

    private record Placed(StagedRow row, OrderLine line) {}

    private record Refused(StagedRow row, Reason reason) {}

    /// What is wrong with an order as a whole.
    private record Fault(String rule, String found, String expected) {
        Reason at(String place) {
            return new Reason(rule, place, found, expected);
        }
    }

    private Fault tooLong(long rows) {
        return new Fault(
                "too_many_lines_in_invoice",
                "%d rows in the order".formatted(rows),
                "at most %d rows".formatted(linesMax));
    }

    /// The first rule that an order's lines break together; absent where they break none.
    private static Optional<Fault> fault(List<OrderLine> lines) {
        return disagreement("two_customers_in_one_invoice", "customers", lines, OrderLine::customer)
                .or(() ->
                        disagreement(
                                "two_emails_in_one_invoice",
                                "e-mail addresses",
                                lines,
                                line -> lower(line.email())))
                .or(() ->
                        disagreement(
                                "two_currencies_in_one_invoice",
                                "currencies",
                                lines,
                                OrderLine::currency))
                .or(() ->
                        lines.stream().allMatch(line -> line.time() == TimeReadings.NONE)
                                ? Optional.of(
                                        new Fault(
                                                "missing_date",
                                                "no time in any row of the order",
                                                "a date and time in at least one"))
                                : Optional.empty());
    }

    private static Optional<Fault> disagreement(
            String rule, String what, List<OrderLine> lines, Function<OrderLine, String> property) {
        long said = lines.stream().map(property).filter(text -> !text.isEmpty()).distinct().count();
        return said < 2
                ? Optional.empty()
                : Optional.of(
                        new Fault(
                                rule,
                                "%d %s in the rows of the order".formatted(said, what),
                                "the same in all of them"));
    }

    private Submission event(List<OrderLine> lines) {
        OrderLine first = lines.getFirst();
        String invoice = first.invoice();
        String customer = firstSaid(lines, OrderLine::customer);
        String email = firstSaid(lines, OrderLine::email);
        String country = firstSaid(lines, OrderLine::country);
        long millis =
                lines.stream()
                        .mapToLong(OrderLine::time)
                        .filter(time -> time != TimeReadings.NONE)
                        .min()
                        .orElseThrow();
        Instant time = Instant.ofEpochMilli(millis);
        String name = reading.isCancellation(invoice) ? Order.REFUNDED : Order.COMPLETED;
        List<Identifier> identifiers = new ArrayList<>(2);
        if (!customer.isEmpty()) {
            identifiers.add(new Identifier(Identifier.USER_ID, customer));
        }
        if (!email.isEmpty()) {
            identifiers.add(new Identifier(Identifier.EMAIL, email));
        }
        Event event =
                new Event(
                        reading.source(),
                        messageId(invoice),
                        EventType.TRACK,
                        name,
                        identifiers,
                        time,
                        time,
                        Trust.IMPORTED,
                        properties(lines),
                        identifiers.isEmpty() || country.isEmpty()
                                ? Struct.empty()
                                : Struct.of("country", Value.of(country)),
                        Struct.empty());
        String who = customer.isEmpty() ? lower(email) : customer;
        return new Submission.OfEvent(event, contentHash(who, millis, lines), lines.size());
    }

    private Struct properties(List<OrderLine> lines) {
        String said = firstSaid(lines, OrderLine::currency);
        String currency = said.isEmpty() ? reading.currency() : said;
        Struct.Builder properties =
                Struct.builder()
                        .put("order_id", lines.getFirst().invoice())
                        .put("total", Value.of(total(lines)));
        if (!currency.isEmpty()) {
            properties.put("currency", currency);
        }
        return properties.put("products", products(lines)).build();
    }

    private static String firstSaid(List<OrderLine> lines, Function<OrderLine, String> property) {
        for (OrderLine line : lines) {
            String said = property.apply(line);
            if (!said.isEmpty()) {
                return said;
            }
        }
        return "";
    }

    private static BigDecimal total(List<OrderLine> lines) {
        BigDecimal total = BigDecimal.ZERO;
        for (OrderLine line : lines) {
            total = total.add(line.price().multiply(BigDecimal.valueOf(line.quantity())));
        }
        return Amount.canonical(total);
    }

    private static Value products(List<OrderLine> lines) {
        SortedMap<String, Integer> occurrences = new TreeMap<>();
        List<Value> products = new ArrayList<>(lines.size());
        for (OrderLine line : lines) {
            Struct.Builder product =
                    Struct.builder()
                            .put("product_id", line.product())
                            .put("price", Value.of(line.price()))
                            .put("quantity", line.quantity())
                            .put("line", occurrences.merge(line.product(), 1, Integer::sum));
            if (!line.name().isEmpty()) {
                product.put("name", line.name());
            }
            products.add(product.build());
        }
        return Value.of(products);
    }

    private static String messageId(String invoice) {
        String id = "order:" + invoice;
        return id.length() <= Event.MESSAGE_ID_LENGTH_MAX
                ? id
                : "order:sha256:" + HexFormat.of().formatHex(sha256(invoice));
    }

    /// Over who, when, and the lines as a multiset of product, quantity and price; names are left
    /// out, because two exports of one order describe its products differently.
    private static long contentHash(String who, long millis, List<OrderLine> lines) {
        List<String> said = new ArrayList<>(lines.size());
        for (OrderLine line : lines) {
            said.add(
                    line.product()
                            + '\u001f'
                            + line.quantity()
                            + '\u001f'
                            + line.price().toPlainString());
        }
        Collections.sort(said);
        String content = who + '\u001e' + millis + '\u001e' + String.join("\u001e", said);
        return ByteBuffer.wrap(sha256(content)).getLong();
    }

    private Submission quarantined(
            StagedRow row, Reason reason, String content, String occurrence) {
        byte[] hash = sha256(content + '\u001e' + occurrence);
        return new Submission.OfRow(
                new QuarantinedRow(
                        reading.source(),
                        "row:" + HexFormat.of().formatHex(hash, 0, ID_HASH_BYTES),
                        reading.importId(),
                        row.line(),
                        row.text(),
                        reason));
    }

    private String place(StagedRow row) {
        return "%s %d".formatted(reading.rowWord(), row.line());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
