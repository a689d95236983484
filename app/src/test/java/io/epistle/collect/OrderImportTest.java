package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

final class OrderImportTest {
    @TempDir java.nio.file.Path folder;

    @Test
    void theRowsOfAnInvoiceBecomeOneFact() {
        Imported imported =
                Imported.rows(
                        folder,
                        "489434,85048,GLASS BALL,12,2009-12-01 07:45:00,6.95,13085.0,United"
                                + " Kingdom",
                        "489434,22041,\"FRAME 7\"\" \",48,2009-12-01 07:45:00,2.10,13085.0,United"
                                + " Kingdom");

        Event event = imported.event();
        assertThat(event.source()).isEqualTo("import.orders");
        assertThat(event.messageId()).isEqualTo("order:489434");
        assertThat(event.name()).isEqualTo("Order Completed");
        assertThat(event.identifiers()).containsExactly(new Identifier("user_id", "13085"));
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2009-12-01T07:45:00Z"));
        assertThat(event.knownAt()).isEqualTo(event.occurredAt());
        assertThat(event.trust()).isEqualTo(Trust.IMPORTED);
        assertThat(event.traits()).isEqualTo(Struct.of("country", Value.of("United Kingdom")));
        assertThat(event.properties())
                .isEqualTo(
                        Struct.builder()
                                .put("order_id", "489434")
                                .put("total", Value.of(new BigDecimal("184.2")))
                                .put(
                                        "products",
                                        Value.of(
                                                List.of(
                                                        product("85048", "GLASS BALL", "6.95", 12),
                                                        product("22041", "FRAME 7\"", "2.1", 48))))
                                .build());
        assertThat(imported.counts())
                .isEqualTo(counts(2, 2, 0, 0, Map.of(), Map.of("Order Completed", 1L)));
    }

    @Test
    void rowsOfOneInvoiceNeedNotStandTogether() {
        Imported apart =
                Imported.rows(
                        folder,
                        "2,a,A,1,2010-01-02,1,7,X",
                        "1,b,B,2,2010-01-01,1,8,X",
                        "2,c,C,3,2010-01-02,1,7,X",
                        "1,d,D,4,2010-01-01,1,8,X");

        assertThat(apart.events())
                .extracting(Event::messageId)
                .containsExactly("order:1", "order:2");
        assertThat(quantities(apart.events().get(0))).containsExactly(2L, 4L);
        assertThat(quantities(apart.events().get(1))).containsExactly(1L, 3L);
    }

    @Test
    void repeatedLinesStayAndAreToldApart() {
        Imported imported =
                Imported.rows(
                        folder,
                        "1,a,A,1,2010-01-02,1,7,X",
                        "1,b,B,1,2010-01-02,1,7,X",
                        "1,a,A,1,2010-01-02,1,7,X");

        assertThat(imported.event().properties().structs("products"))
                .extracting(product -> product.get("line").orElseThrow())
                .containsExactly(Value.of(1), Value.of(1), Value.of(2));
        assertThat(imported.event().properties().get("total")).contains(Value.of(3));
    }

    @Test
    void aCancellationIsARefundWithPositiveNumbers() {
        Imported imported =
                Imported.rows(
                        folder,
                        "C489449,22087,BUNTING,-12,2009-12-01 10:33,2.95,16321,Australia",
                        "C489449,M,Manual,1,2009-12-01 10:33,5,16321,Australia");

        assertThat(imported.event().name()).isEqualTo("Order Refunded");
        assertThat(imported.event().properties().get("total"))
                .contains(Value.of(new BigDecimal("35.4")));
        assertThat(quantities(imported.event())).containsExactly(12L);
        assertThat(imported.bad()).containsExactly("3 positive_quantity_in_cancellation");
    }

    @Test
    void aShopWhoseNumbersBeginWithCCanSaySo() {
        Mapping mapping = Imported.mapping("cancellation_prefix: none");

        Imported imported =
                Imported.mapped(
                        folder,
                        "orders.csv",
                        bytes(Imported.HEADER + "C100,a,A,1,2010-01-01,1,7,X\n"),
                        mapping);

        assertThat(imported.event().name()).isEqualTo("Order Completed");
        assertThat(imported.bad()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "nan"})
    void noCustomerIsNobodyAndIsCounted(String customer) {
        Imported imported = Imported.rows(folder, "1,a,A,1,2010-01-02,1," + customer + ",X");

        assertThat(imported.event().identifiers()).isEmpty();
        assertThat(imported.event().traits()).isEqualTo(Struct.empty());
        assertThat(imported.counts().anonymous()).isEqualTo(1);
    }

