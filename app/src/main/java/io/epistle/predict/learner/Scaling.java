package io.epistle.predict.learner;

import java.util.Arrays;

/// Brings figures of all kinds onto one scale, by what they were in training: less the mean, over
/// the standard deviation. What is missing becomes the mean, and a column of its own says that it
/// was missing, so that absence can mean something. A column that never varied in training is 0.
public final class Scaling {
    /// Further from the mean than so many deviations counts as so far: one wholesaler with a
    /// thousand orders moves no coefficient by himself.
    public static final double REACH = 5;

    private final double[] means;
    private final double[] deviations;

    private Scaling(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /// The scaling of some examples; at least one.
    public static Scaling of(Examples examples) {
        int columns = examples.columns();
        double[] means = new double[2 * columns];
        double[] deviations = new double[2 * columns];
        for (int column = 0; column < columns; column++) {
            int present = 0;
            double sum = 0;
            for (int row = 0; row < examples.size(); row++) {
                double value = examples.value(row, column);
                present += Double.isNaN(value) ? 0 : 1;
                sum += Double.isNaN(value) ? 0 : value;
            }
            double mean = present == 0 ? 0 : sum / present;
            double squares = 0;
            for (int row = 0; row < examples.size(); row++) {
                double value = examples.value(row, column);
                squares += Double.isNaN(value) ? 0 : (value - mean) * (value - mean);
            }
            double missing = 1 - (double) present / examples.size();
            means[column] = mean;
            deviations[column] = present == 0 ? 0 : StrictMath.sqrt(squares / present);
            means[columns + column] = missing;
            deviations[columns + column] = StrictMath.sqrt(missing * (1 - missing));
        }
        return new Scaling(means, deviations);
    }

    /// The number of figures in a row before scaling.
    public int columns() {
        return means.length / 2;
    }

    /// A row on the common scale: first the figures, then whether each is missing.
    ///
    /// @param row one figure a column, `NaN` where it is missing
    /// @return twice as many figures, each between `-REACH` and [#REACH]
    public double[] scaled(double[] row) {
        double[] scaled = new double[means.length];
        for (int column = 0; column < row.length; column++) {
            boolean missing = Double.isNaN(row[column]);
            scaled[column] = missing ? 0 : scaled(column, row[column]);
            scaled[row.length + column] = scaled(row.length + column, missing ? 1 : 0);
        }
        return scaled;
    }

    private double scaled(int column, double value) {
        // What did not vary says nothing; rounding alone leaves a deviation this small.
        if (deviations[column] <= 1e-12 * Math.max(1, Math.abs(means[column]))) {
            return 0;
        }
        return Math.clamp((value - means[column]) / deviations[column], -REACH, REACH);
    }

    /// Equal for equal scalings, and hardly ever for others.
    int fingerprint() {
        return 31 * Arrays.hashCode(means) + Arrays.hashCode(deviations);
    }
}
