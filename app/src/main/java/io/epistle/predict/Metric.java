package io.epistle.predict;

import java.util.Locale;

/// One measured figure with its 95 % interval.
///
/// @param name a short stable name, such as `recall@10`
/// @param value the figure on all people
/// @param low the lower end of the interval
/// @param high the upper end of the interval
public record Metric(String name, double value, double low, double high) {
    /// The figure with four decimals and its interval: `hit rate@10 0.4123 [0.3921, 0.4330]`.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.4f [%.4f, %.4f]", name, value, low, high);
    }
}
