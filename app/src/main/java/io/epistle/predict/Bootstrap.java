package io.epistle.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// 95 % percentile intervals by drawing people with replacement (Efron and Tibshirani, An
/// Introduction to the Bootstrap, 1993, chapter 13). The same seed gives the same interval.
final class Bootstrap {
    /// The percentiles' own error is then about a thirtieth of the interval.
    static final int RESAMPLES = 1_000;

    private Bootstrap() {}

    /// The mean over people.
    static Metric mean(String name, double[] perPerson, long seed) {
        return metric(
                name,
                perPerson.length,
                seed,
                people -> {
                    double sum = 0;
                    for (int person : people) {
                        sum += perPerson[person];
                    }
                    return sum / people.length;
                });
    }

    /// The mean of one figure over the mean of another of the same people, drawn in pairs.
    static Metric ratio(String name, List<Double> above, List<Double> below, long seed) {
        return metric(
                name,
                above.size(),
                seed,
                people -> {
                    double sumAbove = 0;
                    double sumBelow = 0;
                    for (int person : people) {
                        sumAbove += above.get(person);
                        sumBelow += below.get(person);
                    }
                    return sumAbove / sumBelow;
                });
    }

    private static Metric metric(
            String name, int people, long seed, ToDoubleFunction<int[]> figure) {
        if (people == 0) {
            return new Metric(name, Double.NaN, Double.NaN, Double.NaN);
        }
        int[] drawn = new int[people];
        Arrays.setAll(drawn, person -> person);
        double value = figure.applyAsDouble(drawn);
        Random random = new Random(seed);
        double[] resampled = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            Arrays.setAll(drawn, _ -> random.nextInt(people));
            resampled[resample] = figure.applyAsDouble(drawn);
        }
        Arrays.sort(resampled);
        return new Metric(name, value, percentile(resampled, 0.025), percentile(resampled, 0.975));
    }

    private static double percentile(double[] ascending, double share) {
        return ascending[(int) Math.round(share * (ascending.length - 1))];
    }
}
