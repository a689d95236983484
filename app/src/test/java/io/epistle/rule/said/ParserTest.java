package io.epistle.rule.said;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.rule.Checked;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

final class ParserTest {
    private static final int SOUPS = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                did "Product Viewed" where product_id = "X" within 14 days
                and not did "Order Completed" within 30 days
                """,
                "country = \"US\" and age between 25 and 34 and city = \"New York\"",
                "did \"Product Viewed\" where category = \"Smartphones\" at least 3 times within 7"
                        + " days",
                "sum of total in \"Order Completed\" within 90 days > 250 and churn > 0.7 and"
                        + " lifecycle is \"at risk\"",
                "did \"Checkout Started\" then not did \"Order Completed\" within 2 hours",
                "in segment \"vip\" or rfm.frequency >= 4 or persona is \"bargain hunters\"",
            })
    void theExamplesOfTheLanguageAreRead(String text) {
        assertThat(Parser.parse(text)).isInstanceOf(Checked.Sound.class);
    }

    @Test
    void andBindsStrongerThanOr() {
        Said said = Parser.parse("a = 1 or b = 2 and c = 3").orThrow();

        assertThat(said).isInstanceOf(Said.Any.class);
        assertThat(((Said.Any) said).parts()).hasSize(2);
        assertThat(((Said.Any) said).parts().getLast()).isInstanceOf(Said.All.class);
    }

    @Test
    void aWindowAfterSeveralFiltersShowsThatTheyBelongToTheEvent() {
        Said said =
                Parser.parse("did \"A\" where a = 1 and b = 2 or c = 3 within 2 days").orThrow();

        assertThat(said).isInstanceOf(Said.Did.class);
        assertThat(((Said.Did) said).occurrences().where()).isInstanceOf(Filter.Any.class);
    }

    @Test
    void whatCannotBeAFilterContinuesTheRule() {
        Said said = Parser.parse("did \"A\" where a = 1 and in segment \"vip\"").orThrow();

        assertThat(said).isInstanceOf(Said.All.class);
    }

    @Test
    void nestingAndLengthAreBounded() {
        String deep = "(".repeat(500) + "everyone" + ")".repeat(500);
        String long_ = "a = \"" + "x".repeat(Parser.LENGTH_MAX) + "\"";

        assertThat(wrong(deep)).contains("more than 32 levels of nesting, expected fewer");
        assertThat(wrong("not ".repeat(500) + "everyone")).contains("more than 32 levels");
        assertThat(wrong(long_)).contains("100006 characters, expected at most 100000");
        assertThat(wrong("did \"A\" where " + "(".repeat(500))).contains("more than 32 levels");
    }

    @Test
    void noSoupOfTokensDoesAnythingButYieldARuleOrProblems() {
        RandomGenerator random = new Random(7);
        int sound = 0;
        for (int index = 0; index < SOUPS; index++) {
            StringBuilder soup = new StringBuilder();
            int length = 1 + random.nextInt(14);
            for (int word = 0; word < length; word++) {
                soup.append(INGREDIENTS.get(random.nextInt(INGREDIENTS.size())));
                soup.append(random.nextInt(8) == 0 ? "" : " ");
            }

            switch (Parser.parse(soup.toString())) {
                case Checked.Sound<Said>(Said said) -> {
                    sound++;
                    assertThat(Parser.parse(Printer.print(said)).orThrow()).isEqualTo(said);
                }
                case Checked.Wrong<Said> wrong ->
                        assertThat(wrong.problems())
                                .hasSize(1)
                                .allSatisfy(problem -> {
                                    assertThat(problem.line()).isPositive();
                                    assertThat(problem.column()).isPositive();
                                    assertThat(problem.expected()).isNotBlank();
                                });
            }
        }
        assertThat(sound).isGreaterThan(20);
    }

    @Test
    void noDamageToARuleDoesAnythingButYieldARuleOrProblems() {
        RandomGenerator random = new Random(8);
        for (int index = 0; index < SOUPS / 4; index++) {
            StringBuilder text =
                    new StringBuilder(
                            Printer.print(new io.epistle.rule.oracle.RandomRules(random).rule(2)));
            for (int damage = 0; damage < 3 && !text.isEmpty(); damage++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, (char) (32 + random.nextInt(100)));
                    default -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
                }
            }

            assertThat(Parser.parse(text.toString())).isNotNull();
        }
    }

    private static String wrong(String text) {
        return switch (Parser.parse(text)) {
            case Checked.Sound<Said> _ -> "sound";
            case Checked.Wrong<Said> wrong -> wrong.message();
        };
    }

    private static final List<String> INGREDIENTS =
            List.of(
                    "did",
                    "\"A\"",
                    "\"B\"",
                    "where",
                    "within",
                    "14",
                    "days",
                    "and",
                    "or",
                    "not",
                    "(",
                    ")",
                    ",",
                    "=",
                    "!=",
                    "<",
                    ">=",
                    "a",
                    "b.c",
                    "in",
                    "segment",
                    "the",
                    "last",
                    "next",
                    "at",
                    "least",
                    "most",
                    "exactly",
                    "times",
                    "more",
                    "than",
                    "ago",
                    "between",
                    "2011-01-01",
                    "2011-13-01",
                    "-1",
                    "3.5",
                    "sum",
                    "of",
                    "total",
                    "first",
                    "then",
                    "rfm",
                    ".",
                    "frequency",
                    "lifecycle",
                    "is",
                    "empty",
                    "exists",
                    "everyone",
                    "all",
                    "any",
                    "none",
                    "contains",
                    "true",
                    "`x y`",
                    "\\",
                    "\"",
                    "ignoring",
                    "case",
                    "bucket",
                    "known",
                    "for",
                    "consented",
                    "to",
                    "anniversary",
                    "today",
                    "this",
                    "month",
                    "ever",
                    "0",
                    "\n",
                    "since",
                    "on",
                    "matches");
}
