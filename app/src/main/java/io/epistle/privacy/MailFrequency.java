package io.epistle.privacy;

import java.util.Locale;
import java.util.Optional;

/// How often a person wants marketing mail at most.
public enum MailFrequency {
    /// As it comes.
    ANY,
    /// One in seven days.
    WEEKLY,
    /// One in thirty days.
    MONTHLY;

    /// As facts and forms say it: `any`, `weekly`, `monthly`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The frequency of a word; absent for any other text.
    public static Optional<MailFrequency> of(String word) {
        for (MailFrequency frequency : values()) {
            if (frequency.word().equals(word)) {
                return Optional.of(frequency);
            }
        }
        return Optional.empty();
    }
}
