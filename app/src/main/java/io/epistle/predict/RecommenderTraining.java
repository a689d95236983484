package io.epistle.predict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// Trains the recommenders of a shop from its interactions: parameters are chosen on a validation
/// part, the last [#VALIDATION] before the moment, by recall@10 of new items; then the models are
/// trained on everything. What comes after the moment is never looked at.
///
/// The search goes along one parameter after the other from the standard ones and keeps what is
/// best so far; among equals the earlier. The same interactions in any order, moment and seed give
/// the same models.
public final class RecommenderTraining {
    /// As long as the time that a campaign's effect is looked at.
    public static final Duration VALIDATION = Duration.ofDays(70);

    /// Fewer people than this in the validation part choose nothing: the standard parameters are
    /// taken.
    public static final int VALIDATION_PEOPLE_MIN = 50;

    /// More people than this would make the search slow and change no choice that matters.
    public static final int VALIDATION_PEOPLE_MAX = 2_000;

    private static final int SHOWN = 10;
    private static final int VERSION = 1;
    private static final List<Decay> POPULARITY_DECAYS =
            List.of(new Decay(14), new Decay(7), new Decay(28), new Decay(90), Decay.none());
    private static final List<List<UnaryOperator<ItemKnnParameters>>> SEARCHED =
            List.of(
                    List.of(
                            start -> start.withTrainingDecay(new Decay(90)),
                            start -> start.withTrainingDecay(new Decay(365)),
                            start -> start.withTrainingDecay(Decay.none())),
                    List.of(start -> start.withShrinkage(1), start -> start.withShrinkage(10)),
                    List.of(
                            start -> start.withProfileDecay(new Decay(60)),
                            start -> start.withProfileDecay(Decay.none())),
                    List.of(
                            start -> start.withCandidateExponent(0.5),
                            start -> start.withCandidateExponent(0.6)),
                    List.of(
                            start -> start.withPopularityExponent(0),
                            start -> start.withPopularityExponent(0.4)));

    private RecommenderTraining() {}

    /// What a training gives.
    ///
    /// @param itemKnn who bought this also bought that
    /// @param popularity what everybody buys lately
    /// @param repeatGoods what is bought again
    /// @param provenances one per model: `item_knn`, `popularity`
    public record Trained(
            ItemKnn itemKnn,
            Popularity popularity,
            RepeatGoods repeatGoods,
            List<Provenance> provenances) {
        public Trained {
            provenances = List.copyOf(provenances);
        }

        /// The item-kNN filled up by popularity.
        public Recommender recommender() {
            return new Refilled(itemKnn, popularity);
        }
    }

    /// Trains on the interactions before `asOf`; later ones are ignored.
    public static Trained train(List<Interaction> interactions, Instant asOf, long seed) {
        List<Interaction> known = Evaluation.before(interactions, asOf);
        Search search = new Search(known, asOf, seed);
        Decay decay = search.popularityDecay();
        ItemKnnParameters parameters = search.itemKnnParameters(decay);
        Popularity popularity = Popularity.train(known, asOf, decay);
        ItemKnn itemKnn = ItemKnn.train(known, asOf, popularity, parameters);
        SortedMap<String, String> itemKnnParameters = parameters.byName();
        itemKnnParameters.putAll(byName(decay));
        return new Trained(
                itemKnn,
                popularity,
                RepeatGoods.of(known),
                List.of(
                        provenance(
                                "item_knn", known, asOf, seed, itemKnnParameters, search.itemKnn),
                        provenance(
                                "popularity",
                                known,
                                asOf,
                                seed,
                                byName(decay),
                                search.popularity)));
    }

    private static SortedMap<String, String> byName(Decay decay) {
        SortedMap<String, String> names = new TreeMap<>();
        names.put("popularity_half_life_days", Double.toString(decay.halfLifeDays()));
        return names;
    }

