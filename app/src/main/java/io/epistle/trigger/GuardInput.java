package io.epistle.trigger;

import io.epistle.privacy.Consent;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Everything that decides whether a message may go out now.
///
/// @param now the moment of the claim
/// @param kind whether marketing guards apply
/// @param suppressed why address or person is on the suppression list; absent where it is not
/// @param purpose what the person must have agreed to
/// @param consent what decides about purpose and topic; absent where nothing was ever said
/// @param pausedUntil until when the person wants nothing; absent without a pause
/// @param eligible whether audience and exclusion, asked again now, still want the person
/// @param heldOut whether the person belongs to the holdout
/// @param cap how often the person may hear from us; absent where nothing limits it
/// @param wished how often the person wants to hear from us; absent where they did not say
/// @param handedAt when earlier messages that the caps count were handed over, in any order
/// @param quietHours absent where every hour will do
/// @param zone the person's, or the account's where it is unknown
/// @param lateAt from when the message comes too late to be of use; absent where it never does
public record GuardInput(
        Instant now,
        Kind kind,
        Optional<String> suppressed,
        String purpose,
        Optional<Consent> consent,
        Optional<Instant> pausedUntil,
        boolean eligible,
        boolean heldOut,
        Optional<FrequencyCap> cap,
        Optional<FrequencyCap> wished,
        List<Instant> handedAt,
        Optional<QuietHours> quietHours,
        ZoneId zone,
        Optional<Instant> lateAt) {
    public GuardInput {
        handedAt = List.copyOf(handedAt);
    }

    /// What a message is for.
    public enum Kind {
        /// Advertises: every guard applies.
        MARKETING,
        /// Answers something the person did, such as a receipt: only suppression, eligibility and
        /// lateness are asked.
        TRANSACTIONAL
    }
}
