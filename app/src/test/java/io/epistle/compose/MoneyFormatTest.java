package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;

/// Amounts and product names as a reader expects them.
final class MoneyFormatTest {

    @ParameterizedTest
    @CsvSource({
        "2.5, GBP, £2.50",
        "0, GBP, £0.00",
        "-2, GBP, -£2.00",
        "-0.001, GBP, £0.00",
        "1234567.895, GBP, '£1,234,567.90'",
        "999.999, EUR, '€1,000.00'",
        "1234.5, JPY, '¥1,235'",
        "12, CHF, CHF\u00a012.00",
        "-1234.5, USD, '-$1,234.50'",
        "1, KWD, KWD\u00a01.000"
    })
    void amountsHaveTheDigitsAndSignsOfTheirCurrency(
            BigDecimal amount, String currency, String shown) {
        assertThat(MoneyFormat.format(amount, currency)).contains(shown);
    }

    @Test
    void aCurrencyThatDoesNotExistIsNone() {
        assertThat(MoneyFormat.format(BigDecimal.ONE, "gbp")).isEmpty();
        assertThat(MoneyFormat.format(BigDecimal.ONE, "")).isEmpty();
        assertThat(MoneyFormat.isCurrency("GBP")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "WHITE HANGING HEART T-LIGHT HOLDER, White Hanging Heart T-Light Holder",
        "SET OF 3 CAKE TINS PANTRY DESIGN, Set of 3 Cake Tins Pantry Design",
        "'LUNCH BAG  BLACK SKULL. ', Lunch Bag Black Skull",
        "CHILDREN'S APRON APPLES DESIGN, Children's Apron Apples Design",
        "60 TEATIME FAIRY CAKE CASES, 60 Teatime Fairy Cake Cases",
        "POPPY'S PLAYHOUSE BEDROOM , Poppy's Playhouse Bedroom",
        "THE TEA COSY, The Tea Cosy",
        "iPod dock, iPod dock",
        "ÉCLAIR ÖL, Éclair Öl",
        "'', ''"
    })
    void shoutedNamesComeInTitleCase(String shouted, String shown) {
        assertThat(TitleCase.of(shouted)).isEqualTo(shown);
        assertThat(TitleCase.of(shown)).isEqualTo(shown);
    }
}
