package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.Random;

final class AmountTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    6.95         | 6.95
                    2.10         | 2.1
                    10.0         | 10
                    100          | 100
                    -12          | -12
                    +3           | 3
                    .5           | 0.5
                    5.           | 5
                    -0.0         | 0
                    1e2          | 100
                    1E-05        | 0.00001
                    1,234.50     | 1234.5
                    £6.95        | 6.95
                    -$ 6.95      | -6.95
                    € 1,000.00   | 1000
                    """)
    void numbersAreReadExactlyAndInTheirShortestForm(String cell, String expected) {
        assertThat(Amount.read(cell, false)).isEqualTo(new BigDecimal(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                ".",
                "one",
                "1,5",
                "1,234",
                "1.2.3",
                "1 000",
                "0x1F",
                "1e",
                "1e999",
                "NaN",
                "Infinity",
                "1e15",
                "0.0000000001",
                "6.95 GBP",
                "(5)",
                "--5",
                "１２"
            })
    void whatIsNoNumberOrCouldBeTwoIsNotRead(String cell) {
        assertThat(Amount.read(cell, false)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    6,95      | 6.95
                    1.234,50  | 1234.5
                    1.234     | 1234
                    -12       | -12
                    € 3,20    | 3.2
                    """)
    void decimalCommasAreReadWhereTheMappingSaysSo(String cell, String expected) {
        assertThat(Amount.read(cell, true)).isEqualTo(new BigDecimal(expected));
    }

    @Test
    void aPointThatSeparatesNoThousandsIsNotReadWhereCommasAreDecimal() {
        assertThat(Amount.read("6.95", true)).isNull();
        assertThat(Amount.read("1,234.50", true)).isNull();
    }

    @Test
    void anyAmountIsReadBack() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            BigDecimal amount =
                    BigDecimal.valueOf(
                            random.nextLong(2_000_000_000_000L) - 1_000_000_000_000L,
                            random.nextInt(7));

            BigDecimal read = Amount.read(amount.toPlainString(), false);

            assertThat(read).isEqualByComparingTo(amount);
            assertThat(read).isEqualTo(Amount.canonical(amount));
        }
    }
}
