package io.epistle.experiment;

/// Where the truth lies, at the confidence that its maker states.
///
/// @param low the lower end
/// @param high the upper end, at least `low`
public record Interval(double low, double high) {
    /// Whether all of it lies on one side of a value.
    public boolean excludes(double value) {
        return value < low || value > high;
    }
}
