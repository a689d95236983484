package io.epistle.console.stored;

import io.epistle.identity.PeopleStore;
import io.epistle.measure.Measurement;
import io.epistle.profile.PersonReader;
import io.epistle.send.CampaignDraw;
import io.epistle.store.Rows;
import io.epistle.trigger.LiveDefinitions;

import java.time.Instant;
import java.util.function.Supplier;

/// What every page is read from.
///
/// @param rows the committed store
/// @param people who has which identifier
/// @param reader reads people's facts
/// @param definitions those in force
/// @param clock the moment that answers are for
/// @param measurement what results of campaigns count at that moment
/// @param draw who gets which variant of a campaign
public record Stored(
        Rows rows,
        PeopleStore people,
        PersonReader reader,
        Supplier<LiveDefinitions> definitions,
        Supplier<Instant> clock,
        Supplier<Measurement> measurement,
        Supplier<CampaignDraw> draw) {
    /// The definitions in force.
    LiveDefinitions live() {
        return definitions.get();
    }

    /// The moment that an answer is for.
    Instant now() {
        return clock.get();
    }
}
