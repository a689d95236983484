package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

final class MappingFileTest {
    @TempDir Path folder;

    @Test
    void everyKeyIsRead() throws IOException {
        Path file = folder.resolve("shop.yaml");
        Files.writeString(
                file,
                """
                kind: mapping
                id: my-shop
                of: orders
                columns:
                  invoice: Bestellnummer
                  time: "Datum: Bestellung"
                date_order: month
                zone: Europe/Berlin
                currency: EUR
                decimal: comma
                cancellation_prefix: none
                separator: semicolon
                encoding: windows-1252
                """);

        MappingFile.Content content = MappingFile.read(file);

        assertThat(content)
                .isEqualTo(
                        new MappingFile.Content.Read(
                                new MappingDefinition(
                                        "my-shop",
                                        ImportKind.ORDERS,
                                        new Mapping(
                                                new TreeMap<>(
                                                        Map.of(
                                                                "invoice",
                                                                "Bestellnummer",
                                                                "time",
                                                                "Datum: Bestellung")),
                                                Optional.of(DateOrder.MONTH_FIRST),
                                                Optional.of(ZoneId.of("Europe/Berlin")),
                                                Optional.of("EUR"),
                                                Optional.of(true),
                                                Optional.of(""),
                                                Optional.of(';'),
                                                Optional.of(Charset.forName("windows-1252"))))));
    }

    @Test
    void allButTheKindMayBeLeftOut() {
        assertThat(MappingFile.parse("m.yaml", "kind: mapping\nid: m\nof: orders\n"))
                .isEqualTo(
                        new MappingFile.Content.Read(
                                new MappingDefinition("m", ImportKind.ORDERS, Mapping.GUESSED)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    zone: Mars/Olympus       | m.yaml:4:7: found "Mars/Olympus" in "zone", expected a time zone
                    date_order: year         | m.yaml:4:13: found "year" in "date_order", expected one of day, month
                    decimal: dot             | m.yaml:4:10: found "dot" in "decimal", expected one of comma, point
                    currency: euros          | m.yaml:4:11: found "euros" in "currency", expected an ISO 4217 code such as EUR
                    separator: x             | m.yaml:4:12: found "x" in "separator", expected one of comma, semicolon, tab, bar
                    encoding: latin-99       | m.yaml:4:11: found "latin-99" in "encoding", expected an encoding such as
                    colums: {invoice: a}     | m.yaml:4:1: found the key "colums", expected one of
                    columns: {invoce: a}     | m.yaml:4:11: found the key "invoce", expected one of
                    columns: [a]             | m.yaml:4:10: found a list in "columns", expected a mapping
                    """)
    void aMistakeIsShownAtItsPlace(String line, String sentence) {
        MappingFile.Content content =
                MappingFile.parse("m.yaml", "kind: mapping\nid: m\nof: orders\n" + line + "\n");

        assertThat(content).isInstanceOf(MappingFile.Content.Refused.class);
        assertThat(((MappingFile.Content.Refused) content).sentence()).startsWith(sentence);
    }

    @Test
    void aFileThatIsNotThereOrHoldsNothingIsRefused() {
        assertThat(MappingFile.read(folder.resolve("none.yaml")))
                .isEqualTo(
                        new MappingFile.Content.Refused(
                                "the mapping file %s does not exist: give the path of a YAML file"
                                        .formatted(folder.resolve("none.yaml"))));
        assertThat(MappingFile.parse("m.yaml", ""))
                .isEqualTo(
                        new MappingFile.Content.Refused(
                                "m.yaml: found 0 definitions, expected one of kind mapping"));
    }
}
