package io.epistle.console;

/// All that the console and the admin API read, by noun. The package `stored` reads it from the
/// store.
///
/// Every answer is for the instant of [WorkspaceReading#standing]. Implementations may be called by
/// many threads at once, and answer within a page's patience (50 ms).
public record ConsoleReading(
        WorkspaceReading workspace,
        HomeReading home,
        PeopleReading people,
        PersonReading person,
        SegmentsReading segments,
        CampaignsReading campaigns,
        TemplatesReading templates,
        MailboxReading mailbox,
        QuarantineReading quarantine,
        LiveReading live,
        AlertsReading alerts) {
    /// This reading with another workspace's word on it.
    public ConsoleReading with(WorkspaceReading other) {
        return new ConsoleReading(
                other,
                home,
                people,
                person,
                segments,
                campaigns,
                templates,
                mailbox,
                quarantine,
                live,
                alerts);
    }
}
