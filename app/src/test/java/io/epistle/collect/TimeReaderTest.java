package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

final class TimeReaderTest {
    private final TimeReader utc = new TimeReader(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2009-12-01                     | 2009-12-01T00:00:00Z
                    2009-12-01 07:45               | 2009-12-01T07:45:00Z
                    2009-12-01 07:45:00            | 2009-12-01T07:45:00Z
                    2009-12-01T07:45:09.5          | 2009-12-01T07:45:09.500Z
                    2009-12-01T07:45:09.123456789Z | 2009-12-01T07:45:09.123Z
                    2009-12-01 07:45:00+00         | 2009-12-01T07:45:00Z
                    2009-12-01 07:45:00 -0500      | 2009-12-01T12:45:00Z
                    2009-12-01T07:45+05:30         | 2009-12-01T02:15:00Z
                    2009-12-01 07:45:00 UTC        | 2009-12-01T07:45:00Z
                    2009/12/1 7:45 AM              | 2009-12-01T07:45:00Z
                    2009.12.01                     | 2009-12-01T00:00:00Z
                    2009-12-01 12:00 am            | 2009-12-01T00:00:00Z
                    2009-12-01 12:00 PM            | 2009-12-01T12:00:00Z
                    '  2009-12-01  '               | 2009-12-01T00:00:00Z
                    2012-02-29                     | 2012-02-29T00:00:00Z
                    """)
    void timesThatBeginWithTheYearAreReadInOneWay(String cell, Instant expected) {
        TimeReadings readings = utc.read(cell);

        assertThat(Instant.ofEpochMilli(readings.dayFirst())).isEqualTo(expected);
        assertThat(readings.monthFirst()).isEqualTo(readings.dayFirst());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12/1/2009 7:45   | 2009-01-12T07:45:00Z | 2009-12-01T07:45:00Z
                    12-01-2009 07:45 | 2009-01-12T07:45:00Z | 2009-12-01T07:45:00Z
                    12/1/09          | 2009-01-12T00:00:00Z | 2009-12-01T00:00:00Z
                    12/1/2009, 7:45:01 PM | 2009-01-12T19:45:01Z | 2009-12-01T19:45:01Z
                    13/1/2009        | 2009-01-13T00:00:00Z |
                    1/13/2009        |                      | 2009-01-13T00:00:00Z
                    1.12.2009 07:45  | 2009-12-01T07:45:00Z |
                    """)
    void otherTimesAreReadBothWays(String cell, Instant dayFirst, Instant monthFirst) {
        assertThat(utc.read(cell))
                .isEqualTo(new TimeReadings(millis(dayFirst), millis(monthFirst)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2009",
                "2009-12",
                "2009-12/01",
                "2009-13-01",
                "2009-02-29",
                "2009-12-01 24:00",
                "2009-12-01 07:60",
                "2009-12-01 13:00 PM",
                "2009-12-01 0:00 AM",
                "2009-12-01 07:45 +25:00",
                "2009-12-01 07:45 Europe/London",
                "1969-12-31",
                "2101-01-01",
                "12/1/009",
                "1259653500",
                "40148.32"
            })
    void whatIsNoTimeIsNotRead(String cell) {
        assertThat(utc.read(cell)).isEqualTo(TimeReadings.UNREADABLE);
    }

    @Test
    void timesWithoutAnOffsetAreInTheZoneAlsoWhenClocksChange() {
        TimeReader london = new TimeReader(ZoneId.of("Europe/London"));

        assertThat(london.read("2010-07-01 12:00").dayFirst())
                .isEqualTo(millis(Instant.parse("2010-07-01T11:00:00Z")));
        assertThat(london.read("2010-07-01 12:00Z").dayFirst())
                .isEqualTo(millis(Instant.parse("2010-07-01T12:00:00Z")));
        // 01:30 was skipped in March and came twice in October.
        assertThat(london.read("2010-03-28 01:30").dayFirst())
                .isEqualTo(millis(Instant.parse("2010-03-28T01:30:00Z")));
        assertThat(london.read("2010-10-31 01:30").dayFirst())
                .isEqualTo(millis(Instant.parse("2010-10-31T00:30:00Z")));
    }

    @Test
    void anyTimeWrittenInAnyFormIsReadBack() {
        Random random = new Random(7);
        List<String> forms =
                List.of(
                        "yyyy-MM-dd HH:mm:ss",
                        "yyyy-M-d'T'H:mm:ss",
                        "d.M.yyyy HH:mm:ss",
                        "dd.MM.yy HH:mm:ss",
                        "yyyy/MM/dd hh:mm:ss a",
                        "dd/MM/yyyy hh:mm:ss a",
                        "M/d/yy H:mm:ss");
        for (int round = 0; round < 20_000; round++) {
            LocalDateTime time =
                    LocalDateTime.ofEpochSecond(
                            946_684_800L + random.nextLong(100L * 365 * 86_400), 0, ZoneOffset.UTC);
            String form = forms.get(random.nextInt(forms.size()));

            TimeReadings readings =
                    utc.read(time.format(DateTimeFormatter.ofPattern(form, Locale.ROOT)));

            long expected = time.toInstant(ZoneOffset.UTC).toEpochMilli();
            assertThat(form.startsWith("M") ? readings.monthFirst() : readings.dayFirst())
                    .as("%s as %s", time, form)
                    .isEqualTo(expected);
        }
    }

    private static long millis(@org.jspecify.annotations.Nullable Instant time) {
        return time == null ? TimeReadings.NONE : time.toEpochMilli();
    }
}
