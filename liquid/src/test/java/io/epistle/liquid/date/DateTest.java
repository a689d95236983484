package io.epistle.liquid.date;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.value.Meter;
import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

class DateTest {
    private static final Instant NOW = Instant.parse("2026-07-01T06:30:00Z");
    private static final Meter UNMETERED = steps -> {};

    private static String shown(String text, String pattern) {
        CivilTime time = DateReader.read(Value.of(text), NOW, ZoneOffset.UTC, UNMETERED);
        return time == null ? "none" : Strftime.compile(pattern).format(time);
    }

    private static String shown(String text) {
        return shown(text, "%Y-%m-%d %H:%M:%S %z");
    }

    @Test
    void directivesEqualThoseOfTheJdkOnRandomTimes() {
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            ZonedDateTime time =
                    Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 200_000_000_000L))
                            .plusNanos(random.nextInt(1_000_000_000))
                            .atOffset(
                                    ZoneOffset.ofTotalSeconds(
                                            random.nextInt(-40_000, 40_000) / 60 * 60))
                            .toZonedDateTime();
            CivilTime civil = CivilTime.of(time.toInstant(), time.getZone());

            String found =
                    Strftime.compile(
                                    "%Y %m %d %H %M %S %L %N %j %u %w %s %G %V %U %W %I %p %y %C %a"
                                            + " %B %z")
                            .format(civil);

            assertThat(found).isEqualTo(oracle(time));
        }
    }

    private static String oracle(ZonedDateTime time) {
        int weekday = time.getDayOfWeek().getValue();
        int dayOfYear = time.getDayOfYear();
        return time.format(DateTimeFormatter.ofPattern("uuuu MM dd HH mm ss SSS ", Locale.ROOT))
                + String.format(Locale.ROOT, "%09d %03d ", time.getNano(), dayOfYear)
                + weekday
                + " "
                + weekday % 7
                + " "
                + time.toEpochSecond()
                + String.format(
                        Locale.ROOT,
                        " %04d %02d %02d %02d ",
                        time.get(IsoFields.WEEK_BASED_YEAR),
                        time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                        (dayOfYear + 6 - weekday % 7) / 7,
                        (dayOfYear + 6 - (weekday + 6) % 7) / 7)
                + time.format(DateTimeFormatter.ofPattern("hh a uu", Locale.ENGLISH))
                + String.format(
                        Locale.ROOT, " %02d ", Math.floorDiv(time.get(ChronoField.YEAR), 100))
                + time.format(DateTimeFormatter.ofPattern("EEE MMMM xx", Locale.ENGLISH));
    }

    @Test
    void flagsAndWidthsAreThoseOfRuby() {
        String time = "2026-03-04T05:06:07.089Z";

        assertThat(shown(time, "%-d|%e|%_m|%^b|%^B|%#p|%P|%-I|%l|%k"))
                .isEqualTo("4| 4| 3|MAR|MARCH|am|am|5| 5| 5");
        assertThat(shown(time, "%3N|%6N|%L|%:z|%::z|%10Y|%5d|%-m/%-d/%-y"))
                .isEqualTo("089|089000|089|+00:00|+00:00:00|0000002026|00004|3/4/26");
        assertThat(shown(time, "%F|%T|%D|%R|%r|%c|%v|%x|%X|%n|%t|%%|%Z"))
                .isEqualTo(
                        "2026-03-04|05:06:07|03/04/26|05:06|05:06:07 AM|Wed Mar  4 05:06:07 2026"
                                + "| 4-MAR-2026|03/04/26|05:06:07|\n|\t|%|UTC");
        assertThat(shown(time, "%Q %E %+ %:S %5-d % ")).isEqualTo("%Q %E %+ %:S %5-d % ");
        assertThat(shown(time, "%Ey|%Od|%-08b|%0^12T|%#c|%^P"))
                .isEqualTo("26|04|Mar|000005:06:07|Wed Mar  4 05:06:07 2026|AM");
        assertThat(shown("2026-03-04T05:06:07-09:30", "%:::z|%_10z|%10z|%_z"))
                .isEqualTo("-09:30|      -930|-000000930| -930");
        assertThat(shown(time, "%10A|%^10a")).isEqualTo(" Wednesday|       WED");
    }

    @Test
    void aPatternThatEndsInsideADirectiveIsAFault() {
        for (String pattern : List.of("%", "%Y-%", "%5", "%-", "%^")) {
            assertThatThrownBy(() -> shown("2026-03-04", pattern))
                    .isInstanceOf(LiquidFault.class)
                    .hasMessageContaining("ends inside a directive");
        }
    }

    @Test
    void isoDatesAreReadWithAndWithoutTimeAndZone() {
        assertThat(shown("2026-07-05")).isEqualTo("2026-07-05 00:00:00 +0000");
        assertThat(shown("2026-07-05T21:59:00Z")).isEqualTo("2026-07-05 21:59:00 +0000");
        assertThat(shown("2026-07-05 21:59")).isEqualTo("2026-07-05 21:59:00 +0000");
        assertThat(shown("2026-07-05T21:59:01.5+02:00")).isEqualTo("2026-07-05 21:59:01 +0200");
        assertThat(shown("2026-07-05 21:59:01 -0530")).isEqualTo("2026-07-05 21:59:01 -0530");
        assertThat(shown("2026-07-05 21:59:01 UTC")).isEqualTo("2026-07-05 21:59:01 +0000");
        assertThat(shown("2024-02-29")).isEqualTo("2024-02-29 00:00:00 +0000");
        assertThat(shown("2026-13-01")).isEqualTo("none");
        assertThat(shown("2026-07-05T25:00:00Z")).isEqualTo("none");
    }

    @Test
    void datesThatPeopleWriteAreRead() {
        assertThat(shown("March 14, 2016")).isEqualTo("2016-03-14 00:00:00 +0000");
        assertThat(shown("14 Mar 2016")).isEqualTo("2016-03-14 00:00:00 +0000");
        assertThat(shown("Mar 14th 2016 4:05 pm")).isEqualTo("2016-03-14 16:05:00 +0000");
        assertThat(shown("Fri, 16 Jul 2004 01:00:00 +0200")).isEqualTo("2004-07-16 01:00:00 +0200");
        assertThat(shown("Fri Jul 16 01:00:00 2004")).isEqualTo("2004-07-16 01:00:00 +0000");
        assertThat(shown("2016/3/14")).isEqualTo("2016-03-14 00:00:00 +0000");
        assertThat(shown("14/3/2016")).isEqualTo("2016-03-14 00:00:00 +0000");
        assertThat(shown("3/14/2016")).isEqualTo("none");
        assertThat(shown("14.3.2016")).isEqualTo("2016-03-14 00:00:00 +0000");
        assertThat(shown("2006-05-05 10:00:00 EST")).isEqualTo("2006-05-05 10:00:00 -0500");
        assertThat(shown("20160314T101112Z")).isEqualTo("2016-03-14 10:11:12 +0000");
        assertThat(shown("March 2016")).isEqualTo("2016-03-01 00:00:00 +0000");
        assertThat(shown("March 14")).isEqualTo("2026-03-14 00:00:00 +0000");
        assertThat(shown("10:30")).isEqualTo("2026-07-01 10:30:00 +0000");
    }

    @Test
    void secondsSince1970AndNowAreDates() {
        assertThat(shown("1152098955")).isEqualTo("2006-07-05 11:29:15 +0000");
        assertThat(shown("now")).isEqualTo("2026-07-01 06:30:00 +0000");
        assertThat(shown("Today")).isEqualTo("2026-07-01 06:30:00 +0000");
        CivilTime time =
                DateReader.read(
                        Value.of(1152098955L), NOW, ZoneId.of("America/New_York"), UNMETERED);
        assertThat(Strftime.compile("%H:%M %Z").format(Objects.requireNonNull(time)))
                .isEqualTo("07:29 EDT");
    }

    @Test
    void whatIsNoDateIsNone() {
        for (String text :
                List.of("", "hello", "-1152098955", "monday", "99:99", "x".repeat(1000), "1 2 3")) {
            assertThat(shown(text)).as(text).isEqualTo("none");
        }
    }

    @Test
    void isoDatesEqualThoseOfTheJdk() {
        var random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            OffsetDateTime time =
                    Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L))
                            .atOffset(ZoneOffset.ofHoursMinutes(random.nextInt(-11, 12), 0));

            CivilTime found =
                    DateReader.read(Value.of(time.toString()), NOW, ZoneOffset.UTC, UNMETERED);

            assertThat(Objects.requireNonNull(found).epochSecond()).isEqualTo(time.toEpochSecond());
        }
    }
}
