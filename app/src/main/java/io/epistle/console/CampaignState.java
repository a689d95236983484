package io.epistle.console;

/// How far a campaign is.
public enum CampaignState {
    /// Not started.
    DRAFT,
    /// Messages are open.
    SENDING,
    /// Stopped by hand; messages are open.
    PAUSED,
    /// No message is open.
    FINISHED
}
