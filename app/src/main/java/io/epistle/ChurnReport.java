package io.epistle;

import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.predict.Metric;
import io.epistle.predict.churn.ChurnEvaluation;
import io.epistle.predict.churn.ChurnModel;
import io.epistle.predict.churn.ChurnOutcome;
import io.epistle.predict.churn.ChurnScoring;
import io.epistle.predict.churn.ChurnTraining;
import io.epistle.predict.learner.Calibration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What training the churn model came to: learned, measured and, where it is good enough, used.
///
/// @param outcome what was learned
/// @param scored whom it scored; absent where it is not good enough
/// @param later how well it foresaw what came after its moment, where that is known already
record ChurnReport(
        ChurnOutcome outcome, Optional<ChurnScoring.Done> scored, Optional<ChurnEvaluation> later) {
    /// Trains as of now, and scores everyone by a model that is good enough.
    static ChurnReport of(Engine engine, long seed) {
        Instant now = engine.now();
        ChurnOutcome outcome = ChurnTraining.train(engine.store, engine.reader, now, seed);
        Optional<ChurnScoring.Done> scored =
                switch (outcome) {
                    case ChurnOutcome.Trained(ChurnModel model) when model.isPromoted() ->
                            Optional.of(engine.churnScoring.run(model, now));
                    case ChurnOutcome.Trained _, ChurnOutcome.TooLittle _ -> Optional.empty();
                };
        return new ChurnReport(outcome, scored, Optional.empty());
    }

    /// The same, compared with what is known to have happened before `until`.
    ChurnReport foreseen(Engine engine, Instant until, long seed) {
        return switch (outcome) {
            case ChurnOutcome.Trained(ChurnModel model) ->
                    new ChurnReport(
                            outcome,
                            scored,
                            ChurnEvaluation.of(model, engine.store, engine.reader, until, seed));
            case ChurnOutcome.TooLittle _ -> this;
        };
    }

    /// The latest measure there is: of what came after the model's moment, else of the last past
    /// moment, which the model measured there had not seen. Absent where nothing was learned.
    Optional<ChurnEvaluation> evaluation() {
        return later.or(() ->
                switch (outcome) {
                    case ChurnOutcome.Trained(ChurnModel model) -> Optional.of(model.evaluation());
                    case ChurnOutcome.TooLittle _ -> Optional.empty();
                });
    }

    /// For machines: whether the model was good enough to be used, and how many customers it
    /// scored.
    Value json() {
        return Struct.builder()
                .put("promoted", Value.of(scored.isPresent()))
                .put("scored", scored.map(ChurnScoring.Done::customers).orElse(0L))
                .build();
    }

    /// For people.
    List<String> lines() {
        return switch (outcome) {
            case ChurnOutcome.TooLittle(String sentence) -> List.of("Churn     " + sentence);
            case ChurnOutcome.Trained(ChurnModel model) -> lines(model);
        };
    }

    private List<String> lines(ChurnModel model) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Churn     model %s, learned from %,d rows of %,d customers at %d moments"
                        .formatted(
                                model.version(),
                                model.rows(),
                                model.people(),
                                model.moments().size()));
        lines.addAll(measured("held out", model.evaluation()));
        later.ifPresent(evaluation -> lines.addAll(measured("later", evaluation)));
        lines.add("          " + used(model));
        return lines;
    }

    private static List<String> measured(String which, ChurnEvaluation evaluation) {
        Calibration calibration = evaluation.calibration();
        return List.of(
                "          %s, %s: %s beside %s by recency, on %,d customers of whom %,d churned"
                        .formatted(
                                which,
                                evaluation.moment(),
                                evaluation.model(),
                                figures(evaluation.recency()),
                                evaluation.people(),
                                evaluation.churned()),
                String.format(
                        Locale.ROOT,
                        "          %s: Brier %.4f beside %.4f by the share alone, calibration error"
                                + " %.4f",
                        which,
                        calibration.brier(),
                        calibration.brierOfShare(),
                        calibration.error()));
    }

    private static String figures(Metric metric) {
        return String.format(
                Locale.ROOT, "%.4f [%.4f, %.4f]", metric.value(), metric.low(), metric.high());
    }

    private String used(ChurnModel model) {
        if (scored.isPresent()) {
            return "scored %,d customers, %,d of them otherwise than before"
                    .formatted(scored.get().customers(), scored.get().changed());
        }
        return model.fit().converged()
                ? "not used, because it does not beat the recency rule; earlier scores stay"
                : "not used, because learning did not converge; earlier scores stay";
    }
}
