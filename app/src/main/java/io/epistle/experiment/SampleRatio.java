package io.epistle.experiment;

import java.util.List;

/// Whether people spread over arms as the weights ask for. Where they do not, something between
/// assignment and count loses people of one arm, and no comparison can be trusted (Fabijan and
/// others, Diagnosing Sample Ratio Mismatch in Online Controlled Experiments, KDD 2019).
///
/// @param p of the chi-squared test of fit, 0 to 1
public record SampleRatio(double p) {
    /// Below this p the alarm goes: one false alarm in a thousand sound experiments.
    public static final double ALARM_BELOW = 0.001;

    /// Checks counts of people beside the weights of their arms; arms of weight 0 are left out.
    public static SampleRatio check(List<Long> people, List<Double> weights) {
        return new SampleRatio(ChiSquared.fit(people, weights).p());
    }

    /// Whether the counts contradict the weights.
    public boolean isMismatch() {
        return p < ALARM_BELOW;
    }
}
