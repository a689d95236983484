package io.epistle.predict;

import io.epistle.catalogue.Catalogue;
import io.epistle.catalogue.CatalogueFold;
import io.epistle.catalogue.CatalogueRules;
import io.epistle.event.Fact;
import io.epistle.profile.Order;
import io.epistle.profile.Person;
import io.epistle.profile.PersonReader;
import io.epistle.store.Rows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the product knows about products at one moment: the catalogue, and the models trained on
/// what was known by then. The same facts and moment give the same models, so they are trained anew
/// rather than kept.
///
/// @param asOf the moment; nothing later was looked at
/// @param catalogue the products
/// @param trained the recommenders and where they come from
public record Models(Instant asOf, Catalogue catalogue, RecommenderTraining.Trained trained) {
    /// The name of the recommender by popularity.
    public static final String POPULARITY = "popularity";

    /// The facts of everyone, those about nobody under the empty key, as training reads them.
    ///
    /// @param person the key; empty for facts about nobody
    /// @param facts all of them, later ones included
    private record Told(String person, List<Fact> facts) {}

    /// Trains on everything known by `asOf`; equal facts give equal models in every data folder.
    public static Models train(Rows rows, PersonReader reader, Instant asOf, long seed) {
        List<Told> everyone = new ArrayList<>();
        everyone.add(new Told("", orders(reader.nobody(rows), asOf)));
        reader.sweep(
                rows,
                person ->
                        everyone.add(
                                new Told(
                                        person.knownAs(),
                                        orders(person.timeline().asOf(asOf).facts(), asOf))));
        everyone.sort(Comparator.comparing(Told::person));
        CatalogueFold fold = new CatalogueFold(CatalogueRules.standard(), asOf);
        everyone.forEach(told -> told.facts().forEach(fold::add));
        Catalogue catalogue = fold.catalogue();
        List<Interaction> interactions = new ArrayList<>();
        everyone.forEach(told ->
                interactions.addAll(OrderInteractions.of(told.person(), told.facts(), catalogue)));
        return new Models(asOf, catalogue, RecommenderTraining.train(interactions, asOf, seed));
    }

    private static List<Fact> orders(List<Fact> facts, Instant asOf) {
        return facts.stream()
                .filter(fact -> fact.name().equals(Order.COMPLETED))
                .filter(fact -> fact.occurredAt().isBefore(asOf) && !fact.knownAt().isAfter(asOf))
                .toList();
    }

    /// Up to `count` products for a person as they stand at `now`, best first.
    ///
    /// @param recommender [#POPULARITY], or any other name for item-kNN filled up by popularity
    public List<Recommendation> recommend(
            Person person, String recommender, int count, Instant now) {
        List<Interaction> history =
                OrderInteractions.of(person.knownAs(), person.timeline().until(now), catalogue);
        Recommender chosen =
                recommender.equals(POPULARITY) ? trained.popularity() : trained.recommender();
        return chosen.recommend(history, count, Filters.repeating(trained.repeatGoods()));
    }
}
