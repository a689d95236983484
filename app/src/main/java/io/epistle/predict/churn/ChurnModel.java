package io.epistle.predict.churn;

import io.epistle.predict.learner.LogisticRegression;
import io.epistle.profile.Score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// A churn model with where it comes from: enough to train it again and get the same to the bit.
///
/// @param asOf nothing that happened then or later was looked at
/// @param moments the past moments it was learned at, latest first
/// @param rows customers at moments, summed
/// @param people customers sampled
/// @param known customers there are
/// @param penalty of the logistic regression
/// @param trials the penalties tried; empty where there was too little to try them on
/// @param fit what was learned from all moments
/// @param evaluation of what was learned the same way without the last moments, on the latest
public record ChurnModel(
        Instant asOf,
        List<Instant> moments,
        int rows,
        int people,
        int known,
        double penalty,
        List<Trial> trials,
        LogisticRegression.Fit fit,
        ChurnEvaluation evaluation) {
    /// The name of the model, and of the trait that its scores are.
    public static final String NAME = Score.CHURN;

    /// Reasons told with a score: more than three nobody reads.
    private static final int REASONS_MAX = 3;

    /// What adds less to the log odds than this moves a score by less than a hundredth.
    private static final double EFFECT_MIN = 0.04;

    public ChurnModel {
        moments = List.copyOf(moments);
        trials = List.copyOf(trials);
    }

    /// One penalty on the validation moment.
    ///
    /// @param brier lower is better
    public record Trial(double penalty, double brier) {}

    /// What the model says of one customer.
    ///
    /// @param value the probability of churn in whole hundredths: the buckets in which scores are
    ///   stored
    /// @param reasons what raises or lowers it most beside the average customer, strongest first
    public record Scored(BigDecimal value, List<String> reasons) {
        public Scored {
            reasons = List.copyOf(reasons);
        }
    }

    /// The version: the moment it was trained as of, and a fingerprint by which another model as of
    /// the same moment differs.
    public String version() {
        return String.format(Locale.ROOT, "%s/%08x", asOf, fit.model().fingerprint());
    }

    /// Whether it may score: a model that does not beat the recency rule, or that did not converge,
    /// is told and not used.
    public boolean isPromoted() {
        return fit.converged() && evaluation.beatsRecency();
    }

    /// The score of a customer as their orders stand.
    public Scored score(OrderHistory history) {
        double[] row = ChurnFeature.row(history);
        return new Scored(
                BigDecimal.valueOf(fit.model().probability(row))
                        .setScale(2, RoundingMode.HALF_EVEN),
                reasons(history, fit.model().contributions(row)));
    }

    private static List<String> reasons(OrderHistory history, double[] contributions) {
        SortedMap<ChurnTopic, Double> effects = new TreeMap<>();
        for (ChurnFeature feature : ChurnFeature.ALL) {
            effects.merge(feature.topic(), contributions[feature.column()], Double::sum);
        }
        return effects.entrySet().stream()
                .filter(effect -> Math.abs(effect.getValue()) >= EFFECT_MIN)
                .sorted(Comparator.comparingDouble(effect -> -Math.abs(effect.getValue())))
                .limit(REASONS_MAX)
                .map(effect ->
                        "%s: %s"
                                .formatted(
                                        effect.getValue() > 0 ? "raised" : "lowered",
                                        effect.getKey().words(history)))
                .toList();
    }
}
