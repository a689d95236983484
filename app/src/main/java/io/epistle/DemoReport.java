package io.epistle;

import io.epistle.collect.ImportCounts;
import io.epistle.event.JsonText;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.measure.CampaignResults;
import io.epistle.measure.Comparison;
import io.epistle.predict.Evaluation.Scores;
import io.epistle.predict.Metric;
import io.epistle.predict.Models;
import io.epistle.predict.churn.ChurnEvaluation;
import io.epistle.predict.churn.ChurnModel;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerState;
import io.epistle.send.LedgerState.Standing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// What the demonstration did, for machines and for people.
///
/// @param models what was trained
/// @param standsAt the moment it stands at
/// @param imports the ids of the imports
/// @param counts what became of the rows, in this run and those before it that were interrupted
/// @param invented facts that were invented: addresses and consents; counted likewise
/// @param people people in the store
/// @param segments sizes by id
/// @param scores the recommenders on what people really ordered later, the baseline last
/// @param churn who will not order again, and how well that was foreseen
/// @param balance where the messages ended
/// @param ledger the messages by variant, state and reason
/// @param results what the campaign brought
record DemoReport(
        Models models,
        Instant standsAt,
        SortedSet<String> imports,
        ImportCounts counts,
        long invented,
        long people,
        Map<String, Long> segments,
        List<Scores> scores,
        ChurnReport churn,
        Ledger.Balance balance,
        List<Ledger.Count> ledger,
        CampaignResults results) {
    /// The report as JSON, one object.
    String json(Map<String, Double> seconds, double total) {
        Struct.Builder times = Struct.builder();
        seconds.forEach((stage, spent) -> times.put(stage, decimal(spent, 3)));
        times.put("total", decimal(total, 3));
        return JsonText.of(
                        Struct.builder()
                                .put("standsAt", standsAt.toString())
                                .put("rows", counts.rows())
                                .put(
                                        "facts",
                                        counts.facts().values().stream()
                                                .mapToLong(Long::longValue)
                                                .sum())
                                .put("factsByName", numbers(counts.facts()))
                                .put("attributed", counts.attributed())
                                .put("anonymous", counts.anonymous())
                                .put("duplicates", counts.duplicate())
                                .put("quarantined", numbers(counts.quarantined()))
                                .put("invented", invented)
                                .put("people", people)
                                .put("segments", numbers(segments))
                                .put("models", scored())
                                .put("churn", churn.json())
                                .put("messages", messages())
                                .put("experiment", experiment())
                                .put("seconds", times.build())
                                .build())
                + "\n";
    }

    private Value scored() {
        Scores baseline = scores.getLast();
        List<Value> models = new ArrayList<>();
        for (Scores one : scores) {
            models.add(model(one, one.hitRate(), baseline.hitRate()));
            models.add(model(one, one.recall(), baseline.recall()));
            models.add(model(one, one.ndcg(), baseline.ndcg()));
        }
        churn.evaluation()
                .ifPresent(evaluation -> {
                    models.add(churn(ChurnModel.NAME, evaluation, evaluation.model()));
                    models.add(churn("recency", evaluation, evaluation.recency()));
                });
        return Value.of(models);
    }

    private static Value model(Scores scores, Metric metric, Metric baseline) {
        return model(scores.recommender(), metric, baseline, scores.people());
    }

    private static Value churn(String name, ChurnEvaluation evaluation, Metric metric) {
        return model(name, metric, evaluation.recency(), evaluation.people());
    }

    private static Value model(String name, Metric metric, Metric baseline, int people) {
        return Struct.builder()
                .put("name", name)
                .put("metric", metric.name())
                .put("value", decimal(metric.value(), 6))
                .put("low", decimal(metric.low(), 6))
                .put("high", decimal(metric.high(), 6))
                .put("baseline", decimal(baseline.value(), 6))
                .put("people", people)
                .build();
    }

    private Value messages() {
        return Struct.builder()
                .put("planned", balance.planned())
                .put("open", balance.open())
                .put("sent", balance.sent())
                .put("skipped", numbers(reasons(Standing.SKIPPED)))
                .put("failed", numbers(reasons(Standing.FAILED)))
                .put("uncertain", balance.uncertain())
                .build();
    }

    private SortedMap<String, Long> reasons(Standing standing) {
        SortedMap<String, Long> reasons = new TreeMap<>();
        for (Ledger.Count count : ledger) {
            LedgerState state = count.state();
            if (state.standing() == standing) {
                reasons.merge(count.reason(), count.count(), Long::sum);
            }
        }
        return reasons;
    }

    private Value experiment() {
        List<Value> arms = new ArrayList<>();
        for (CampaignResults.Arm arm : results.arms()) {
            arms.add(
                    Struct.builder()
                            .put("name", arm.variant())
                            .put("n", arm.sent())
                            .put("clicks", arm.simulated())
                            .put(
                                    "rate",
                                    decimal(
                                            arm.sent() == 0
                                                    ? 0
                                                    : (double) arm.simulated() / arm.sent(),
                                            6))
                            .put("ordered", arm.ordered())
                            .put("revenue", Value.of(arm.revenue()))
                            .build());
        }
        Struct.Builder experiment =
                Struct.builder().put("arms", Value.of(arms)).put("clicksSimulated", Value.TRUE);
        Comparison.of(results, CampaignResults.Arm::simulated)
                .ifPresent(comparison ->
                        experiment
                                .put("test", comparison.tests().getFirst().name())
                                .put("p", decimal(comparison.p(), 9))
                                .put("words", comparison.words()));
        return experiment.build();
    }

    private static Struct numbers(Map<String, Long> numbers) {
        Struct.Builder struct = Struct.builder();
        numbers.forEach((name, number) -> struct.put(name, number));
        return struct.build();
    }

    /// A figure; `null` where there was nobody to measure it on.
    private static Value decimal(double number, int places) {
        if (!Double.isFinite(number)) {
            return Value.NOTHING;
        }
        return new Value.Decimal(
                BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_EVEN));
    }

    /// The report for people.
    List<String> lines(Map<String, Double> seconds, double total) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                "Epistle stands at %s. What lies after it is history that it does not look at until the replies."
                        .formatted(standsAt));
        lines.add(
                "Import    %s: %,d of customers, %,d of nobody, %,d known before, %,d quarantined"
                        .formatted(
                                Counted.of(counts.rows(), "row"),
                                counts.attributed(),
                                counts.anonymous(),
                                counts.duplicate(),
                                counts.quarantinedRows()));
        counts.quarantined()
                .forEach((rule, rows) ->
                        lines.add("          quarantined %,7d  %s".formatted(rows, rule)));
        lines.add(
                "People    %,d, with addresses and consents that are invented (%,d facts)"
                        .formatted(people, invented));
        segments.forEach((id, size) -> lines.add("Segment   %,7d  %s".formatted(size, id)));
        for (Scores one : scores) {
            lines.add(
                    one.people() == 0
                            ? "Model     %-10s nobody ordered later, so there is nothing to compare with"
                                    .formatted(one.recommender())
                            : "Model     %-10s %s, %s on %,d people's later orders"
                                    .formatted(
                                            one.recommender(),
                                            one.hitRate(),
                                            one.recall(),
                                            one.people()));
        }
        lines.addAll(churn.lines());
        lines.add(
                "Campaign  planned %,d = sent %,d + skipped %,d + failed %,d + uncertain %,d + open %,d"
                        .formatted(
                                balance.planned(),
                                balance.sent(),
                                balance.skipped(),
                                balance.failed(),
                                balance.uncertain(),
                                balance.open()));
        for (CampaignResults.Arm arm : results.arms()) {
            lines.add(
                    "Variant   %-10s %,d sent, %,d clicked (simulated from later orders), %,d ordered within %,d days"
                            .formatted(
                                    arm.variant(),
                                    arm.sent(),
                                    arm.simulated(),
                                    arm.ordered(),
                                    results.window().toDays()));
        }
        Comparison.of(results, CampaignResults.Arm::simulated)
                .ifPresent(comparison -> lines.add("          " + comparison.words()));
        StringBuilder times = new StringBuilder("Seconds  ");
        seconds.forEach((stage, spent) -> times.append(" %s %.1f".formatted(stage, spent)));
        lines.add(times.append(" total %.1f".formatted(total)).toString());
        return lines;
    }
}
