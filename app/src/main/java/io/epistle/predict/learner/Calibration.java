package io.epistle.predict.learner;

import java.util.ArrayList;
import java.util.List;

/// Whether probabilities mean what they say: of all rows told 0.7, 70 % should be positive.
///
/// @param brier the mean squared distance of probability and outcome (Brier, Monthly Weather Review
///   78, 1950): 0 is perfect
/// @param brierOfShare what always telling the share of positives would have got
/// @param error the expected calibration error (Naeini, Cooper and Hauskrecht, AAAI 2015): the mean
///   distance of told and found over [#bins], weighted by rows
/// @param bins the reliability table: [#BINS] ranges of equal width, ascending, those without rows
///   left out
public record Calibration(double brier, double brierOfShare, double error, List<Bin> bins) {
    /// Ranges of the reliability table.
    public static final int BINS = 10;

    public Calibration {
        bins = List.copyOf(bins);
    }

    /// The rows whose probability lies in one range.
    ///
    /// @param from the lower end of the range, included
    /// @param to its upper end, excluded but for 1
    /// @param rows how many there are, at least 1
    /// @param told their mean probability
    /// @param found the share of positives among them
    public record Bin(double from, double to, int rows, double told, double found) {}

    /// The calibration of some probabilities.
    ///
    /// @param probabilities 0 to 1, one a row; at least one
    /// @param positives what came of each row
    public static Calibration of(double[] probabilities, boolean[] positives) {
        int[] rows = new int[BINS];
        double[] told = new double[BINS];
        int[] found = new int[BINS];
        double squares = 0;
        int positive = 0;
        for (int row = 0; row < probabilities.length; row++) {
            int bin = Math.min(BINS - 1, (int) (probabilities[row] * BINS));
            double distance = probabilities[row] - (positives[row] ? 1 : 0);
            rows[bin]++;
            told[bin] += probabilities[row];
            found[bin] += positives[row] ? 1 : 0;
            squares += distance * distance;
            positive += positives[row] ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (rows[bin] > 0) {
                error += Math.abs(told[bin] - found[bin]) / probabilities.length;
                bins.add(
                        new Bin(
                                (double) bin / BINS,
                                (bin + 1.0) / BINS,
                                rows[bin],
                                told[bin] / rows[bin],
                                (double) found[bin] / rows[bin]));
            }
        }
        double share = (double) positive / probabilities.length;
        return new Calibration(squares / probabilities.length, share * (1 - share), error, bins);
    }
}
