package io.epistle.experiment;

/// All that a comparison of means needs to know of one arm's figures, such as revenue per person.
///
/// @param count how many figures
/// @param sum of all figures
/// @param sumOfSquares of all figures
public record Moments(long count, double sum, double sumOfSquares) {
    public Moments {
        if (count < 0) {
            throw new IllegalArgumentException("found a count of " + count);
        }
    }

    /// The mean; not a number without figures.
    public double mean() {
        return sum / count;
    }

    /// The unbiased variance of one figure; not a number with fewer than two.
    public double variance() {
        return (sumOfSquares - sum * sum / count) / (count - 1);
    }
}
