package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Files that are broken or meant to break something: each refused in one sentence with nothing
/// stored, or its bad rows quarantined and every other row imported.
final class HostileFileTest {
    private static final String GOOD = "1,a,A,1,2010-01-02,1,7,X\n";

    @TempDir Path folder;

    @Test
    void aFileThatIsNotThereIsRefused() {
        Imported imported =
                Imported.request(
                        new MemoryIntake(),
                        ImportRequest.orders(folder.resolve("none.csv"), folder));

        assertThat(imported.refusal())
                .isEqualTo(
                        folder.resolve("none.csv")
                                + " does not exist: give the path of a CSV, TSV, JSON lines or"
                                + " Parquet file");
    }

    @Test
    void aFolderIsRefused() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("orders"));

        Imported imported =
                Imported.request(
                        new MemoryIntake(), ImportRequest.orders(inner, folder.resolve("t")));

        assertThat(imported.refusal()).startsWith("orders is a folder: import its files one by");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThat(Imported.text(folder, "").refusal())
                .isEqualTo("orders.csv is empty: expected a header line and rows");
        assertThat(Imported.bytes(folder, "orders.csv.gz", gzip("")).refusal())
                .isEqualTo("orders.csv.gz is empty: expected a header line and rows");
    }

    @Test
    void aGzipFileCutOffAnywhereIsRefused() {
        byte[] whole = gzip(Imported.HEADER + GOOD.repeat(200));
        Random random = new Random(7);

        assertThat(Imported.bytes(folder, "o.csv.gz", whole).counts().rows()).isEqualTo(200);
        for (int round = 0; round < 30; round++) {
            // Fewer than two bytes do not say that it is gzip; that is another refusal.
            int length = 2 + random.nextInt(whole.length - 2);

            Imported imported = Imported.bytes(folder, "o.csv.gz", Arrays.copyOf(whole, length));

            assertThat(imported.refusal())
                    .matches(
                            "o.csv.gz is cut off or damaged: the gzip stream breaks after .* bytes"
                                    + " of content; copy or download it again, nothing of it was"
                                    + " stored");
        }
    }

    @Test
    void aGzipFileWithAChangedByteIsRefused() {
        byte[] damaged = gzip(Imported.HEADER + GOOD.repeat(200));
        damaged[damaged.length - 6] ^= 1;

        assertThat(Imported.bytes(folder, "o.csv.gz", damaged).refusal())
                .startsWith("o.csv.gz is cut off or damaged");
    }

    @Test
    void twoGzipStreamsBehindEachOtherAreOneFile() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(gzip(Imported.HEADER + GOOD));
        both.write(gzip("2,a,A,1,2010-01-02,1,7,X\n"));

        assertThat(Imported.bytes(folder, "o.csv.gz", both.toByteArray()).counts().rows())
                .isEqualTo(2);
    }

    @Test
    void garbageIsRefused() {
        byte[] garbage = new byte[100_000];
        new Random(7).nextBytes(garbage);
        garbage[0] = 0;

        assertThat(Imported.bytes(folder, "orders.csv", garbage).refusal())
                .isEqualTo(
                        "orders.csv is no text: expected a CSV, TSV, JSON lines or Parquet file,"
                                + " plain or gzip");
        assertThat(Imported.text(folder, "PK\u0003\u0004 sheet").refusal())
                .startsWith("orders.csv is an Excel or zip file: save the sheet as CSV");
        assertThat(Imported.text(folder, "[{\"order_id\":1}]").refusal())
                .startsWith("orders.csv is one JSON array");
        assertThat(Imported.text(folder, "Dear Sir,\nI hope you are well.\n").refusal())
                .startsWith("orders.csv has the columns Dear Sir, ; for orders the columns of");
    }

    @Test
    void parquetThatIsCutOffIsRefused() throws IOException, SQLException {
        Path whole = folder.resolve("it's [1].parquet");
        parquet(whole);
        byte[] bytes = Files.readAllBytes(whole);

        ImportRequest request = ImportRequest.orders(whole, folder.resolve("temporary"));
        assertThat(Imported.request(new MemoryIntake(), request).counts().rows()).isEqualTo(3);
        for (int length : new int[] {4, 100, bytes.length / 2, bytes.length - 1}) {
            assertThat(Imported.bytes(folder, "o.parquet", Arrays.copyOf(bytes, length)).refusal())
                    .startsWith("o.parquet is no whole Parquet file");
        }
    }

    @Test
    void wrongColumnsAreRefusedWithWhatWasFoundAndWhatToDo() {
        assertThat(Imported.text(folder, "Datum,Betrag,Kunde\n1,2,3\n").refusal())
                .isEqualTo(
                        "orders.csv has the columns Datum, Betrag, Kunde; for orders the columns of"
                                + " invoice, product, quantity, time, price are missing: name them"
                                + " under columns: {invoice: ...} in a mapping file"
                                + " (docs/reference/mapping.md) and give it with --mapping");
        assertThat(Imported.text(folder, "invoice,sku,qty,date\n1,a,1,2010-01-01\n").refusal())
                .contains("for orders the column of price is missing");
        assertThat(Imported.text(folder, "a single column\n1\n").refusal())
                .startsWith("orders.csv has only one column, a single column; for orders");
    }

    @Test
    void twoColumnsThatCouldBeTheSameAreRefused() {
        assertThat(
                        Imported.text(
                                        folder,
                                        """
                                        invoice,order_id,sku,qty,date,price
                                        1,2,a,1,2010-01-01,3
                                        """)
                                .refusal())
                .startsWith(
                        "orders.csv has several columns that could be the invoice (invoice,"
                                + " order_id): name one");
    }

    @Test
    void aColumnWhoseCellsLookWrongIsRefusedWhereThereAreEnough() {
        assertThat(
                        Imported.text(
                                        folder,
                                        "invoice,sku,qty,date,price\n"
                                                + "1,a,many,2010-01-01,3\n".repeat(30))
                                .refusal())
                .startsWith(
                        "orders.csv has a column \"qty\", but nothing in its first 30 rows can be"
                                + " read as the quantity");
    }

    @Test
    void quotedCellsMayHoldAnything() {
        Imported imported =
                Imported.text(
                        folder,
                        "\uFEFF\"Invoice\",StockCode,Description,Quantity,InvoiceDate,Price,Customer"
                            + " ID,Country\r\n"
                            + "1,a,\"two\r\n"
                            + "lines, a \"\"quote\"\"\",1,2010-01-02,1,7,X\r\n"
                            + "\r\n"
                            + "1,=cmd|'/c calc'!A1,\"=HYPERLINK(\"\"x\"\")\",1,2010-01-02,1,7,X\r\n"
                            + "1,b,5\" pipe,1,2010-01-02,1,7,X\r\n"
                            + "2,a,A,-1,2010-01-02,1,7,X,\r\n");

        Event event = imported.event();
        assertThat(event.properties().structs("products"))
                .extracting(product -> product.text("name").orElseThrow())
                .containsExactly("two\r\nlines, a \"quote\"", "=HYPERLINK(\"x\")", "5\" pipe");
        // The cell with an end of line and the blank line count as lines.
        assertThat(imported.bad()).containsExactly("7 negative_quantity_outside_cancellation");
    }

    @Test
    void aQuoteThatIsNeverClosedCostsItsOwnLineAlone() {
        Imported imported =
                Imported.text(
                        folder,
                        Imported.HEADER
                                + "1,a,\"never closed,1,2010-01-02,1,7,X\n"
                                + "1,b,B,1,2010-01-02,1,7,X\n".repeat(300)
                                + "1,c,\"closed\" badly,1,2010-01-02,1,7,X\n"
                                + "1,d,D,1,2010-01-02,1,7,X\n"
                                + "1,e,\"open at the end,1,2010-01-02,1,7,X\n");

        assertThat(imported.bad())
                .containsExactlyInAnyOrder(
                        "2 unclosed_quote", "303 text_after_quote", "305 unclosed_quote");
        assertThat(imported.counts().attributed()).isEqualTo(301);
    }

    @Test
    void aHugeCellIsOneBadRowKeptInPart() {
        String huge = "x".repeat(10_000_000);

        Imported imported =
                Imported.text(
                        folder,
                        Imported.HEADER
                                + ("1,a,\"" + huge + "\",1,2010-01-02,1,7,X\n")
                                + ("1,a," + huge + ",1,2010-01-02,1,7,X\n")
                                + ("1,a," + "y".repeat(2_000) + ",1,2010-01-02,1,7,X\n")
                                + "1,b,B,1,2010-01-02,1,7,X\n");

        assertThat(imported.bad())
                .containsExactlyInAnyOrder("2 row_too_long", "3 row_too_long", "4 text_too_long");
        assertThat(imported.intake().rows.values())
                .allSatisfy(row -> assertThat(row.text()).hasSizeLessThanOrEqualTo(32 * 1024));
        assertThat(imported.counts().attributed()).isEqualTo(1);
    }

    @Test
    void bytesThatAreNoTextAreBadRows() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(
                (Imported.HEADER + "1,a,Gl\u00fchwein \u00a36,1,2010-01-02,1,7,X\n")
                        .getBytes(StandardCharsets.UTF_8));
        bytes.write("1,b,caf\u00e9,1,2010-01-02,1,7,X\n".getBytes(StandardCharsets.ISO_8859_1));
        bytes.write("1,c,nul\u0000,1,2010-01-02,1,7,X\n".getBytes(StandardCharsets.UTF_8));
        bytes.write("1,d,D,1,2010-01-02,1,7,X\n".getBytes(StandardCharsets.UTF_8));

        Imported imported = Imported.bytes(folder, "orders.csv", bytes.toByteArray());

        assertThat(imported.bad())
                .containsExactlyInAnyOrder("3 unreadable_text", "4 unreadable_text");
        assertThat(names(imported)).containsExactly("Gl\u00fchwein \u00a36", "D");
    }

    @Test
    void theEncodingsOfOfficesAreRecognised() {
        String text = Imported.HEADER + "1,a,Caf\u00e9 \u00a35,1,2010-01-02,1,7,\u00d6sterreich\n";
        for (String encoding : new String[] {"windows-1252", "ISO-8859-1", "UTF-8"}) {
            Imported imported =
                    Imported.bytes(folder, "o.csv", text.getBytes(Charset.forName(encoding)));

            assertThat(names(imported)).containsExactly("Caf\u00e9 \u00a35");
        }
        for (String encoding : new String[] {"UTF-16LE", "UTF-16BE"}) {
            byte[] marked = ("\uFEFF" + text).getBytes(Charset.forName(encoding));

            Imported imported = Imported.bytes(folder, "o.csv", marked);

            assertThat(names(imported)).containsExactly("Caf\u00e9 \u00a35");
            assertThat(imported.report().format()).isEqualTo("text with commas, " + encoding);
        }
    }

    @Test
    void numbersMeantToFillTheMemoryAreBadRows() {
        Imported imported =
                Imported.rows(
                        folder,
                        "1,a,A,1,2010-01-02,1e999999999,7,X",
                        "1,a,A,1e99,2010-01-02,1,7,X",
                        "1,a,A,1,2010-01-02,1e-99,7,X",
                        "1,a,A,1," + "9".repeat(500) + ",1,7,X",
                        "1,a,A,1,2010-01-02,1e-05,7,X");

        assertThat(imported.bad())
                .containsExactly(
                        "2 unreadable_price",
                        "3 unreadable_quantity",
                        "4 unreadable_price",
                        "5 text_too_long");
        assertThat(imported.event().properties().get("total"))
                .contains(Value.of(new java.math.BigDecimal("0.00001")));
    }

    @Test
    void rowsBeyondTheMemorySpillToDisk() throws IOException {
        StringBuilder text = new StringBuilder(Imported.HEADER);
        Random random = new Random(7);
        for (int row = 0; row < 250_000; row++) {
            text.append(random.nextInt(20_000))
                    .append(",p")
                    .append(row)
                    .append(',')
                    .append(Long.toHexString(random.nextLong()).repeat(20))
                    .append(",1,2010-01-02,1,,X\n");
        }
        Path file = folder.resolve("big.csv");
        Files.writeString(file, text);
        Path temporary = folder.resolve("temporary");
        AtomicLong spilled = new AtomicLong();
        Progress watching =
                new Progress() {
                    @Override
                    public void reading(long done, long total) {}

                    @Override
                    public void mapped(MappingReport report) {}

                    @Override
                    public void storing(long rowsDone, long rowsTotal) {
                        spilled.accumulateAndGet(bytes(temporary), Math::max);
                    }
                };

        ImportResult result =
                OrderImport.run(
                        ImportRequest.orders(file, temporary),
                        new MemoryIntake(),
                        watching,
                        new ImportBounds(10_000, 1_000_000, 5_000, "80MB"));

        assertThat(result).isInstanceOf(ImportResult.Completed.class);
        assertThat(((ImportResult.Completed) result).counts().anonymous()).isEqualTo(250_000);
        assertThat(spilled.get()).isPositive();
        assertThat(temporary).isEmptyDirectory();
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    private static List<String> names(Imported imported) {
        return imported.event().properties().structs("products").stream()
                .map(product -> product.text("name").orElseThrow())
                .toList();
    }

    private static void parquet(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT 'x' || i AS invoice, 'p\"1' AS sku, 1 AS qty, DATE '2010-01-01' AS date, 0.5 AS price FROM range(3) t(i)) TO '%s'"
                            .formatted(file.toString().replace("'", "''")));
        }
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }
}
