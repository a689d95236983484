package io.epistle.predict.learner;

import java.util.Arrays;

/// A learned logistic regression: from a row of figures the probability that it is positive.
/// Immutable, for any number of threads.
public final class LogisticModel {
    private final Scaling scaling;
    private final double intercept;
    private final double[] weights;

    /// A model by its parts.
    ///
    /// @param weights one for each figure that `scaling` gives
    LogisticModel(Scaling scaling, double intercept, double[] weights) {
        this.scaling = scaling;
        this.intercept = intercept;
        this.weights = weights.clone();
    }

    /// The probability that a row is positive, above 0 and below 1 but for rounding.
    public double probability(double[] row) {
        return LogisticRegression.logistic(logOdds(row));
    }

    /// The logarithm of the odds that a row is positive.
    public double logOdds(double[] row) {
        double[] scaled = scaling.scaled(row);
        double sum = intercept;
        for (int column = 0; column < scaled.length; column++) {
            sum += weights[column] * scaled[column];
        }
        return sum;
    }

    /// What each figure of a row adds to the log odds, measured from those of the average row, its
    /// being missing included: with the intercept they sum to [#logOdds], exactly but for rounding.
    /// (SHAP values of a linear model; Lundberg and Lee, NeurIPS 2017, corollary 1, with figures
    /// taken as independent.)
    public double[] contributions(double[] row) {
        double[] scaled = scaling.scaled(row);
        double[] contributions = new double[row.length];
        for (int column = 0; column < row.length; column++) {
            contributions[column] =
                    weights[column] * scaled[column]
                            + weights[row.length + column] * scaled[row.length + column];
        }
        return contributions;
    }

    /// The log odds of a row that is average in every figure.
    public double intercept() {
        return intercept;
    }

    /// The weight of a figure: how much one standard deviation more adds to the log odds.
    public double weight(int column) {
        return weights[column];
    }

    /// A number that differs, but for chance, between models that answer differently, and is equal
    /// for equal ones on every machine.
    public int fingerprint() {
        return 31 * Arrays.hashCode(weights)
                + Double.hashCode(intercept)
                + 7 * scaling.fingerprint();
    }
}
