package io.epistle.console;

import io.epistle.event.Fact;
import io.epistle.identity.PersonId;

import java.util.List;
import java.util.Optional;

/// All that the console and the admin API read: one method per noun. `Main` wires it to the store.
///
/// Every answer is for the instant of [#standing]. Implementations may be called by many threads at
/// once, and answer within a page's patience (50 ms).
public interface ConsoleReading {
    /// What every page says about the workspace as a whole.
    Standing standing();

    /// How each part of the product does; cheap, since load balancers ask every few seconds.
    List<Health> health();

    /// The page Home.
    HomeView home();

    /// The people that a query asks for.
    PeopleView people(PeopleQuery query);

    /// One person; absent where there is none of that id, aliases of merged stems included.
    Optional<PersonView> person(PersonId id);

    /// A person's facts up to now, newest first; absent where there is no such person.
    Optional<Slice<Fact>> timeline(PersonId id, Paging paging);

    /// All segments.
    SegmentsView segments();

    /// One segment; absent where there is none of that id.
    Optional<SegmentView> segment(String id);

    /// All campaigns.
    CampaignsView campaigns();

    /// One campaign's report; absent where there is none of that id.
    Optional<CampaignView> campaign(String id);

    /// The ledger of one campaign, by state, then newest first; absent where there is no such
    /// campaign.
    Optional<Slice<LedgerRow>> ledger(String campaign, LedgerQuery query);

    /// The built-in mailbox, newest first.
    Slice<MailRow> mailbox(MailQuery query);

    /// One mail; absent where there is none of that id.
    Optional<MailView> mail(String id);
}