    @Test
    void aLineThatNamesNobodyTakesTheOrdersCustomer() {
        Imported imported =
                Imported.rows(folder, "1,a,A,1,2010-01-02,1,,X", "1,b,B,1,2010-01-02,1,7,X");

        assertThat(imported.event().identifier("user_id")).isEqualTo("7");
        assertThat(imported.counts().attributed()).isEqualTo(2);
    }

    @Test
    void badRowsAreQuarantinedByReasonAndTheGoodLinesOfTheirInvoiceStay() {
        Imported imported =
                Imported.rows(
                        folder,
                        "1,a,A,1,2010-01-02 10:01,1,7,X",
                        "1,a,A,-1,2010-01-02 10:00,1,7,X",
                        "1,a,A,1,2010-01-02 10:00,-1,7,X",
                        "1,a,A,0,2010-01-02 10:00,1,7,X",
                        "1,a,A,one,2010-01-02 10:00,1,7,X",
                        "1,a,A,1.5,2010-01-02 10:00,1,7,X",
                        "1,a,A,1,2010-01-02 10:00,free,7,X",
                        "1,a,A,1,2010-02-30 10:00,1,7,X",
                        "1,,A,1,2010-01-02 10:00,1,7,X",
                        ",a,A,1,2010-01-02 10:00,1,7,X",
                        "1,a,A,1,2010-01-02 10:00,1,7",
                        "1,a,A,2000000000,2010-01-02 10:00,1,7,X",
                        "1,a,A,1,,2,7,X");

        assertThat(imported.bad())
                .containsExactlyInAnyOrder(
                        "3 negative_quantity_outside_cancellation",
                        "4 negative_price",
                        "5 zero_quantity",
                        "6 unreadable_quantity",
                        "7 unreadable_quantity",
                        "8 unreadable_price",
                        "9 unreadable_date",
                        "10 missing_product",
                        "11 missing_invoice",
                        "12 wrong_number_of_columns",
                        "13 quantity_out_of_range");
        assertThat(imported.event().properties().get("total")).contains(Value.of(3));
        assertThat(imported.event().occurredAt()).isEqualTo(Instant.parse("2010-01-02T10:01:00Z"));
        assertThat(imported.counts())
                .isEqualTo(
                        counts(
                                13,
                                2,
                                0,
                                0,
                                Map.ofEntries(
                                        Map.entry("negative_quantity_outside_cancellation", 1L),
                                        Map.entry("negative_price", 1L),
                                        Map.entry("zero_quantity", 1L),
                                        Map.entry("unreadable_quantity", 2L),
                                        Map.entry("unreadable_price", 1L),
                                        Map.entry("unreadable_date", 1L),
                                        Map.entry("missing_product", 1L),
                                        Map.entry("missing_invoice", 1L),
                                        Map.entry("wrong_number_of_columns", 1L),
                                        Map.entry("quantity_out_of_range", 1L)),
                                Map.of("Order Completed", 1L)));
    }

    @Test
    void aQuarantinedRowKeepsItsTextAndItsReasonTellsNothingPersonal() {
        Imported imported = Imported.rows(folder, "1,a,A,jane@example.com,2010-01-02,1,7,X");

        QuarantinedRow row = imported.intake().rows.values().iterator().next();
        assertThat(row.text()).isEqualTo("1,a,A,jane@example.com,2010-01-02,1,7,X");
        assertThat(row.reason().path()).isEqualTo("line 2, quantity");
        assertThat(row.reason().found()).isEqualTo("a text of 16 characters");
        assertThat(row.reason().expected()).isEqualTo("a whole number");
    }

    @Test
    void anOrderWithoutAnyDateIsQuarantined() {
        Imported imported = Imported.rows(folder, "1,a,A,1,,1,7,X", "2,a,A,1,2010-01-02,1,7,X");

        assertThat(imported.bad()).containsExactly("2 missing_date");
        assertThat(imported.event().messageId()).isEqualTo("order:2");
    }

