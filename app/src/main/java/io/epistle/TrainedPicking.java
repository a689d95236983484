package io.epistle;

import io.epistle.catalogue.Catalogue;
import io.epistle.compose.Pick;
import io.epistle.compose.Picks;
import io.epistle.predict.Models;
import io.epistle.profile.Person;
import io.epistle.send.CampaignDrafts;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// Picks by trained models, and names products by the catalogue that they learned.
///
/// @param models asked for with every message, and may wait
/// @param shown products in one mail
record TrainedPicking(Supplier<Models> models, int shown) implements CampaignDrafts.Picking {
    @Override
    public List<Pick> picks(Person person, String recommender, Instant now) {
        Models trained = models.get();
        return Picks.of(trained.recommend(person, recommender, shown, now), trained.catalogue());
    }

    @Override
    public Catalogue catalogue() {
        return models.get().catalogue();
    }
}
