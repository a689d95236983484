package io.epistle.predict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// The formula of [ItemKnn] over all pairs of items and all people, with maps, one number at a
/// time. Sums go in the order of keys, so that equal means equal to the bit.
final class NaiveItemKnn {
    private final TreeMap<String, TreeMap<String, Double>> weights = new TreeMap<>();
    private final TreeMap<String, TreeMap<String, Double>> similarities = new TreeMap<>();
    private final Popularity popularity;
    private final ItemKnnParameters parameters;

    NaiveItemKnn(
            List<Interaction> interactions,
            Instant asOf,
            Popularity popularity,
            ItemKnnParameters parameters) {
        this.popularity = popularity;
        this.parameters = parameters;
        TreeMap<String, Integer> items = new TreeMap<>();
        for (Interaction interaction : interactions) {
            if (!interaction.person().isEmpty()) {
                weights.computeIfAbsent(interaction.person(), _ -> new TreeMap<>())
                        .merge(
                                interaction.item(),
                                faded(interaction, asOf, parameters.trainingDecay()),
                                Math::max);
                items.put(interaction.item(), 0);
            }
        }
        for (String owned : items.keySet()) {
            List<String> others = new ArrayList<>(items.keySet());
            others.removeIf(other -> other.equals(owned) || similarity(owned, other) == 0);
            others.sort(
                    Comparator.comparingDouble((String other) -> similarity(owned, other))
                            .reversed()
                            .thenComparing(Comparator.naturalOrder()));
            TreeMap<String, Double> nearest = new TreeMap<>();
            for (String other :
                    others.subList(0, Math.min(others.size(), parameters.neighbours()))) {
                nearest.put(other, similarity(owned, other));
            }
            nearest.put(owned, parameters.ownWeight() * similarity(owned, owned));
            similarities.put(owned, nearest);
        }
    }

    List<Recommendation> recommend(List<Interaction> history, int count, RepeatGoods repeatGoods) {
        TreeMap<String, Double> profile = new TreeMap<>();
        Instant latest =
                history.stream()
                        .map(Interaction::at)
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH);
        for (Interaction interaction : history) {
            profile.merge(
                    interaction.item(),
                    faded(interaction, latest, parameters.profileDecay()),
                    Math::max);
        }
        List<Recommendation> all = new ArrayList<>();
        for (String candidate : similarities.keySet()) {
            if (profile.containsKey(candidate) && !repeatGoods.contains(candidate)) {
                continue;
            }
            double score = 0;
            double largest = 0;
            Reason reason = new Reason.AgainAndAgain();
            for (String owned : profile.keySet()) {
                double similarity =
                        similarities
                                .getOrDefault(owned, new TreeMap<>())
                                .getOrDefault(candidate, 0.0);
                double contribution =
                        owned.equals(candidate)
                                ? parameters.ownWeight()
                                        * profile.get(owned)
                                        * similarity(owned, candidate)
                                : profile.get(owned) * similarity;
                score += contribution;
                if (contribution > largest && !profile.containsKey(candidate)) {
                    largest = contribution;
                    reason = new Reason.BecauseYouBought(owned);
                }
            }
            score *=
                    StrictMath.pow(
                            popularity.score(candidate) + 1e-6, parameters.popularityExponent());
            if (score > 0) {
                all.add(new Recommendation(candidate, score, reason));
            }
        }
        all.sort(
                Comparator.comparingDouble(Recommendation::score)
                        .reversed()
                        .thenComparing(Recommendation::item));
        return all.subList(0, Math.min(count, all.size()));
    }

    private double similarity(String owned, String candidate) {
        double scale =
                StrictMath.pow(together(owned, owned), 1 - parameters.candidateExponent())
                                * StrictMath.pow(
                                        together(candidate, candidate),
                                        parameters.candidateExponent())
                        + parameters.shrinkage();
        return scale > 0 ? together(owned, candidate) / scale : 0;
    }

    private double together(String one, String other) {
        double sum = 0;
        for (TreeMap<String, Double> row : weights.values()) {
            if (row.containsKey(one) && row.containsKey(other)) {
                double personWeight = StrictMath.pow(row.size(), -parameters.personExponent());
                sum += personWeight * row.get(one) * row.get(other);
            }
        }
        return sum;
    }

    private static double faded(Interaction interaction, Instant moment, Decay decay) {
        double days =
                Duration.between(interaction.at(), moment).toMillis()
                        / (double) Duration.ofDays(1).toMillis();
        return interaction.weight() * StrictMath.pow(0.5, days / decay.halfLifeDays());
    }
}