    @Test
    void aGiftOfPriceZeroStaysAndAMissingNameIsLeftOut() {
        Imported imported =
                Imported.rows(
                        folder,
                        "1,a,,1,2010-01-02,0,7,X",
                        "1,b,Missing_Description,1,2010-01-02,0.0,7,X");

        assertThat(imported.event().properties().get("total")).contains(Value.of(0));
        assertThat(imported.event().properties().structs("products"))
                .allSatisfy(product -> assertThat(product.get("name")).isEmpty());
    }

    @Test
    void theSameInvoiceWithOtherDescriptionsIsADuplicateAndWithOtherLinesIsNot() {
        Imported imported =
                Imported.rows(folder, "1,a,A,1,2010-01-02,1,7,X", "1,b,B,2,2010-01-02,1,7,X");
        ImportCounts described =
                again(
                        imported,
                        "1,b,other,2,2010-01-02,1.00,7.0,Y",
                        "1,a,,1,2010-01-02 00:00,1,7,Y");
        ImportCounts changed =
                again(imported, "1,a,A,1,2010-01-02,1,7,X", "1,b,B,3,2010-01-02,1,7,X");
        ImportCounts ofSomebodyElse =
                again(imported, "1,a,A,1,2010-01-02,1,8,X", "1,b,B,2,2010-01-02,1,8,X");

        assertThat(described.duplicate()).isEqualTo(2);
        assertThat(changed.quarantined()).isEqualTo(Map.of("same_id_other_content", 2L));
        assertThat(ofSomebodyElse.quarantined()).isEqualTo(Map.of("same_id_other_content", 2L));
        assertThat(imported.intake().events).hasSize(1);
    }

    @Test
    void theSameBadRowInAnotherFileIsADuplicateAndARepeatedOneInTheSameFileIsNot() {
        Imported imported =
                Imported.rows(
                        folder,
                        "1,a,A,-1,2010-01-02,1,7,X",
                        "1,a,A,-1,2010-01-02,1,7,X",
                        ",a,A,1,2010-01-02,1,7,X",
                        ",a,A,1,2010-01-02,1,7,X",
                        "broken",
                        "broken",
                        "2,a,A,1,2010-01-02,1,7,X");

        ImportCounts again =
                again(
                        imported,
                        "broken",
                        ",a,A,1,2010-01-02,1,7,X",
                        "1,a,A,-1,2010-01-02 00:00:00,1.0,7.0,X",
                        "1,a,A,-2,2010-01-02,1,7,X",
                        "3,a,A,1,2010-01-02,1,7,X");

        assertThat(imported.counts().quarantinedRows()).isEqualTo(6);
        assertThat(again.duplicate()).isEqualTo(3);
        assertThat(again.quarantined())
                .isEqualTo(Map.of("negative_quantity_outside_cancellation", 1L));
    }

    @Test
    void anInvoiceNumberTooLongForAnIdIsHashed() {
        String number = "9".repeat(200);

        Imported imported = Imported.rows(folder, number + ",a,A,1,2010-01-02,1,7,X");

        assertThat(imported.event().messageId()).startsWith("order:sha256:").hasSize(77);
        assertThat(imported.event().properties().text("order_id")).contains(number);
    }

