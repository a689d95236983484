package io.epistle.liquid.date;

import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Emptiness;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Meter;
import io.epistle.liquid.value.Moment;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.NumberValue;
import io.epistle.liquid.value.Range;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;
import io.epistle.liquid.value.Whole;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/// Reads the dates that the `date` filter is handed: moments, seconds since 1970, `now` and
/// `today`, ISO 8601, and the forms people write in English.
public final class DateReader {
    /// The last year that dates lie in, before and after Christ; far enough from the end of the
    /// calendar that no zone leads past it.
    static final int YEAR_MAX = 999_999;

    private static final long EPOCH_SECONDS_MAX =
            CivilTime.epochDay(YEAR_MAX, 1, 1) * CivilTime.SECONDS_PER_DAY;

    /// Longer text is no date. Ruby refuses it, and so no pattern for dates can run long.
    private static final int LENGTH_MAX = 128;

    /// Pairs of characters that the patterns for dates look at for one step.
    private static final int PAIRS_PER_STEP = 16;

    private DateReader() {}

    /// The date in `value`, or null where there is none.
    ///
    /// @param value what the template has
    /// @param now the instant of `now` and `today`, and of parts that are left out
    /// @param zone the zone of dates that name none
    /// @param meter counts the work
    public static @Nullable CivilTime read(Value value, Instant now, ZoneId zone, Meter meter) {
        return switch (value) {
            case Text text -> text(text.value(), now, zone, meter);
            case Moment moment ->
                    Math.abs(moment.instant().getEpochSecond()) > EPOCH_SECONDS_MAX
                            ? null
                            : CivilTime.of(moment.instant(), zone);
            case Whole whole -> epoch(whole.number(), zone);
            case NumberValue _, Nil _, Bool _, Range _, Sequence _, Mapping _, Emptiness _ -> null;
        };
    }

    private static @Nullable CivilTime text(String text, Instant now, ZoneId zone, Meter meter) {
        if (text.length() > LENGTH_MAX) {
            return null;
        }
        CivilTime iso = IsoDate.read(text, zone);
        if (iso != null) {
            return iso;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("now") || lower.equals("today")) {
            return CivilTime.of(now, zone);
        }
        if (!lower.isEmpty() && lower.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return lower.length() > 17 ? null : epoch(Long.parseLong(lower), zone);
        }
        // Patterns are tried at each character and may look at all behind it.
        meter.charge(lower.length() + (long) lower.length() * lower.length() / PAIRS_PER_STEP);
        return WrittenDate.read(lower.strip(), now, zone);
    }

    private static @Nullable CivilTime epoch(long seconds, ZoneId zone) {
        return seconds > EPOCH_SECONDS_MAX || seconds < -EPOCH_SECONDS_MAX
                ? null
                : CivilTime.of(Instant.ofEpochSecond(seconds), zone);
    }
}
