package io.epistle.trigger;

import io.epistle.definition.Form;
import io.epistle.privacy.MailFrequency;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How often one person may hear from us: `at most 2 messages within 7 days`. A message handed over
/// at `t` counts on `[t, t + within)`.
///
/// @param messages 1 to [#MESSAGES_MAX]
/// @param within more than nothing, at most [#WITHIN_MAX]
public record FrequencyCap(int messages, Duration within) {
    /// More than anybody wants; also the number of past messages that need remembering.
    public static final int MESSAGES_MAX = 1_000;

    /// Two years: longer than any promise about mail frequency.
    public static final Duration WITHIN_MAX = Duration.ofDays(730);

    /// How it is written.
    public static final Form<FrequencyCap> FORM =
            new Form<>(
                    "a cap such as at most 2 messages within 7 days",
                    new FrequencyCap(1, Duration.ofDays(1)),
                    FrequencyCap::parse);

    private static final Pattern WRITTEN =
            Pattern.compile("at\\s+most\\s+(\\d{1,4})\\s+messages?\\s+within\\s+(.+)");

    public FrequencyCap {
        if (messages < 1 || messages > MESSAGES_MAX) {
            throw new IllegalArgumentException(
                    "found %d messages, expected 1 to %d".formatted(messages, MESSAGES_MAX));
        }
        if (!within.isPositive() || within.compareTo(WITHIN_MAX) > 0) {
            throw new IllegalArgumentException(
                    "found a cap within %s, expected more than nothing and at most %d days"
                            .formatted(within, WITHIN_MAX.toDays()));
        }
    }

    /// The cap of what a person wished; absent where they take mail as it comes.
    public static Optional<FrequencyCap> of(MailFrequency wished) {
        return switch (wished) {
            case ANY -> Optional.empty();
            case WEEKLY -> Optional.of(new FrequencyCap(1, Duration.ofDays(7)));
            case MONTHLY -> Optional.of(new FrequencyCap(1, Duration.ofDays(30)));
        };
    }

    /// When the cap leaves room for one more message, given those handed over so far in any order.
    /// Absent where it does now; messages of a later hour than `now` do not count yet.
    public Optional<Instant> fullUntil(List<Instant> handedAt, Instant now) {
        List<Instant> counting = new ArrayList<>();
        for (Instant handed : handedAt) {
            if (!handed.isAfter(now) && handed.plus(within).isAfter(now)) {
                counting.add(handed);
            }
        }
        if (counting.size() < messages) {
            return Optional.empty();
        }
        counting.sort(Comparator.reverseOrder());
        return Optional.of(counting.get(messages - 1).plus(within));
    }

    private static Optional<FrequencyCap> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int messages = Integer.parseInt(matcher.group(1));
        return Spans.parse(matcher.group(2))
                .filter(within -> within.isPositive() && within.compareTo(WITHIN_MAX) <= 0)
                .filter(_ -> messages >= 1 && messages <= MESSAGES_MAX)
                .map(within -> new FrequencyCap(messages, within));
    }
}
