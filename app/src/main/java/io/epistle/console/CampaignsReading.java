package io.epistle.console;

import java.util.Optional;

/// What the pages of campaigns read.
public interface CampaignsReading {
    /// All campaigns.
    CampaignsView campaigns();

    /// One campaign's report; absent where there is none of that id.
    Optional<CampaignView> campaign(String id);

    /// The ledger of one campaign, by state, then newest first; absent where there is no such
    /// campaign.
    Optional<Slice<LedgerRow>> ledger(String campaign, LedgerQuery query);
}