    @ParameterizedTest
    @CsvSource({
        "two_customers_in_one_invoice, 8, , ",
        "two_emails_in_one_invoice, 7, b@example.com, ",
        "two_currencies_in_one_invoice, 7, , EUR"
    })
    void anOrderWhoseRowsDisagreeIsQuarantinedWhole(
            String rule, String customer, @Nullable String email, @Nullable String currency) {
        String header = "Invoice,SKU,Quantity,Date,Price,Customer ID,Email,Currency\n";
        String text =
                header
                        + "1,a,1,2010-01-02,1,7,a@example.com,GBP\n"
                        + "2,a,1,2010-01-02,1,7,a@example.com,GBP\n"
                        + "1,b,1,2010-01-02,-1,7,a@example.com,GBP\n"
                        + "1,a,1,2010-01-02,1,%s,%s,%s\n"
                                .formatted(customer, said(email), said(currency))
                        + "1,c,1,2010-01-02,1,,,\n";

        Imported imported = Imported.text(folder, text);
        ImportCounts again =
                Imported.request(
                                imported.intake(),
                                ImportRequest.orders(
                                        folder.resolve("orders.csv"), folder.resolve("temporary")))
                        .counts();

        assertThat(imported.bad())
                .containsExactly("2 " + rule, "4 negative_price", "5 " + rule, "6 " + rule);
        assertThat(imported.event().messageId()).isEqualTo("order:2");
        assertThat(again.duplicate()).isEqualTo(5);
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Test
    void anOrderMendedAfterItWasQuarantinedIsStoredWhole() {
        Imported imported =
                Imported.rows(folder, "1,a,A,1,2010-01-02,1,7,X", "1,b,B,1,2010-01-02,1,8,X");

        ImportCounts mended =
                again(imported, "1,a,A,1,2010-01-02,1,7,X", "1,b,B,1,2010-01-02,1,7,X");

        assertThat(imported.bad())
                .containsExactly(
                        "2 two_customers_in_one_invoice", "3 two_customers_in_one_invoice");
        assertThat(mended.attributed()).isEqualTo(2);
        assertThat(imported.event().properties().get("total")).contains(Value.of(2));
    }

    @Test
    void anOrderBeyondItsBoundIsQuarantinedWhole() {
        String[] rows = new String[8];
        java.util.Arrays.setAll(rows, row -> "1,p%d,A,1,2010-01-02,1,7,X".formatted(row));
        rows[3] = "1,p3,A,1,2010-01-02,-1,7,X";
        rows[7] = "2,p7,A,1,2010-01-03,1,7,X";
        Imported whole = Imported.rows(folder, rows);
        MemoryIntake intake = new MemoryIntake();

        ImportCounts first = bounded(intake);
        ImportCounts again = bounded(intake);

        assertThat(whole.counts().attributed()).isEqualTo(7);
        assertThat(first)
                .isEqualTo(
                        counts(
                                8,
                                1,
                                0,
                                0,
                                Map.of("too_many_lines_in_invoice", 6L, "negative_price", 1L),
                                Map.of("Order Completed", 1L)));
        assertThat(intake.events.keySet()).containsExactly("import.orders order:2");
        assertThat(intake.rows.values().iterator().next().reason().found())
                .isEqualTo("7 rows in the order");
        assertThat(again.duplicate()).isEqualTo(8);
    }

    /// Imports with at most five rows an order.
    private ImportCounts bounded(MemoryIntake intake) {
        ImportResult result =
                OrderImport.run(
                        ImportRequest.orders(folder.resolve("orders.csv"), folder),
                        intake,
                        Progress.UNWATCHED,
                        new ImportBounds(2, 1_000, 5, "1GB"));
        intake.told();
        return ((ImportResult.Completed) result).counts();
    }

    @Test
    void timesAreOfTheZoneThatIsSaid() {
        Imported imported =
                Imported.mapped(
                        folder,
                        "orders.csv",
                        bytes(Imported.HEADER + "1,a,A,1,2010-07-02 10:00,1,7,X\n"),
                        Mapping.GUESSED.withZone(ZoneId.of("Europe/London")));

        assertThat(imported.event().occurredAt()).isEqualTo(Instant.parse("2010-07-02T09:00:00Z"));
    }

    @Test
    void theOrderOfDayAndMonthIsDecidedOverTheWholeColumn() {
        Imported month =
                Imported.rows(folder, "1,a,A,1,12/1/2009 7:45,1,7,X", "2,a,A,1,1/13/2010,1,7,X");
        Imported day =
                Imported.rows(folder, "1,a,A,1,12/1/2009 7:45,1,7,X", "2,a,A,1,13/1/2010,1,7,X");
        Imported neither = Imported.rows(folder, "1,a,A,1,12/1/2009 7:45,1,7,X");
        Imported both = Imported.rows(folder, "1,a,A,1,13/1/2009,1,7,X", "2,a,A,1,1/13/2010,1,7,X");
        Imported same = Imported.rows(folder, "1,a,A,1,1/1/2009,1,7,X");

        assertThat(month.events().getFirst().occurredAt())
                .isEqualTo(Instant.parse("2009-12-01T07:45:00Z"));
        assertThat(month.report().dates()).isEqualTo("month first, in the zone UTC");
        assertThat(day.events().getFirst().occurredAt())
                .isEqualTo(Instant.parse("2009-01-12T07:45:00Z"));
        assertThat(neither.refusal())
                .isEqualTo(
                        "in orders.csv all dates, such as 12/1/2009 7:45, can be read with the day"
                            + " or with the month first: say date_order: day or date_order: month"
                            + " in the mapping");
        assertThat(both.refusal())
                .contains("1 dates can only be read with the day first and 1 only with the month");
        assertThat(same.events()).hasSize(1);
    }

    @Test
    void aFewDatesThatContradictAllOthersAreBadRows() {
        String[] rows = new String[150];
        java.util.Arrays.setAll(
                rows,
                row -> "%d,a,A,1,%d/%d/2010,1,7,X".formatted(row, 1 + row % 12, 13 + row % 10));
        rows[70] = "70,a,A,1,25/12/2010,1,7,X";

        Imported imported = Imported.rows(folder, rows);

        assertThat(imported.bad()).containsExactly("72 unreadable_date");
        assertThat(imported.counts().attributed()).isEqualTo(149);
    }

    @Test
    void pricesWithDecimalCommasAreNeverReadAsOnesWithPoints() {
        Imported mixed =
                Imported.rows(
                        folder,
                        "1,a,A,1,2010-07-02,\"1.234,50\",7,X",
                        "2,a,A,1,2010-07-02,1.234,7,X");
        Imported both =
                Imported.rows(
                        folder, "1,a,A,1,2010-07-02,\"6,95\",7,X", "2,a,A,1,2010-07-02,6.95,7,X");
        Imported points =
                Imported.rows(
                        folder,
                        "1,a,A,1,2010-07-02,\"1,234.50\",7,X",
                        "2,a,A,1,2010-07-02,1.234,7,X");
        Imported said =
                Imported.mapped(
                        folder,
                        "orders.csv",
                        bytes(
                                Imported.HEADER
                                        + "1,a,A,1,2010-07-02,\"1.234,50\",7,X\n"
                                        + "2,a,A,1,2010-07-02,1.234,7,X\n"),
                        Imported.mapping("decimal: comma"));

        assertThat(mixed.refusal())
                .isEqualTo(
                        "in orders.csv 1 price, such as 1.234,50, can only be read with a decimal"
                                + " comma and 0 only with a decimal point: say decimal: comma or"
                                + " decimal: point in the mapping");
        assertThat(both.refusal()).contains("such as 6,95").contains("1 only with a decimal point");
        assertThat(points.events())
                .extracting(event -> event.properties().get("total").orElseThrow())
                .containsExactly(
                        Value.of(new BigDecimal("1234.5")), Value.of(new BigDecimal("1.234")));
        assertThat(said.events())
                .extracting(event -> event.properties().get("total").orElseThrow())
                .containsExactly(Value.of(new BigDecimal("1234.5")), Value.of(1234));
    }

    @Test
    void aFewPricesThatContradictAllOthersAreBadRows() {
        String[] rows = new String[150];
        java.util.Arrays.setAll(rows, row -> "%d,a,A,1,2010-07-02,6.95,7,X".formatted(row));
        rows[70] = "70,a,A,1,2010-07-02,\"6,95\",7,X";

        assertThat(Imported.rows(folder, rows).bad()).containsExactly("72 unreadable_price");
    }

    @Test
    void shopifysExportIsRecognised() {
        Imported imported =
                Imported.text(
                        folder,
                        """
                        Name,Email,Financial Status,Paid at,Total,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Country,Shipping Country,Id
                        #1001,Jane@example.com,paid,2021-03-01 10:11:13 -0500,31.00,EUR,2021-03-01 10:11:12 -0500,2,Mug,8.00,MUG-1,DE,FR,3600
                        #1001,Jane@example.com,,,,,,1,Tea,15.00,TEA-1,,,
                        """);

        Event event = imported.event();
        assertThat(event.messageId()).isEqualTo("order:#1001");
        assertThat(event.identifiers())
                .containsExactly(new Identifier("email", "Jane@example.com"));
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2021-03-01T15:11:12Z"));
        assertThat(event.properties().text("currency")).contains("EUR");
        assertThat(event.properties().get("total")).contains(Value.of(31));
        assertThat(event.traits().text("country")).contains("FR");
        assertThat(imported.bad()).isEmpty();
    }

    @Test
    void semicolonsTabsAndDecimalCommasAreRead() {
        Mapping mapping =
                Imported.mapping(
                        """
                        columns: {invoice: Bestellung, product: Artikel, quantity: Menge, time: Datum, price: Einzelpreis}
                        decimal: comma
                        currency: EUR
                        """);
        String rows =
                "Bestellung;Artikel;Menge;Datum;Einzelpreis\n7;a;1;31.12.2010 08:00;1.234,50\n";

        Imported semicolons = Imported.mapped(folder, "orders.csv", bytes(rows), mapping);
        Imported tabs =
                Imported.mapped(folder, "orders.tsv", bytes(rows.replace(';', '\t')), mapping);

        assertThat(semicolons.event().properties().get("total"))
                .contains(Value.of(new BigDecimal("1234.5")));
        assertThat(semicolons.event().properties().text("currency")).contains("EUR");
        assertThat(tabs.intake().events).isEqualTo(semicolons.intake().events);
        assertThat(semicolons.report().lines())
                .contains("orders.csv: text with semicolons, UTF-8, 1 row");
    }

    @Test
    void jsonLinesAreRead() {
        Imported imported =
                Imported.bytes(
                        folder,
                        "orders.jsonl",
                        bytes(
                                """
                                {"order_id":1,"sku":"a","quantity":2,"order_date":"2010-01-02T10:00:00Z","price":1.10,"customer":{"id":7},"email":null,"tags":["x"]}

                                {"order_id":1,"sku":"b","quantity":1,"order_date":"2010-01-02T10:00:00Z","price":3}
                                {"order_id":2,"sku":"b","quantity":
                                {"order_id":3,"sku":"b\\u0000","quantity":1,"order_date":"2010-01-02","price":3}
                                [1]
                                """));

        assertThat(imported.event().properties().get("total"))
                .contains(Value.of(new BigDecimal("5.2")));
        assertThat(imported.event().identifier("user_id")).isEqualTo("7");
        assertThat(imported.bad())
                .containsExactlyInAnyOrder(
                        "4 unreadable_json", "5 unreadable_text", "6 unreadable_json");
    }

    @Test
    void anOrderHasTheCurrencyThatIsSaidAndNoneWhereNobodySaysIt() {
        String row = "1,a,A,1,2010-01-02,1,7,X";
        Imported unsaid = Imported.rows(folder, row);
        Imported said =
                Imported.mapped(
                        folder,
                        "orders.csv",
                        bytes(Imported.HEADER + row + "\n"),
                        Mapping.GUESSED.withCurrency("EUR"));

        assertThat(unsaid.event().properties().get("currency")).isEmpty();
        assertThat(unsaid.report().amounts())
                .isEqualTo("without a currency; --currency EUR or a mapping can say it");
        assertThat(said.event().properties().text("currency")).contains("EUR");
        assertThat(said.report().amounts()).isEqualTo("in EUR");
    }

    @Test
    void aFileWithAHeaderAloneHasNoRows() {
        assertThat(Imported.text(folder, Imported.HEADER).counts()).isEqualTo(ImportCounts.NONE);
    }

    private ImportCounts again(Imported imported, String... rows) {
        Imported.rows(folder, rows);
        return Imported.request(
                        imported.intake(),
                        ImportRequest.orders(
                                folder.resolve("orders.csv"), folder.resolve("temporary")))
                .counts();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static List<Long> quantities(Event event) {
        return event.properties().structs("products").stream()
                .map(product -> product.get("quantity").orElseThrow())
                .map(quantity -> Value.exactNumber(quantity).longValueExact())
                .toList();
    }

    private static Struct product(String id, String name, String price, long quantity) {
        return Struct.builder()
                .put("product_id", id)
                .put("name", name)
                .put("price", Value.of(new BigDecimal(price)))
                .put("quantity", quantity)
                .put("line", 1)
                .build();
    }

    private static ImportCounts counts(
            long rows,
            long attributed,
            long anonymous,
            long duplicate,
            Map<String, Long> quarantined,
            Map<String, Long> facts) {
        SortedMap<String, Long> byRule = new TreeMap<>(quarantined);
        return new ImportCounts(
                rows, attributed, anonymous, duplicate, byRule, new TreeMap<>(facts));
    }
}
