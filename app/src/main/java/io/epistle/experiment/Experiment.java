package io.epistle.experiment;

import java.util.List;

/// What is compared with what, and for how many people each: the arms share [Assignment#BUCKETS]
/// buckets, in the order they are given, each a run of neighbouring buckets as long as its weight
/// asks for.
///
/// Arms of a running experiment keep their order and weights: else people change arms. A holdout is
/// an arm.
///
/// @param id unique over the workspace and over time: a new id shuffles people anew
/// @param arms 1 to [#ARMS_MAX], with distinct names, not all of weight 0
public record Experiment(String id, List<Arm> arms) {
    /// More arms than anyone can learn from.
    public static final int ARMS_MAX = 100;

    public Experiment {
        arms = List.copyOf(arms);
        if (id.isEmpty() || arms.isEmpty() || arms.size() > ARMS_MAX) {
            throw new IllegalArgumentException(
                    "found experiment '%s' of %d arms, expected an id and 1 to %d arms"
                            .formatted(id, arms.size(), ARMS_MAX));
        }
        if (arms.stream().map(Arm::name).distinct().count() < arms.size()) {
            throw new IllegalArgumentException(
                    "found an arm of experiment '%s' twice, expected distinct names".formatted(id));
        }
        if (arms.stream().allMatch(arm -> arm.weight() == 0)) {
            throw new IllegalArgumentException(
                    "found only weights of 0 in experiment '%s', expected one above".formatted(id));
        }
    }

    /// The arm that owns a bucket: arm k owns the buckets from `10000 * (weights before k) / (all
    /// weights)`, rounded down, to where the next one begins.
    public Arm arm(int bucket) {
        if (bucket < 0 || bucket >= Assignment.BUCKETS) {
            throw new IllegalArgumentException(
                    "found bucket %d, expected 0 to %d".formatted(bucket, Assignment.BUCKETS - 1));
        }
        long total = arms.stream().mapToLong(Arm::weight).sum();
        long sum = 0;
        for (Arm arm : arms) {
            sum += arm.weight();
            if (bucket < Assignment.BUCKETS * sum / total) {
                return arm;
            }
        }
        throw new IllegalStateException(
                "bucket %d of experiment '%s' has no arm".formatted(bucket, id));
    }
}
