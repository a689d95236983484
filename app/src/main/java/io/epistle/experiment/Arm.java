package io.epistle.experiment;

/// One of the things an experiment compares.
///
/// @param name unique within the experiment, never empty
/// @param weight its share of people, relative to the other arms' weights; 0 takes nobody
public record Arm(String name, int weight) {
    /// Far above any honest share; keeps sums of weights within an `int`.
    public static final int WEIGHT_MAX = 1_000_000;

    public Arm {
        if (name.isEmpty() || weight < 0 || weight > WEIGHT_MAX) {
            throw new IllegalArgumentException(
                    "found arm '%s' of weight %d, expected a name and 0 to %d"
                            .formatted(name, weight, WEIGHT_MAX));
        }
    }
}
