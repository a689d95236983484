package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class CsvRowsTest {
    @Test
    void anyCellsWrittenAsCsvAreReadBackWhateverTheReaderGivesAtOnce() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            int columns = 1 + random.nextInt(5);
            char separator = ",;\t|".charAt(random.nextInt(4));
            String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
            List<List<String>> rows = new ArrayList<>();
            List<Long> lines = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            long line = 1;
            int count = random.nextInt(12);
            for (int row = 0; row < count; row++) {
                List<String> cells = cells(random, columns, separator);
                String written =
                        String.join(
                                String.valueOf(separator),
                                cells.stream().map(cell -> quoted(cell, random)).toList());
                rows.add(cells);
                lines.add(line);
                text.append(written);
                boolean last = random.nextInt(20) == 0;
                text.append(last ? "" : end);
                line += 1 + breaks(written);
                if (last) {
                    break;
                }
            }

            List<RawRow> read = read(trickling(text.toString(), random), separator, columns);

            assertThat(read).as(text.toString()).extracting(RawRow::cells).isEqualTo(rows);
            assertThat(read).as(text.toString()).extracting(RawRow::line).isEqualTo(lines);
            assertThat(read).allSatisfy(row -> assertThat(row.fault()).isNull());
        }
    }

    @Test
    void everyLineOfAnyTextIsInExactlyOneRow() throws IOException {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            for (int index = 0; index < length; index++) {
                text.append("ab,,\"\"\"\n\n".charAt(random.nextInt(9)));
            }

            List<RawRow> read = read(new StringReader(text.toString()), ',', 0);

            List<String> inRows =
                    read.stream()
                            .flatMap(row -> row.text().lines())
                            .filter(line -> !line.isEmpty())
                            .toList();
            assertThat(inRows)
                    .as(text.toString())
                    .isEqualTo(text.toString().lines().filter(line -> !line.isEmpty()).toList());
            read.forEach(row ->
                    assertThat(text.toString().split("\n", -1)[(int) row.line() - 1])
                            .isEqualTo(row.text().lines().findFirst().orElseThrow()));
        }
    }

    private static List<RawRow> read(Reader reader, char separator, int columns)
            throws IOException {
        CsvRows rows = new CsvRows(new TextLines(reader), new CsvSyntax(separator));
        List<RawRow> read = new ArrayList<>();
        RawRow row = rows.next(columns);
        while (row != null) {
            read.add(row);
            row = rows.next(columns);
        }
        return read;
    }

    /// Cells that are not all blank in one column: such a row would be a blank line.
    private static List<String> cells(Random random, int columns, char separator) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            StringBuilder cell = new StringBuilder(columns == 1 ? "x" : "");
            int length = random.nextInt(8);
            for (int index = 0; index < length; index++) {
                cell.append(("ab \"\n\u00e9\u20ac" + separator).charAt(random.nextInt(8)));
            }
            cells.add(cell.toString());
        }
        return cells;
    }

    private static String quoted(String cell, Random random) {
        boolean needed = cell.chars().anyMatch(character -> "\",;\t|\n\r".indexOf(character) >= 0);
        return needed || random.nextInt(3) == 0 ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private static long breaks(String text) {
        return text.chars().filter(character -> character == '\n').count();
    }

    /// A reader that gives a few characters at a time.
    private static Reader trickling(String text, Random random) {
        return new StringReader(text) {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(5)));
            }
        };
    }
}
