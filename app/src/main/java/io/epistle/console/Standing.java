package io.epistle.console;

import java.time.Instant;
import java.time.ZoneId;

/// What every page says about the workspace as a whole.
///
/// @param workspace its name
/// @param now the moment that all answers are for
/// @param clockStands whether `now` is a chosen moment in the past that does not run on by itself
/// @param zone the account's time zone; all times are shown in it
/// @param mailing where mails go
/// @param invented whether addresses, consents or clicks are invented for a demonstration
/// @param alerts how many alerts are open
public record Standing(
        String workspace,
        Instant now,
        boolean clockStands,
        ZoneId zone,
        Mailing mailing,
        boolean invented,
        int alerts) {
    /// The same where mails go elsewhere and other alerts are open.
    public Standing with(Mailing other, int open) {
        return new Standing(workspace, now, clockStands, zone, other, invented, open);
    }
}
