package io.epistle.privacy;

/// How closely what a person does with a mail is known.
public enum TrackingLevel {
    /// Not at all: nothing is measured and nothing kept.
    NONE,
    /// The day alone.
    DAY,
    /// The moment.
    FULL;

    /// The level of a consent: a given one goes to the moment unless it says `day`.
    static TrackingLevel of(Consent consent) {
        if (!consent.given()) {
            return NONE;
        }
        return consent.level().equals("day") ? DAY : FULL;
    }
}
