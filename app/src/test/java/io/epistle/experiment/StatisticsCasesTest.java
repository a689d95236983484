package io.epistle.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Published and reference cases of experiment statistics, each with inputs, expected values and
/// tolerance. Kinds that no code here answers are left to it.
class StatisticsCasesTest {
    @Test
    void publishedAndReferenceCasesAreMet() {
        Path file =
                Path.of(System.getProperty("epistle.data", "../../shared/data"))
                        .resolve("stats/stats-cases.json");
        assumeTrue(Files.exists(file), "there is no " + file);
        SortedMap<String, Integer> met = new TreeMap<>();

        for (JsonNode statisticsCase : JsonMapper.shared().readTree(file).get("cases")) {
            String kind = kind(statisticsCase);
            List<Double> actual = actual(kind, statisticsCase);
            List<Double> expected = expected(kind, statisticsCase);
            if (!kind.isEmpty()) {
                assertClose(statisticsCase, actual, expected);
                met.merge(kind, 1, Integer::sum);
            }
        }

        assertThat(met)
                .hasToString("{chi-squared=2, sample ratio=7, two proportions=5, welch=4, z=1}");
    }

    private static String kind(JsonNode statisticsCase) {
        String test = statisticsCase.get("test").asString();
        if (test.startsWith("two proportions:")) {
            return "two proportions";
        }
        if (test.startsWith("SRM chi-squared")) {
            return "sample ratio";
        }
        if (test.startsWith("welch two-sided") || test.startsWith("Welch t on spend")) {
            return "welch";
        }
        if (statisticsCase.get("inputs").has("table")) {
            return "chi-squared";
        }
        return statisticsCase.get("inputs").has("nobs") ? "z" : "";
    }

    private static List<Double> actual(String kind, JsonNode statisticsCase) {
        JsonNode inputs = statisticsCase.get("inputs");
        return switch (kind) {
            case "two proportions" ->
                    twoProportions(proportion(inputs.get("a")), proportion(inputs.get("b")));
            case "sample ratio" -> {
                List<Long> users =
                        numbers(inputs.get("users")).stream().map(Double::longValue).toList();
                yield List.of(SampleRatio.check(users, numbers(inputs.get("weights"))).p());
            }
            case "welch" -> welch(inputs);
            case "chi-squared" -> {
                List<List<Long>> table = new ArrayList<>();
                for (JsonNode row : inputs.get("table")) {
                    table.add(numbers(row).stream().map(Double::longValue).toList());
                }
                ChiSquared chiSquared = ChiSquared.independence(table);
                yield List.of(
                        chiSquared.statistic(),
                        chiSquared.p(),
                        (double) chiSquared.degreesOfFreedom());
            }
            case "z" -> {
                List<Double> counts = numbers(inputs.get("count"));
                List<Double> trials = numbers(inputs.get("nobs"));
                // The reference takes the first less the second.
                TwoProportions rates =
                        new TwoProportions(
                                new Proportion(
                                        counts.get(1).longValue(), trials.get(1).longValue()),
                                new Proportion(
                                        counts.get(0).longValue(), trials.get(0).longValue()));
                yield List.of(rates.z(), rates.p());
            }
            default -> List.of();
        };
    }

    private static List<Double> expected(String kind, JsonNode statisticsCase) {
        JsonNode expected = statisticsCase.get("expected");
        List<String> names =
                switch (kind) {
                    case "two proportions" ->
                            List.of(
                                    "chi2",
                                    "p_chi2",
                                    "chi2_yates",
                                    "p_yates",
                                    "z",
                                    "p_z",
                                    "fisher_p",
                                    "fisher_odds",
                                    "fisher_p_greater",
                                    "fisher_p_less",
                                    "ci_newcombe",
                                    "ci_wald",
                                    "wilson_b");
                    case "sample ratio" -> List.of("p");
                    case "welch" ->
                            expected.has("t")
                                    ? List.of("t", "p", "df", "diff", "ci")
                                    : List.of("expected", "ci", "stddev", "p");
                    case "chi-squared" -> List.of("chi2", "p", "dof");
                    case "z" -> List.of("z", "p");
                    default -> List.of();
                };
        List<Double> values = new ArrayList<>();
        for (String name : names) {
            JsonNode value = expected.get(name);
            values.addAll(value.isArray() ? numbers(value) : List.of(value.asDouble()));
        }
        return values;
    }

    private static List<Double> twoProportions(Proportion a, Proportion b) {
        TwoProportions rates = new TwoProportions(a, b);
        FisherExact fisher = FisherExact.of(a, b);
        List<Double> actual =
                new ArrayList<>(
                        List.of(
                                ChiSquared.of(a, b).statistic(),
                                ChiSquared.of(a, b).p(),
                                ChiSquared.yates(a, b).statistic(),
                                ChiSquared.yates(a, b).p(),
                                rates.z(),
                                rates.p(),
                                fisher.p(),
                                fisher.oddsRatio(),
                                fisher.pGreater(),
                                fisher.pLess()));
        List<Interval> intervals = List.of(rates.newcombe(), rates.wald(), b.wilson());
        intervals.forEach(interval -> actual.addAll(List.of(interval.low(), interval.high())));
        return actual;
    }

    private static List<Double> welch(JsonNode inputs) {
        if (inputs.has("a_moments")) {
            WelchTest test =
                    WelchTest.of(
                            moments(inputs.get("a_moments")), moments(inputs.get("b_moments")));
            return List.of(
                    test.t(),
                    test.p(),
                    test.degreesOfFreedom(),
                    test.difference(),
                    test.interval().low(),
                    test.interval().high());
        }
        Moments a = moments(inputs.get("a"));
        Moments b = moments(inputs.get("b"));
        WelchTest test =
                inputs.get("difference").asString().equals("relative")
                        ? WelchTest.relative(a, b)
                        : WelchTest.of(a, b);
        return List.of(
                test.difference(),
                test.interval().low(),
                test.interval().high(),
                test.standardError(),
                test.p());
    }

    private static void assertClose(
            JsonNode statisticsCase, List<Double> actual, List<Double> expected) {
        double tolerance = statisticsCase.get("tolerance").asDouble();
        assertThat(actual).hasSameSizeAs(expected);
        for (int place = 0; place < actual.size(); place++) {
            double wanted = expected.get(place);
            // A figure far below the tolerance would be met by anything: it has to agree in its
            // digits.
            double allowed =
                    Math.abs(wanted) < tolerance && wanted != 0
                            ? 1e-6 * Math.abs(wanted)
                            : tolerance * Math.max(1, Math.abs(wanted));
            assertThat(Math.abs(actual.get(place) - wanted))
                    .as(
                            "%s, figure %d: expected %s, was %s",
                            statisticsCase.get("id").asString(), place, wanted, actual.get(place))
                    .isLessThanOrEqualTo(allowed);
        }
    }

    private static Proportion proportion(JsonNode arm) {
        return new Proportion(arm.get("x").asLong(), arm.get("n").asLong());
    }

    private static Moments moments(JsonNode arm) {
        return new Moments(
                arm.get("n").asLong(),
                arm.get("sum").asDouble(),
                arm.get("sum_squares").asDouble());
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }
}
