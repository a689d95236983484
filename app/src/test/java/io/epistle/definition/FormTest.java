package io.epistle.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

final class FormTest {

    @ParameterizedTest
    @CsvSource({
        "1 second,PT1S",
        "30 minutes,PT30M",
        "2 hours,PT2H",
        "1 day,PT24H",
        "14 days,PT336H",
        "6 weeks,PT1008H",
        "0 seconds,PT0S"
    })
    void aTimeIsAnAmountAndAUnit(String text, Duration duration) {
        assertThat(read(Form.DURATION, text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2", "hours", "-2 hours", "2.5 hours", "2 months", "2h", "9999999999 days"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(read(Form.DURATION, text)).isEmpty();
    }

    @Test
    void aWholeNumberMayBeWrittenWithAnEmptyFraction() {
        Form<Long> form = Form.whole(-5, 12);

        assertThat(read(form, "12")).contains(12L);
        assertThat(read(form, "-5.0")).contains(-5L);
        assertThat(read(form, "13")).isEmpty();
        assertThat(read(form, "-6")).isEmpty();
        assertThat(read(form, "1.5")).isEmpty();
        assertThat(read(form, "1e1")).isEmpty();
        assertThat(read(form, "12".repeat(500))).isEmpty();
    }

    @Test
    void aNumberIsExact() {
        assertThat(read(Form.number(0, 1), "0.10")).contains(new BigDecimal("0.10"));
        assertThat(read(Form.number(0, 1), "1.0000001")).isEmpty();
        assertThat(read(Form.number(0, 1), "NaN")).isEmpty();
    }

    @Test
    void onlyTrueAndFalseAreFlagsAndTheOthersAreAdvised() {
        assertThat(read(Form.FLAG, "true")).contains(true);
        assertThat(read(Form.FLAG, "false")).contains(false);
        assertThat(read(Form.FLAG, "yes")).isEmpty();
        assertThat(Form.FLAG.suggesting().apply("Yes")).isEqualTo("write true");
        assertThat(Form.FLAG.suggesting().apply("off")).isEqualTo("write false");
        assertThat(Form.FLAG.suggesting().apply("maybe")).isEmpty();
    }

    @Test
    void datesTimesAndZonesAreThoseOfTheStandard() {
        assertThat(read(Form.DATE, "2011-09-30")).contains(LocalDate.of(2011, 9, 30));
        assertThat(read(Form.DATE, "2011-02-30")).isEmpty();
        assertThat(read(Form.TIME, "08:30")).contains(LocalTime.of(8, 30));
        assertThat(read(Form.TIME, "25:00")).isEmpty();
        assertThat(read(Form.INSTANT, "2011-09-30T08:00:00Z"))
                .contains(Instant.parse("2011-09-30T08:00:00Z"));
        assertThat(read(Form.INSTANT, "2011-09-30")).isEmpty();
        assertThat(read(Form.ZONE, "Europe/London")).contains(ZoneId.of("Europe/London"));
        assertThat(read(Form.ZONE, "Europe/Londn")).isEmpty();
        assertThat(Form.ZONE.suggesting().apply("Europe/Londn"))
                .isEqualTo("did you mean \"Europe/London\"?");
    }

    @Test
    void anIdIsPlainAndTheOthersAreAdvised() {
        assertThat(read(Form.ID, "at-risk_2")).contains("at-risk_2");
        assertThat(read(Form.ID, "At Risk")).isEmpty();
        assertThat(Form.ID.suggesting().apply("At Risk!")).isEqualTo("write at-risk");
        assertThat(Form.ID.suggesting().apply("!!")).isEmpty();
        assertThat(read(Form.ID, "x".repeat(65))).isEmpty();
    }

    private static <T> Optional<T> read(Form<T> form, String text) {
        return form.reading().apply(text);
    }
}
