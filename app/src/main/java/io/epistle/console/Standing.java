package io.epistle.console;

import java.time.Instant;
import java.time.ZoneId;

/// What every page says about the workspace as a whole.
///
/// @param workspace its name
/// @param now the moment that all answers are for
/// @param clockStands whether `now` is a chosen moment in the past that does not run on by itself
/// @param zone the account's time zone; all times are shown in it
/// @param testMode whether mails reach only the built-in mailbox and an allow-list
/// @param invented whether addresses, consents or clicks are invented for a demonstration
/// @param alerts how many alerts are open
public record Standing(
        String workspace,
        Instant now,
        boolean clockStands,
        ZoneId zone,
        boolean testMode,
        boolean invented,
        int alerts) {
    /// The same with another number of open alerts.
    public Standing withAlerts(int open) {
        return new Standing(workspace, now, clockStands, zone, testMode, invented, open);
    }
}
