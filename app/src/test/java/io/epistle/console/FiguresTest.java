package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

final class FiguresTest {
    private static final Instant NOW = Instant.parse("2011-09-30T23:30:00Z");
    private static final Figures FIGURES =
            new Figures(TextsFile.read(TextsFile.ENGLISH), ZoneId.of("Europe/London"), NOW);

    @Test
    void sharesThatAreNotZeroNeverLookLikeIt() {
        assertThat(FIGURES.percent(0)).isEqualTo("0%");
        assertThat(FIGURES.percent(0.00004)).isEqualTo("under 0.1%");
        assertThat(FIGURES.percent(0.0423)).isEqualTo("4.2%");
        assertThat(FIGURES.percent(0.423)).isEqualTo("42%");
        assertThat(FIGURES.percent(1, 0)).isEqualTo("0%");
    }

    @Test
    void changesSayTheirDirectionAndNeverDivideByNothing() {
        assertThat(FIGURES.change(100, 112)).isEqualTo("+12%");
        assertThat(FIGURES.change(100, 50)).isEqualTo("\u221250%");
        assertThat(FIGURES.change(100, 100)).isEqualTo("no change");
        assertThat(FIGURES.change(0, 5)).isEqualTo("new");
    }

    @Test
    void moneyKeepsItsPenniesUntilTheyStopMattering() {
        assertThat(FIGURES.money(new Money(new BigDecimal("1.5"), "GBP"))).isEqualTo("£1.50");
        assertThat(FIGURES.money(new Money(new BigDecimal("9999.99"), "GBP")))
                .isEqualTo("£9,999.99");
        assertThat(FIGURES.money(new Money(new BigDecimal("17743429.18"), "GBP")))
                .isEqualTo("£17,743,429");
        assertThat(FIGURES.money(new Money(new BigDecimal("-12.75"), "GBP"))).isEqualTo("-£12.75");
        assertThat(FIGURES.money(new Money(new BigDecimal("500"), "JPY"))).endsWith("500");
        assertThat(FIGURES.money(new Money(new BigDecimal("3.5"), "???"))).isEqualTo("3.5 ???");
        assertThat(FIGURES.money(new Money(new BigDecimal("1234.5"), Money.NO_CURRENCY)))
                .isEqualTo("1,234.5");
    }

    @Test
    void distancesUseOneUnitAndTheirSingular() {
        assertThat(FIGURES.away(NOW)).isEqualTo("just now");
        assertThat(FIGURES.away(NOW.minusSeconds(60))).isEqualTo("1 minute ago");
        assertThat(FIGURES.away(NOW.minus(Duration.ofHours(5)))).isEqualTo("5 hours ago");
        assertThat(FIGURES.away(NOW.plus(Duration.ofDays(1)))).isEqualTo("in 1 day");
        assertThat(FIGURES.away(NOW.minus(Duration.ofDays(20)))).isEqualTo("2 weeks ago");
        assertThat(FIGURES.away(NOW.minus(Duration.ofDays(90)))).isEqualTo("3 months ago");
        assertThat(FIGURES.away(NOW.minus(Duration.ofDays(800)))).isEqualTo("2 years ago");
    }

    @Test
    void daysAreThoseOfTheAccountsZone() {
        Instant halfPastMidnightInLondon = NOW;

        assertThat(FIGURES.dayOf(halfPastMidnightInLondon)).isEqualTo(LocalDate.of(2011, 10, 1));
        assertThat(FIGURES.day(LocalDate.of(2011, 10, 1))).isEqualTo("Today");
        assertThat(FIGURES.day(LocalDate.of(2011, 9, 30))).isEqualTo("Yesterday");
        assertThat(FIGURES.day(LocalDate.of(2011, 9, 28)))
                .isEqualTo("Wednesday, 28 September 2011");
        assertThat(FIGURES.clock(NOW)).isEqualTo("00:30");
        assertThat(FIGURES.machine(NOW)).isEqualTo("2011-09-30T23:30:00Z");
    }

    @Test
    void smallChancesAreSmallInWords() {
        assertThat(FIGURES.chance(0.0432)).isEqualTo("0.043");
        assertThat(FIGURES.chance(1e-9)).isEqualTo("below 0.001");
        assertThat(FIGURES.points(0.0131)).isEqualTo("+1.3");
        assertThat(FIGURES.points(-0.016)).isEqualTo("\u22121.6");
    }
}
