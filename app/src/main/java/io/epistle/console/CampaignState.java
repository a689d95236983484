package io.epistle.console;

/// How far a campaign is.
public enum CampaignState {
    /// Its messages are started by what people do, as long as it is in force.
    RUNNING,
    /// Not started.
    DRAFT,
    /// Messages are open.
    SENDING,
    /// Stopped by hand; messages are open.
    PAUSED,
    /// No message is open.
    FINISHED
}
