package io.epistle.rule.said;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.rule.Checked;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the parser says of texts that are no rules, word by word.
final class ProblemsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    dod "Order Completed" | line 1, column 1: found "dod", expected a condition such as did "Order Completed" within 30 days or country = "US"; did you mean "did"?
                    did "A" witin 14 days | line 1, column 9: found "witin", expected "and", "or" or the end of the rule; did you mean "within"?
                    did "A" within 14 dys | line 1, column 19: found "dys", expected a unit: seconds, minutes, hours, days, weeks, months or years; did you mean "days"?
                    did "A" within days | line 1, column 16: found "days", expected a whole number
                    did "A" within 14 | line 1, column 18: found the end of the rule, expected a unit: seconds, minutes, hours, days, weeks, months or years
                    did "A" within 1.5 days | line 1, column 16: found 1.5, expected a whole number from 0 to 100000
                    did "A" at least times | line 1, column 18: found "times", expected a whole number
                    did "A" at least 3 within 2 days | line 1, column 20: found "within", expected "times"
                    did A | line 1, column 5: found "A", expected an event's name in double quotes such as "Order Completed"
                    did "Order Completed | line 1, column 5: found a quote that is never closed, expected a closing " after the text
                    did “A” | line 1, column 5: found "“", expected texts in straight double quotes such as "London"
                    country contians "U" | line 1, column 9: found "contians", expected a comparison such as = "US", in ("a", "b"), between 1 and 5, exists or before 2025-01-31; did you mean "contains"?
                    country = US | line 1, column 11: found "US", expected a number, true, false or a text in double quotes; did you mean "US" in double quotes?
                    country == "US" | line 1, column 10: found "=", expected a number, true, false or a text in double quotes
                    country is "US" | line 1, column 12: found the text "US", expected "empty", because values are compared with =
                    age between 34 and 25 | line 1, column 5: found between 34 and 25, expected the smaller number first
                    joined = 2011-01-01 | line 1, column 10: found 2011-01-01, expected a number, text or truth value; dates are compared with before, after, since and on
                    joined after 2011-02-30 | line 1, column 14: found 2011-02-30, expected a date and time that exist, such as 2025-01-31 or 2025-01-31T08:00
                    did "A" in the next 3 days | line 1, column 9: found "in the next", expected a window of the past, because what comes is not known; did you mean "in the last"?
                    did "A" where a = 1 and b = 2 | line 1, column 21: found "and" that could continue where or the rule, expected parentheses: where (a = 1 and b = 2), or (did "E" where a = 1) and b = 2
                    did "A" within 2 days within 3 days | line 1, column 23: found a second window, expected only one for each event
                    did "A" then not did "B" | line 1, column 25: found the end of the rule, expected within and a span, such as within 2 hours
                    did "A" then not did "B" within 1 day then did "C" | line 1, column 39: found "then" after what was not done, expected what was not done as the last step
                    did "A" at least 2 times then did "B" | line 1, column 26: found "then" after a count, expected no count before "then"
                    sum of total in "A" within 90 days | line 1, column 35: found the end of the rule, expected a comparison with a number such as > 250
                    last "A" | line 1, column 9: found the end of the rule, expected a window such as within 30 days or before 2025-01-31
                    in segmnt "vip" | line 1, column 4: found "segmnt", expected in segment "vip"; did you mean "segment"?
                    rfm.frequncy > 3 | line 1, column 5: found "frequncy", expected recency, frequency, monetary or cell; did you mean "frequency"?
                    lifecycle is active | line 1, column 14: found "active", expected a stage such as "active"; did you mean "active" in double quotes?
                    country = "US" adn age > 3 | line 1, column 16: found "adn", expected "and", "or" or the end of the rule; did you mean "and"?
                    (country = "US" | line 1, column 16: found the end of the rule, expected "and", "or" or ")"
                    country = "US") | line 1, column 15: found ")", expected "and", "or" or the end of the rule
                    all of (a = 1 b = 2) | line 1, column 15: found "b", expected "and", "or" or ")"
                    a = 1 and | line 1, column 10: found the end of the rule, expected a condition such as did "Order Completed" within 30 days or country = "US"
                    utm-source = 1 | line 1, column 4: found "-", expected a number such as -1, or a name in backticks such as `utm-source`
                    everyone everyone | line 1, column 10: found "everyone", expected "and", "or" or the end of the rule
                    evryone | line 1, column 1: found "evryone", expected a condition such as did "Order Completed" within 30 days or country = "US"; did you mean "everyone"?
                    a matches 5 | line 1, column 11: found 5, expected a regular expression in double quotes
                    a length "x" | line 1, column 10: found the text "x", expected a comparison with a number such as > 250
                    """)
    void eachProblemIsOneSentence(String text, String sentence) {
        assertThat(message(text)).isEqualTo(sentence);
    }

    private static String message(String text) {
        return switch (Parser.parse(text)) {
            case Checked.Sound<Said> _ -> "sound";
            case Checked.Wrong<Said> wrong -> wrong.message();
        };
    }
}
