package io.epistle.rule.said;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.rule.oracle.RandomRules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

final class PrinterTest {
    private static final int RULES = 5_000;

    @Test
    void whatWasPrintedIsReadBackAsTheSameTree() {
        RandomRules rules = new RandomRules(new Random(20111209));

        for (int index = 0; index < RULES; index++) {
            Said said = rules.rule(4);
            String text = Printer.print(said);

            assertThat(Parser.parse(text).orThrow()).as(text).isEqualTo(said);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "did \"Product Viewed\" where product_id = \"X\" within 14 days and not did"
                        + " \"Order Completed\" within 30 days",
                "country = \"US\" and age between 25 and 34 and city = \"New York\"",
                "not (a = 1 or b = 2) and (c = 3 or not d exists)",
                "all of (everyone, any of (x = 1, y = -2.50), exactly 2 of (x = 1, y = 2, z = 3))",
                "did \"A\" where (a = 1 and b = 2) and c = 3",
                "did \"A\" where (a = 1) and b = 2",
                "did \"A\" between 2 and 4 times between 3 and 10 days ago",
                "did \"A\" exactly 1 time between 12 hours and 3 days ago",
                "last \"A\" more than 90 days ago",
                "products.price of last \"A\" where (b = 1) > 100",
                "did \"A\" this month then did \"B\" then not did \"C\" within 2 hours",
                "`in`.`odd name`.`a.b` = \"quote \\\" and \\\\ and \\n\"",
                "seen between 2011-01-01 and 2011-03-31T10:00 or seen on 2011-05-01",
                "born anniversary in the next 7 days or born anniversary today",
                "name not in (\"a\", 2, true) or name contains all of (\"x\", \"y\") ignoring case",
            })
    void canonicalTextIsPrintedAsItWasWritten(String text) {
        assertThat(Printer.print(Parser.parse(text).orThrow())).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    DID "A" Within 1 day                   | did "A" within 1 day
                    did "A" in the last 2 days             | did "A" within 2 days
                    did "A" at least 1 times ever          | did "A"
                    did "A" within 7 days where a = 1      | did "A" where a = 1 within 7 days
                    did "A" where a = 1 and b = 2 ever     | did "A" where (a = 1 and b = 2)
                    did "A" where a = 1 or did "B"         | did "A" where (a = 1) or did "B"
                    did "A" less than 3 times              | did "A" fewer than 3 times
                    a <> 5                                 | a != 5
                    ((a = 1))                              | a = 1
                    a starts "x" and a ends "y"            | a starts with "x" and a ends with "y"
                    joined within 3 days                   | joined in the last 3 days
                    """)
    void otherWordsAreReadAndPrintedCanonically(String text, String canonical) {
        assertThat(Printer.print(Parser.parse(text).orThrow())).isEqualTo(canonical);
    }

    @Test
    void positionsDoNotMakeSayingsDifferent() {
        Said one = Parser.parse("a = 1 and b = 2").orThrow();
        Said other = Parser.parse("a   = 1\n  and\n b = 2").orThrow();

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(other).isInstanceOf(Said.All.class);
        assertThat(((Said.All) other).parts().getLast().at().line()).isEqualTo(3);
        assertThat(((Said.All) other).parts().getLast().at().column()).isEqualTo(2);
    }

    @Test
    void namesThatAreKeywordsAreQuoted() {
        for (String name :
                List.of("in", "not", "ALL", "First", "rfm", "odd name", "ünder_1", "a`b")) {
            Said said =
                    new Said.TraitMeets(
                            Position.START,
                            Path.of(name, name),
                            new io.epistle.rule.said.Test.Exists());

            assertThat(Parser.parse(Printer.print(said)).orThrow()).isEqualTo(said);
        }
    }
}
