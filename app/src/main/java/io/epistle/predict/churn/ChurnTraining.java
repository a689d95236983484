package io.epistle.predict.churn;

import io.epistle.identity.PeopleStore;
import io.epistle.predict.learner.Calibration;
import io.epistle.predict.learner.Examples;
import io.epistle.predict.learner.LogisticModel;
import io.epistle.predict.learner.LogisticRegression;
import io.epistle.profile.PersonReader;
import io.epistle.store.Rows;
import io.epistle.store.Tallies;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Trains the churn model of a shop as of a moment. Past moments give the examples. The latest
/// whose weeks are over is held out: what is learned from the moments whose weeks were over by then
/// is measured on it, beside the recency rule. The penalty is chosen the same way, one horizon
/// earlier, by Brier score. The model to score with is learned from all moments. What comes after
/// the moment is never looked at.
public final class ChurnTraining {
    /// Half the horizon, so that every order lies in the weeks after two moments.
    public static final Duration STEP = ChurnLabel.HORIZON.dividedBy(2);

    /// Enough for every time of the year, those held out aside.
    public static final int MOMENTS_MAX = 13;

    /// Fewer who churned, or who did not, teach and show nothing.
    public static final int OUTCOMES_MIN = 50;

    /// The penalties that are tried; the first where there is nothing to try them on. They differ
    /// little: there are a thousand rows for each figure.
    private static final List<Double> PENALTIES = List.of(10.0, 1.0, 100.0, 1_000.0);

    private ChurnTraining() {}

    /// The past moments to learn from as of `now`, latest first.
    public static List<Instant> moments(Instant now) {
        Instant latest = now.minus(ChurnLabel.HORIZON);
        return IntStream.range(0, MOMENTS_MAX)
                .mapToObj(back -> latest.minus(STEP.multipliedBy(back)))
                .toList();
    }

    /// Trains as of `now` on everyone in a store.
    ///
    /// @param seed of the sample where there are more than [ChurnExamples#PEOPLE_MAX]
    public static ChurnOutcome train(Rows rows, PersonReader reader, Instant now, long seed) {
        ChurnExamples.Builder examples =
                new ChurnExamples.Builder(
                        moments(now), now, Tallies.get(rows, PeopleStore.PEOPLE_TALLY), seed);
        reader.sweep(rows, person -> examples.add(person.knownAs(), person.timeline()));
        return train(examples.build(), now);
    }

    /// Trains as of `now` from the examples of its [#moments].
    public static ChurnOutcome train(ChurnExamples examples, Instant now) {
        Instant heldOut = now.minus(ChurnLabel.HORIZON);
        Optional<Examples> test = examples.at(heldOut).filter(ChurnTraining::isEnough);
        Optional<Examples> before = examples.overBy(heldOut).filter(ChurnTraining::isEnough);
        if (test.isEmpty() || before.isEmpty()) {
            return new ChurnOutcome.TooLittle(
                    "Found too little to learn churn from as of %s; expected at least %d customers who ordered again within %d days and %d who did not, at two moments %d days apart."
                            .formatted(
                                    now,
                                    OUTCOMES_MIN,
                                    ChurnLabel.HORIZON.toDays(),
                                    OUTCOMES_MIN,
                                    ChurnLabel.HORIZON.toDays()));
        }
        List<ChurnModel.Trial> trials = trials(examples, heldOut);
        double penalty =
                trials.stream()
                        .min(Comparator.comparingDouble(ChurnModel.Trial::brier))
                        .map(ChurnModel.Trial::penalty)
                        .orElse(PENALTIES.getFirst());
        LogisticModel earlier = LogisticRegression.fit(before.get(), penalty).model();
        Examples all = examples.overBy(now).orElseThrow();
        LogisticRegression.Fit fit = LogisticRegression.fit(all, penalty);
        return new ChurnOutcome.Trained(
                new ChurnModel(
                        now,
                        examples.moments(),
                        all.size(),
                        examples.people(),
                        examples.known(),
                        penalty,
                        trials,
                        fit,
                        ChurnEvaluation.of(earlier, heldOut, test.get())));
    }

    /// What each penalty does on the last moment whose weeks were over when the one held out began.
    private static List<ChurnModel.Trial> trials(ChurnExamples examples, Instant heldOut) {
        Instant validated = heldOut.minus(ChurnLabel.HORIZON);
        Optional<Examples> validation = examples.at(validated).filter(ChurnTraining::isEnough);
        Optional<Examples> before = examples.overBy(validated).filter(ChurnTraining::isEnough);
        if (validation.isEmpty() || before.isEmpty()) {
            return List.of();
        }
        List<ChurnModel.Trial> trials = new ArrayList<>();
        for (double penalty : PENALTIES) {
            LogisticModel model = LogisticRegression.fit(before.get(), penalty).model();
            Calibration calibration =
                    ChurnEvaluation.of(model, validated, validation.get()).calibration();
            trials.add(new ChurnModel.Trial(penalty, calibration.brier()));
        }
        return trials;
    }

    private static boolean isEnough(Examples examples) {
        int churned = examples.positiveCount();
        return churned >= OUTCOMES_MIN && examples.size() - churned >= OUTCOMES_MIN;
    }
}
