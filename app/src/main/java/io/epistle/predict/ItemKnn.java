package io.epistle.predict;

import java.time.Instant;
import java.util.List;

/// Who bought this also bought that: items are alike when the same people have them, and a person
/// is offered what is most like all that they have (Sarwar, Karypis, Konstan and Riedl, Item-Based
/// Collaborative Filtering Recommendation Algorithms, WWW 2001; Deshpande and Karypis, Item-Based
/// Top-N Recommendation Algorithms, TOIS 22, 2004).
///
/// With `w(u,i)` the faded weight of person u's strongest interaction with item i, and `d(u) =
/// |items of u|^-p` lessening the word of people who buy everything (Deshpande and Karypis, row
/// normalisation):
///
/// ```
/// co(i,j)  = sum over u of d(u) w(u,i) w(u,j)
/// sim(i,j) = co(i,j) / (co(i,i)^(1-a) co(j,j)^a + s)      for the n largest of each i
/// score(j) = popularity(j)^b * sum over owned i of profile(i) sim(i,j)
/// ```
///
/// `a` = 0.5 is the cosine; above, popular candidates are held back, as in the conditional
/// probability of Deshpande and Karypis. `s` shrinks what few people carry. `profile(i)` is the
/// faded weight of the person's own last interaction with i. An owned item that may be offered
/// again adds `o * profile(j) sim(j,j)`, its own pull.
///
/// Training takes the sum of squares of the rows' lengths, on all cores; every sum is taken in
/// ascending order of people and items, so the model is the same to the bit on any number of
/// threads and for any order of the interactions.
public final class ItemKnn implements Recommender {
    private final InteractionTable table;
    private final int[][] neighbours;
    private final double[][] similarities;
    private final double[] ownSimilarity;
    private final double[] popularityFactor;
    private final ItemKnnParameters parameters;

    ItemKnn(
            InteractionTable table,
            int[][] neighbours,
            double[][] similarities,
            double[] ownSimilarity,
            double[] popularityFactor,
            ItemKnnParameters parameters) {
        this.table = table;
        this.neighbours = neighbours;
        this.similarities = similarities;
        this.ownSimilarity = ownSimilarity;
        this.popularityFactor = popularityFactor;
        this.parameters = parameters;
    }

    /// Learns from interactions that all lie before `asOf`; those of unknown people are left out.
    ///
    /// @param popularity of the same interactions, for the factor of candidates
    public static ItemKnn train(
            List<Interaction> interactions,
            Instant asOf,
            Popularity popularity,
            ItemKnnParameters parameters) {
        return train(InteractionTable.of(interactions), asOf, popularity, parameters);
    }

    /// The same on a table that serves several trainings.
    static ItemKnn train(
            InteractionTable table,
            Instant asOf,
            Popularity popularity,
            ItemKnnParameters parameters) {
        return new ItemKnnTraining(table, asOf.toEpochMilli(), parameters).model(popularity);
    }

    @Override
    public String name() {
        return "item_knn";
    }

    /// The parameters of this model.
    public ItemKnnParameters parameters() {
        return parameters;
    }

    /// How alike item `other` is to `item`; 0 where either is unknown or `other` is not among the
    /// neighbours.
    public double similarity(String item, String other) {
        int from = table.number(item);
        int to = table.number(other);
        if (from >= 0 && to >= 0) {
            for (int place = 0; place < neighbours[from].length; place++) {
                if (neighbours[from][place] == to) {
                    return similarities[from][place];
                }
            }
        }
        return 0;
    }

    @Override
    public List<Recommendation> recommend(List<Interaction> history, int count, Filters filters) {
        if (count == 0 || history.isEmpty()) {
            return List.of();
        }
        double[] profile = profile(history);
        Scores scores = new Scores(table.itemCount());
        for (int item = 0; item < profile.length; item++) {
            if (profile[item] > 0) {
                for (int place = 0; place < neighbours[item].length; place++) {
                    scores.add(
                            neighbours[item][place],
                            profile[item] * similarities[item][place],
                            item);
                }
                scores.add(
                        item, parameters.ownWeight() * profile[item] * ownSimilarity[item], item);
            }
        }
        return best(scores, profile, count, filters);
    }

    /// The person's faded weight for each item of the model; of several interactions the strongest
    /// counts. The moment of reference is the person's latest interaction: only ratios matter.
    private double[] profile(List<Interaction> history) {
        long latestMillis = Long.MIN_VALUE;
        for (Interaction interaction : history) {
            latestMillis = Math.max(latestMillis, interaction.at().toEpochMilli());
        }
        double[] profile = new double[table.itemCount()];
        for (Interaction interaction : history) {
            int item = table.number(interaction.item());
            if (item >= 0) {
                double weight =
                        interaction.weight()
                                * parameters
                                        .profileDecay()
                                        .weight(interaction.at().toEpochMilli(), latestMillis);
                profile[item] = Math.max(profile[item], weight);
            }
        }
        return profile;
    }

    private List<Recommendation> best(Scores scores, double[] profile, int count, Filters filters) {
        Best best = new Best(count);
        for (int place = 0; place < scores.touchedCount; place++) {
            int item = scores.touched[place];
            double score = scores.sum[item] * popularityFactor[item];
            if (score > 0
                    && best.wouldKeep(item, score)
                    && filters.admits(table.item(item), profile[item] > 0)) {
                best.add(item, score);
            }
        }
        return best.bestFirst().stream()
                .map(scored -> recommendation(scored, scores, profile))
                .toList();
    }

    private Recommendation recommendation(Best.Scored scored, Scores scores, double[] profile) {
        Reason reason =
                profile[scored.item()] > 0
                        ? new Reason.AgainAndAgain()
                        : new Reason.BecauseYouBought(
                                table.item(scores.largestFrom[scored.item()]));
        return new Recommendation(table.item(scored.item()), scored.score(), reason);
    }

    /// Sums per candidate, with the owned item that contributed most.
    private static final class Scores {
        final double[] sum;
        final double[] largest;
        final int[] largestFrom;
        final boolean[] seen;
        final int[] touched;
        int touchedCount;

        Scores(int items) {
            sum = new double[items];
            largest = new double[items];
            largestFrom = new int[items];
            seen = new boolean[items];
            touched = new int[items];
        }

        void add(int candidate, double contribution, int from) {
            if (!seen[candidate]) {
                seen[candidate] = true;
                touched[touchedCount++] = candidate;
            }
            sum[candidate] += contribution;
            if (contribution > largest[candidate]) {
                largest[candidate] = contribution;
                largestFrom[candidate] = from;
            }
        }
    }
}
