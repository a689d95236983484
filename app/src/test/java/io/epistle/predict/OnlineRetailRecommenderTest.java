package io.epistle.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.catalogue.Catalogue;
import io.epistle.catalogue.CatalogueFold;
import io.epistle.catalogue.CatalogueRules;
import io.epistle.catalogue.OnlineRetail;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// UCI Online Retail II, trained to 2011-09-30, tested on the next ten weeks: the time-split
/// protocol of [Evaluation] over people with orders before and after.
class OnlineRetailRecommenderTest {
    private static final Instant T = Instant.parse("2011-10-01T00:00:00Z");
    private static final Instant END = T.plus(RecommenderTraining.VALIDATION);
    private static final long SEED = 2011;
    private static final int SHOWN = 10;

    @Test
    void itemKnnForeseesLaterOrdersBetterThanPopularity() throws SQLException {
        List<Fact> facts = OnlineRetail.facts();
        Catalogue catalogue = catalogue(facts);
        List<Interaction> interactions = interactions(facts, catalogue);
        List<Interaction> known = Evaluation.before(interactions, T);
        Popularity popularity = Popularity.train(known, T, new Decay(14));
        ItemKnn itemKnn = ItemKnn.train(known, T, popularity, ItemKnnParameters.standard());

        for (Evaluation.Targets targets : Evaluation.Targets.values()) {
            compare(
                    new Refilled(itemKnn, popularity),
                    popularity,
                    RepeatGoods.of(known),
                    interactions,
                    targets,
                    catalogue.size());
        }
    }

    /// The same with parameters searched on the ten weeks before, which takes a minute on a busy
    /// machine.
    @Test
    @Tag("proof")
    void searchedParametersHoldOnTheTestPart() throws SQLException {
        List<Fact> facts = OnlineRetail.facts();
        Catalogue catalogue = catalogue(facts);
        List<Interaction> interactions = interactions(facts, catalogue);

        RecommenderTraining.Trained trained = RecommenderTraining.train(interactions, T, SEED);

        for (Evaluation.Targets targets : Evaluation.Targets.values()) {
            compare(
                    trained.recommender(),
                    trained.popularity(),
                    trained.repeatGoods(),
                    interactions,
                    targets,
                    catalogue.size());
        }
    }

    private static void compare(
            Recommender recommender,
            Popularity popularity,
            RepeatGoods repeatGoods,
            List<Interaction> interactions,
            Evaluation.Targets targets,
            int knownItems) {
        List<Evaluation.Case> cases = Evaluation.cases(interactions, T, END, targets);
        Filters filters =
                switch (targets) {
                    case NEW_ITEMS -> Filters.none();
                    case ALL_ITEMS -> Filters.repeating(repeatGoods);
                };
        Evaluation.Scores better =
                Evaluation.score(recommender, cases, SHOWN, filters, knownItems, SEED);
        Evaluation.Scores base =
                Evaluation.score(popularity, cases, SHOWN, filters, knownItems, SEED);

        assertThat(cases).hasSizeGreaterThan(1_900);
        assertThat(better.hitRateOver(base, SEED).low()).isGreaterThan(1);
        assertThat(better.recallOver(base, SEED).low()).isGreaterThan(1.3);
        assertThat(better.coverage()).isGreaterThan(5 * base.coverage());
    }

    private static Catalogue catalogue(List<Fact> facts) {
        CatalogueFold fold = new CatalogueFold(CatalogueRules.standard(), T);
        facts.forEach(fold::add);
        return fold.catalogue();
    }

    private static List<Interaction> interactions(List<Fact> facts, Catalogue catalogue) {
        List<Interaction> interactions = new ArrayList<>();
        for (Fact fact : facts) {
            String customer = fact.event().identifier(Identifier.USER_ID);
            interactions.addAll(
                    OrderInteractions.of(
                            customer == null ? "" : customer, List.of(fact), catalogue));
        }
        return interactions;
    }
}
