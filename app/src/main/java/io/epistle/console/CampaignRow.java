package io.epistle.console;

import java.time.Instant;
import java.util.Optional;

/// One campaign in a list.
///
/// @param id its name in definitions and addresses
/// @param name what people read
/// @param state how far it is
/// @param startedAt when its audience was frozen; absent for drafts
/// @param balance where its messages ended
/// @param variants how many variants it tries
/// @param clicks how many people followed a link
public record CampaignRow(
        String id,
        String name,
        CampaignState state,
        Optional<Instant> startedAt,
        Balance balance,
        int variants,
        long clicks) {}
