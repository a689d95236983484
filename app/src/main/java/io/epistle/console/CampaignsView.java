package io.epistle.console;

import java.util.List;

/// The page Campaigns.
///
/// @param campaigns all, newest first
public record CampaignsView(List<CampaignRow> campaigns) {
    public CampaignsView {
        campaigns = List.copyOf(campaigns);
    }
}
