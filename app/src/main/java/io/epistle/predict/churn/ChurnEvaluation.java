package io.epistle.predict.churn;

import io.epistle.identity.PeopleStore;
import io.epistle.predict.Metric;
import io.epistle.predict.learner.Calibration;
import io.epistle.predict.learner.Examples;
import io.epistle.predict.learner.LogisticModel;
import io.epistle.predict.learner.RocAuc;
import io.epistle.profile.PersonReader;
import io.epistle.store.Rows;
import io.epistle.store.Tallies;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How well churn was foreseen at one moment, beside the rule that everyone knows: the longer ago
/// the last order, the likelier churn.
///
/// @param moment when the scores were made; the weeks from there on are what they are compared with
/// @param people customers at the moment
/// @param churned how many of them did not order
/// @param model ROC-AUC of the model
/// @param recency ROC-AUC of the recency rule on the same people
/// @param over the model's area less the rule's, paired
/// @param calibration of the model's probabilities
public record ChurnEvaluation(
        Instant moment,
        int people,
        int churned,
        Metric model,
        Metric recency,
        Metric over,
        Calibration calibration) {
    /// Measures a model on what everyone in a store did from its moment on; absent where its weeks
    /// are not over by `until`, or where all or none of the customers churned.
    ///
    /// @param seed of the sample where there are more than [ChurnExamples#PEOPLE_MAX]
    public static Optional<ChurnEvaluation> of(
            ChurnModel model, Rows rows, PersonReader reader, Instant until, long seed) {
        ChurnExamples.Builder later =
                new ChurnExamples.Builder(
                        List.of(model.asOf()),
                        until,
                        Tallies.get(rows, PeopleStore.PEOPLE_TALLY),
                        seed);
        reader.sweep(rows, person -> later.add(person.knownAs(), person.timeline()));
        return later.build()
                .at(model.asOf())
                .filter(customers -> customers.positiveCount() > 0)
                .filter(customers -> customers.positiveCount() < customers.size())
                .map(customers -> of(model.fit().model(), model.asOf(), customers));
    }

    /// Measures a model on customers of a moment that it was not learned from, some of whom churned
    /// and some did not.
    public static ChurnEvaluation of(LogisticModel model, Instant moment, Examples examples) {
        double[] probabilities = new double[examples.size()];
        double[] recencies = new double[examples.size()];
        int recency = ChurnFeature.RECENCY.column();
        for (int row = 0; row < examples.size(); row++) {
            probabilities[row] = model.probability(examples.row(row));
            recencies[row] = examples.value(row, recency);
        }
        RocAuc ofModel = RocAuc.of(probabilities, examples.positives());
        RocAuc ofRecency = RocAuc.of(recencies, examples.positives());
        return new ChurnEvaluation(
                moment,
                examples.size(),
                examples.positiveCount(),
                ofModel.metric(),
                ofRecency.metric(),
                ofModel.over(ofRecency),
                Calibration.of(probabilities, examples.positives()));
    }

    /// Whether the model beats the rule, and not by chance: the whole interval of the difference
    /// lies above 0.
    public boolean beatsRecency() {
        return over.low() > 0;
    }
}