    private static Provenance provenance(
            String model,
            List<Interaction> known,
            Instant asOf,
            long seed,
            SortedMap<String, String> parameters,
            Trials trials) {
        TreeSet<String> people = new TreeSet<>();
        TreeSet<String> items = new TreeSet<>();
        Instant from = asOf;
        for (Interaction interaction : known) {
            people.add(interaction.person());
            items.add(interaction.item());
            from = interaction.at().isBefore(from) ? interaction.at() : from;
        }
        people.remove("");
        return new Provenance(
                model,
                VERSION,
                from,
                asOf,
                known.size(),
                people.size(),
                items.size(),
                parameters,
                seed,
                trials.tried,
                trials.bestFigures);
    }

    /// What was tried for one model, and the best of it.
    private static final class Trials {
        final List<Provenance.Trial> tried = new ArrayList<>();
        List<Metric> bestFigures = List.of();
        double bestRecall = Double.NEGATIVE_INFINITY;

        /// Whether these figures are the best so far.
        boolean add(SortedMap<String, String> parameters, Evaluation.Scores scores) {
            tried.add(new Provenance.Trial(parameters, scores.recall()));
            if (scores.recall().value() <= bestRecall) {
                return false;
            }
            bestRecall = scores.recall().value();
            bestFigures =
                    List.of(scores.hitRate(), scores.recall(), scores.ndcg(), coverage(scores));
            return true;
        }

        private static Metric coverage(Evaluation.Scores scores) {
            return new Metric(
                    "coverage@" + SHOWN, scores.coverage(), scores.coverage(), scores.coverage());
        }
    }

    /// The search on the validation part.
    private static final class Search {
        final Trials popularity = new Trials();
        final Trials itemKnn = new Trials();
        private final List<Interaction> before;
        private final InteractionTable table;
        private final List<Evaluation.Case> cases;
        private final Instant from;
        private final long seed;

        Search(List<Interaction> known, Instant asOf, long seed) {
            this.seed = seed;
            this.from = asOf.minus(VALIDATION);
            this.before = Evaluation.before(known, from);
            this.table = InteractionTable.of(before);
            List<Evaluation.Case> all =
                    new ArrayList<>(
                            Evaluation.cases(known, from, asOf, Evaluation.Targets.NEW_ITEMS));
            Collections.shuffle(all, new Random(seed));
            this.cases = all.subList(0, Math.min(all.size(), VALIDATION_PEOPLE_MAX));
        }

        Decay popularityDecay() {
            Decay best = POPULARITY_DECAYS.getFirst();
            for (Decay decay : validates() ? POPULARITY_DECAYS : List.<Decay>of()) {
                Evaluation.Scores scores = score(Popularity.train(before, from, decay));
                best = popularity.add(byName(decay), scores) ? decay : best;
            }
            return best;
        }

        ItemKnnParameters itemKnnParameters(Decay decay) {
            ItemKnnParameters best = ItemKnnParameters.standard();
            if (!validates()) {
                return best;
            }
            Popularity popular = Popularity.train(before, from, decay);
            tries(best, popular);
            for (List<UnaryOperator<ItemKnnParameters>> coordinate : SEARCHED) {
                ItemKnnParameters start = best;
                for (UnaryOperator<ItemKnnParameters> step : coordinate) {
                    ItemKnnParameters candidate = step.apply(start);
                    best = tries(candidate, popular) ? candidate : best;
                }
            }
            return best;
        }

        private boolean tries(ItemKnnParameters candidate, Popularity popular) {
            ItemKnn model = ItemKnn.train(table, from, popular, candidate);
            return itemKnn.add(candidate.byName(), score(new Refilled(model, popular)));
        }

        private boolean validates() {
            return cases.size() >= VALIDATION_PEOPLE_MIN;
        }

        private Evaluation.Scores score(Recommender recommender) {
            return Evaluation.score(
                    recommender,
                    cases,
                    SHOWN,
                    Filters.none(),
                    Math.max(1, table.itemCount()),
                    seed);
        }
    }
}
