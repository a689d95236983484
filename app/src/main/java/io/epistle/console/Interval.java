package io.epistle.console;

/// An estimate with the range that the data leave open.
///
/// @param value the estimate
/// @param low the lower end
/// @param high the upper end
/// @param confidence the share of such ranges that hold the truth, such as 0.95
public record Interval(double value, double low, double high, double confidence) {
    public Interval {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException(
                    "found %s outside [%s, %s]".formatted(value, low, high));
        }
    }
}
