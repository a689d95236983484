package io.epistle.predict;

import java.util.SortedMap;
import java.util.TreeMap;

/// How an [ItemKnn] is trained and asked. The letters are those of its formula.
///
/// @param trainingDecay how training interactions fade
/// @param profileDecay how a person's own past fades
/// @param candidateExponent `a`, 0 to 1
/// @param personExponent `p`, at least 0
/// @param shrinkage `s`, at least 0. With fading it must not be 0: items that nobody bought for
///   long have norms near 0, and would be like everything
/// @param neighbours `n`, at least 1
/// @param popularityExponent `b`, at least 0
/// @param ownWeight `o`, at least 0: how far a person's own repeat goods push ahead. A matter of
///   taste, so it is not searched: 1 foresees best but makes a list of what people buy anyway; at
///   0.3 about half of four picks are new to an average buyer of Online Retail II
public record ItemKnnParameters(
        Decay trainingDecay,
        Decay profileDecay,
        double candidateExponent,
        double personExponent,
        double shrinkage,
        int neighbours,
        double popularityExponent,
        double ownWeight) {
    private static final ItemKnnParameters STANDARD =
            new ItemKnnParameters(new Decay(30), new Decay(180), 0.7, 1, 0.1, 100, 0.2, 0.3);

    public ItemKnnParameters {
        if (!(candidateExponent >= 0 && candidateExponent <= 1)
                || !(personExponent >= 0)
                || !(shrinkage >= 0)
                || neighbours < 1
                || !(popularityExponent >= 0)
                || !(ownWeight >= 0)) {
            throw new IllegalArgumentException(
                    ("found candidateExponent %s, personExponent %s, shrinkage %s, neighbours %d,"
                         + " popularityExponent %s, ownWeight %s; expected candidateExponent 0 to"
                         + " 1, at least 1 neighbour and nothing negative")
                            .formatted(
                                    candidateExponent,
                                    personExponent,
                                    shrinkage,
                                    neighbours,
                                    popularityExponent,
                                    ownWeight));
        }
    }

    /// Where a search starts, and what is taken where there is too little to search on: good on the
    /// first 85 weeks of Online Retail II.
    public static ItemKnnParameters standard() {
        return STANDARD;
    }

    /// These with another `trainingDecay`.
    public ItemKnnParameters withTrainingDecay(Decay decay) {
        return new ItemKnnParameters(
                decay,
                profileDecay,
                candidateExponent,
                personExponent,
                shrinkage,
                neighbours,
                popularityExponent,
                ownWeight);
    }

    /// These with another `profileDecay`.
    public ItemKnnParameters withProfileDecay(Decay decay) {
        return new ItemKnnParameters(
                trainingDecay,
                decay,
                candidateExponent,
                personExponent,
                shrinkage,
                neighbours,
                popularityExponent,
                ownWeight);
    }

    /// These with another `candidateExponent`.
    public ItemKnnParameters withCandidateExponent(double exponent) {
        return new ItemKnnParameters(
                trainingDecay,
                profileDecay,
                exponent,
                personExponent,
                shrinkage,
                neighbours,
                popularityExponent,
                ownWeight);
    }

    /// These with another `shrinkage`.
    public ItemKnnParameters withShrinkage(double added) {
        return new ItemKnnParameters(
                trainingDecay,
                profileDecay,
                candidateExponent,
                personExponent,
                added,
                neighbours,
                popularityExponent,
                ownWeight);
    }

    /// These with another `popularityExponent`.
    public ItemKnnParameters withPopularityExponent(double exponent) {
        return new ItemKnnParameters(
                trainingDecay,
                profileDecay,
                candidateExponent,
                personExponent,
                shrinkage,
                neighbours,
                exponent,
                ownWeight);
    }

    /// All by name, as text that reads back to the same number.
    public SortedMap<String, String> byName() {
        SortedMap<String, String> names = new TreeMap<>();
        names.put("training_half_life_days", Double.toString(trainingDecay.halfLifeDays()));
        names.put("profile_half_life_days", Double.toString(profileDecay.halfLifeDays()));
        names.put("candidate_exponent", Double.toString(candidateExponent));
        names.put("person_exponent", Double.toString(personExponent));
        names.put("shrinkage", Double.toString(shrinkage));
        names.put("neighbours", Integer.toString(neighbours));
        names.put("popularity_exponent", Double.toString(popularityExponent));
        names.put("own_weight", Double.toString(ownWeight));
        return names;
    }
}
