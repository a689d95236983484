package io.epistle.privacy;

import io.epistle.event.Fact;
import io.epistle.event.Timeline;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// How a person wants marketing mail, beside what they consented to: a fold over the facts of the
/// name [#CHANGED], of which the last received counts.
///
/// @param frequency how often at most
/// @param pausedUntil until when nothing is wanted; absent where there is no pause, and meaningless
///   once it lies in the past
public record MailPreferences(MailFrequency frequency, Optional<Instant> pausedUntil) {
    /// The name of the facts; their properties are `frequency`, a word of [MailFrequency], and
    /// `paused_until`, an instant, where there is a pause.
    public static final String CHANGED = "Mail Preferences Changed";

    /// Nothing was ever said.
    public static final MailPreferences NONE =
            new MailPreferences(MailFrequency.ANY, Optional.empty());

    /// What a person wants at `now`.
    public static MailPreferences of(Timeline timeline, Instant now) {
        MailPreferences preferences = NONE;
        Instant since = Instant.MIN;
        for (Fact fact : timeline.facts()) {
            boolean later = !fact.knownAt().isBefore(since) && !fact.knownAt().isAfter(now);
            if (later && fact.name().equals(CHANGED)) {
                preferences = of(fact);
                since = fact.knownAt();
            }
        }
        return preferences;
    }

    private static MailPreferences of(Fact fact) {
        return new MailPreferences(
                fact.properties()
                        .text("frequency")
                        .flatMap(MailFrequency::of)
                        .orElse(MailFrequency.ANY),
                fact.properties().text("paused_until").flatMap(MailPreferences::instant));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /// Until when the person wants nothing, where that lies behind `now`.
    public Optional<Instant> pausedAt(Instant now) {
        return pausedUntil.filter(now::isBefore);
    }
}
