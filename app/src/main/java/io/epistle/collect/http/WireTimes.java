package io.epistle.collect.http;

import io.epistle.event.Struct;
import io.epistle.event.Value;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// When an event happened: `receivedAt - (sentAt - originalTimestamp)`, which is right however
/// wrong the client's clock, as long as it was as wrong when it sent as when it noted. Without
/// `sentAt` the client is a server or a history, and its time stands as it is.
///
/// @param receivedAt when the request came, by our clock
/// @param sentAt when it left, by the client's clock
/// @param original when it happened, by the client's clock
/// @param timestamp when it happened, corrected and bounded
/// @param clock what is odd about the client's clock; empty where nothing is
record WireTimes(
        Instant receivedAt,
        Optional<Instant> sentAt,
        Optional<Instant> original,
        Instant timestamp,
        String clock) {
    /// Nothing that is told over HTTP happened before: such a clock was never set.
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /// Numbers below are seconds since 1970 and not milliseconds.
    private static final long MILLIS_FROM = 100_000_000_000L;

    /// The latest that four digits of a year can say.
    private static final long MILLIS_MAX = 253_402_300_799_999L;

    private static final int TEXT_CHARS_MAX = 64;

    /// Corrects and bounds. A time in the future, or before [#EARLIEST], becomes `receivedAt` and
    /// is flagged.
    static WireTimes of(Instant receivedAt, Optional<Instant> sentAt, Optional<Instant> original) {
        Instant claimed =
                original.map(happened ->
                                sentAt.map(sent ->
                                                receivedAt.minus(Duration.between(happened, sent)))
                                        .orElse(happened))
                        .orElse(receivedAt)
                        .truncatedTo(ChronoUnit.MILLIS);
        if (claimed.isAfter(receivedAt)) {
            return new WireTimes(receivedAt, sentAt, original, receivedAt, "ahead");
        }
        if (claimed.isBefore(EARLIEST)) {
            return new WireTimes(receivedAt, sentAt, original, receivedAt, "not set");
        }
        return new WireTimes(receivedAt, sentAt, original, claimed, "");
    }

    /// The instant that a value says: ISO 8601 (without offset in UTC), or seconds or milliseconds
    /// since 1970. Absent where it says none.
    static Optional<Instant> instant(Value value) {
        return switch (value) {
            case Value.Text(String text) when text.length() <= TEXT_CHARS_MAX -> text(text.strip());
            case Value.Whole(long number) -> number(number);
            case Value.Text _,
                    Value.Decimal _,
                    Value.Bool _,
                    Value.Sequence _,
                    Value.Nothing _,
                    Struct _ ->
                    Optional.empty();
        };
    }

    private static Optional<Instant> number(long number) {
        long millis = Math.abs(number) < MILLIS_FROM ? number * 1_000 : number;
        return Math.abs(millis) > MILLIS_MAX
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static Optional<Instant> text(String text) {
        try {
            return Optional.of(bounded(Instant.parse(text)));
        } catch (DateTimeException _) {
            return otherwise(text.replace(' ', 'T'));
        }
    }

    private static Optional<Instant> otherwise(String text) {
        try {
            if (text.length() == "2026-01-05".length()) {
                return Optional.of(
                        bounded(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)));
            }
            boolean offset = text.matches(".*([zZ]|[+-]\\d\\d(:?\\d\\d)?)") && text.contains("T");
            String colon = text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
            return Optional.of(
                    bounded(
                            offset
                                    ? OffsetDateTime.parse(colon).toInstant()
                                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Instant bounded(Instant instant) {
        if (Math.abs(instant.getEpochSecond()) > MILLIS_MAX / 1_000) {
            throw new DateTimeException("beyond four digits of a year");
        }
        return instant;
    }

    /// All four times, as the event's context keeps them.
    Struct kept() {
        Struct.Builder kept =
                Struct.builder()
                        .put("receivedAt", receivedAt.toString())
                        .put("timestamp", timestamp.toString());
        sentAt.ifPresent(it -> kept.put("sentAt", it.toString()));
        original.ifPresent(it -> kept.put("originalTimestamp", it.toString()));
        if (!clock.isEmpty()) {
            kept.put("clock", clock);
        }
        return kept.build();
    }
}
