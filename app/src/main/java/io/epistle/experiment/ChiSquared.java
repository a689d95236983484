package io.epistle.experiment;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

import java.util.ArrayList;
import java.util.List;

/// Pearson's chi-squared test (Pearson, Philosophical Magazine 50, 1900).
///
/// @param statistic at least 0
/// @param degreesOfFreedom 0 where there is nothing to compare
/// @param p how often counts at least this far apart would show if nothing differed, 0 to 1
public record ChiSquared(double statistic, int degreesOfFreedom, double p) {
    private static final ChiSquared NOTHING_TO_COMPARE = new ChiSquared(0, 0, 1);

    /// Whether the rows of a table, such as arms, spread alike over its columns, such as clicked
    /// and not clicked. Rows and columns without a count are left out.
    ///
    /// @param table rows of equal length, no count negative
    public static ChiSquared independence(List<List<Long>> table) {
        return independence(table, 0);
    }

    /// The same for two arms with the continuity correction of Yates (Supplement to the JRSS 1,
    /// 1934), which errs on the safe side.
    public static ChiSquared yates(Proportion a, Proportion b) {
        return independence(table(a, b), 0.5);
    }

    /// Whether two arms succeed alike; the square of the pooled z.
    public static ChiSquared of(Proportion a, Proportion b) {
        return independence(table(a, b));
    }

    /// Whether counts spread over cells as weights ask for. Cells of weight 0 are left out.
    ///
    /// @param counts not negative
    /// @param weights beside the counts, not negative; need not sum to 1
    public static ChiSquared fit(List<Long> counts, List<Double> weights) {
        if (counts.size() > weights.size()) {
            throw new IllegalArgumentException(
                    "found %d counts for %d weights".formatted(counts.size(), weights.size()));
        }
        double allWeights = 0;
        double allCounts = 0;
        int cells = 0;
        for (int cell = 0; cell < counts.size(); cell++) {
            if (weights.get(cell) > 0) {
                allWeights += weights.get(cell);
                allCounts += counts.get(cell);
                cells++;
            }
        }
        if (cells < 2 || allCounts == 0) {
            return NOTHING_TO_COMPARE;
        }
        double statistic = 0;
        for (int cell = 0; cell < counts.size(); cell++) {
            if (weights.get(cell) > 0) {
                statistic +=
                        distance(counts.get(cell), allCounts * weights.get(cell) / allWeights, 0);
            }
        }
        return of(statistic, cells - 1);
    }

    private static List<List<Long>> table(Proportion a, Proportion b) {
        return List.of(List.of(a.failures(), a.successes()), List.of(b.failures(), b.successes()));
    }

    private static ChiSquared independence(List<List<Long>> table, double correction) {
        List<Double> rowSums = new ArrayList<>();
        List<Double> columnSums = new ArrayList<>();
        for (List<Long> row : table) {
            rowSums.add(row.stream().mapToDouble(Long::doubleValue).sum());
            for (int column = 0; column < row.size(); column++) {
                if (column == columnSums.size()) {
                    columnSums.add(0.0);
                }
                columnSums.set(column, columnSums.get(column) + row.get(column));
            }
        }
        double all = rowSums.stream().mapToDouble(Double::doubleValue).sum();
        long rows = rowSums.stream().filter(sum -> sum > 0).count();
        long columns = columnSums.stream().filter(sum -> sum > 0).count();
        if (rows < 2 || columns < 2) {
            return NOTHING_TO_COMPARE;
        }
        double statistic = 0;
        for (int row = 0; row < table.size(); row++) {
            for (int column = 0; column < columnSums.size(); column++) {
                double expected = rowSums.get(row) * columnSums.get(column) / all;
                if (expected > 0) {
                    statistic += distance(table.get(row).get(column), expected, correction);
                }
            }
        }
        return of(statistic, Math.toIntExact((rows - 1) * (columns - 1)));
    }

    /// The correction never makes a distance larger than it is.
    private static double distance(double count, double expected, double correction) {
        double gap = Math.max(0, Math.abs(count - expected) - correction);
        return gap * gap / expected;
    }

    private static ChiSquared of(double statistic, int degreesOfFreedom) {
        return new ChiSquared(
                statistic,
                degreesOfFreedom,
                ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic));
    }
}
