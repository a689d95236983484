package io.epistle.trigger;

import io.epistle.definition.Form;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How fast a campaign goes out: `200 per second`.
///
/// @param messages 1 to [#MESSAGES_MAX]
/// @param per a second, a minute, an hour or a day
public record Throttle(int messages, Duration per) {
    /// More than any relay takes.
    public static final int MESSAGES_MAX = 1_000_000;

    /// How it is written.
    public static final Form<Throttle> FORM =
            new Form<>(
                    "a rate such as 200 per second or 5000 per hour, of 1 to 1000000 messages",
                    new Throttle(1, Duration.ofSeconds(1)),
                    Throttle::parse);

    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,7})\\s+per\\s+(second|minute|hour|day)");

    public Throttle {
        if (messages < 1 || messages > MESSAGES_MAX || !per.isPositive()) {
            throw new IllegalArgumentException(
                    "found %d messages per %s, expected 1 to %d"
                            .formatted(messages, per, MESSAGES_MAX));
        }
    }

    private static Optional<Throttle> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int messages = Integer.parseInt(matcher.group(1));
        return messages < 1 || messages > MESSAGES_MAX
                ? Optional.empty()
                : Spans.unit(matcher.group(2)).map(per -> new Throttle(messages, per));
    }
}
