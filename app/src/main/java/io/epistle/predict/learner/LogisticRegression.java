package io.epistle.predict.learner;

import org.ejml.simple.SimpleMatrix;

import java.util.List;
import java.util.stream.IntStream;

/// Logistic regression with an L2 penalty, learned by Newton's method (iteratively reweighted least
/// squares; Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edition,
/// 4.4.1), with steps halved where one leads too far. The loss is convex and has one minimum, so no
/// seed is needed. The same rows in the same order give the same model to the bit on any number of
/// threads: sums are taken over fixed blocks.
public final class LogisticRegression {
    /// Newton's method doubles the digits each step: 6 to 8 are usual.
    static final int ITERATIONS_MAX = 50;

    /// Where no slope, over the number of rows, is steeper than this, it has converged.
    static final double GRADIENT_MAX = 1e-9;

    private static final int HALVINGS_MAX = 30;
    private static final int BLOCK_ROWS = 2_048;

    private final Examples examples;
    private final Scaling scaling;
    private final double penalty;
    private final int size;

    private LogisticRegression(Examples examples, double penalty) {
        this.examples = examples;
        this.scaling = Scaling.of(examples);
        this.penalty = penalty;
        this.size = 1 + 2 * examples.columns();
    }

    /// What learning gave.
    ///
    /// @param model what was learned
    /// @param iterations the steps taken
    /// @param converged whether the minimum was reached within [#ITERATIONS_MAX]
    public record Fit(LogisticModel model, int iterations, boolean converged) {}

    /// Learns from examples, of which some are positive and some are not.
    ///
    /// @param penalty half of it times the sum of squared weights is added to the loss (the sum of
    ///   log losses over all rows); above 0, the intercept is free
    /// @throws IllegalArgumentException where all rows have the same outcome
    public static Fit fit(Examples examples, double penalty) {
        int positives = examples.positiveCount();
        if (positives == 0 || positives == examples.size()) {
            throw new IllegalArgumentException(
                    "found %d positive of %d rows, expected some of both kinds"
                            .formatted(positives, examples.size()));
        }
        if (!(penalty > 0)) {
            throw new IllegalArgumentException(
                    "found penalty %s, expected one above 0".formatted(penalty));
        }
        return new LogisticRegression(examples, penalty).fit();
    }

    private Fit fit() {
        double[] parameters = new double[size];
        double share = examples.positiveShare();
        parameters[0] = StrictMath.log(share / (1 - share));
        Slopes slopes = slopes(parameters);
        int iteration = 0;
        while (iteration < ITERATIONS_MAX && slopes.steepest() > gradientMax()) {
            double[] next = step(parameters, slopes);
            Slopes there = slopes(next);
            iteration++;
            for (int halving = 0;
                    halving < HALVINGS_MAX && there.loss() > slopes.loss();
                    halving++) {
                for (int at = 0; at < size; at++) {
                    next[at] = (next[at] + parameters[at]) / 2;
                }
                there = slopes(next);
            }
            if (there.loss() > slopes.loss()) {
                break;
            }
            parameters = next;
            slopes = there;
        }
        double[] weights = new double[size - 1];
        System.arraycopy(parameters, 1, weights, 0, weights.length);
        return new Fit(
                new LogisticModel(scaling, parameters[0], weights),
                iteration,
                slopes.steepest() <= gradientMax());
    }

    private double gradientMax() {
        return GRADIENT_MAX * examples.size();
    }

    private double[] step(double[] parameters, Slopes slopes) {
        SimpleMatrix curvature = new SimpleMatrix(size, size);
        SimpleMatrix gradient = new SimpleMatrix(size, 1);
        for (int row = 0; row < size; row++) {
            gradient.set(row, 0, slopes.gradient()[row]);
            for (int column = 0; column <= row; column++) {
                double second = slopes.curvature()[row * size + column];
                curvature.set(row, column, second);
                curvature.set(column, row, second);
            }
        }
        SimpleMatrix step = curvature.solve(gradient);
        double[] next = new double[size];
        for (int at = 0; at < size; at++) {
            next[at] = parameters[at] - step.get(at, 0);
        }
        return next;
    }

    /// The loss at some parameters (the intercept first), its first and its second derivatives, the
    /// latter as the lower half of a square.
    private static final class Slopes {
        private double loss;
        private final double[] gradient;
        private final double[] curvature;

        Slopes(int size) {
            gradient = new double[size];
            curvature = new double[size * size];
        }

        double loss() {
            return loss;
        }

        double[] gradient() {
            return gradient;
        }

        double[] curvature() {
            return curvature;
        }

        double steepest() {
            double steepest = 0;
            for (double slope : gradient) {
                steepest = Math.max(steepest, Math.abs(slope));
            }
            return steepest;
        }

        void add(double[] row, double logOdds, boolean positive) {
            int size = gradient.length;
            double probability = logistic(logOdds);
            loss += softplus(positive ? -logOdds : logOdds);
            double error = probability - (positive ? 1 : 0);
            double weight = probability * (1 - probability);
            for (int one = 0; one < size; one++) {
                gradient[one] += error * row[one];
                double weighted = weight * row[one];
                for (int other = 0; weighted != 0 && other <= one; other++) {
                    curvature[one * size + other] += weighted * row[other];
                }
            }
        }

        void add(Slopes others) {
            loss += others.loss;
            for (int at = 0; at < gradient.length; at++) {
                gradient[at] += others.gradient[at];
            }
            for (int at = 0; at < curvature.length; at++) {
                curvature[at] += others.curvature[at];
            }
        }

        void penalise(double[] parameters, double penalty) {
            for (int at = 1; at < gradient.length; at++) {
                loss += penalty * parameters[at] * parameters[at] / 2;
                gradient[at] += penalty * parameters[at];
                curvature[at * gradient.length + at] += penalty;
            }
        }
    }

    private Slopes slopes(double[] parameters) {
        int blocks = (examples.size() + BLOCK_ROWS - 1) / BLOCK_ROWS;
        List<Slopes> parts =
                IntStream.range(0, blocks)
                        .parallel()
                        .mapToObj(block -> block(parameters, block * BLOCK_ROWS))
                        .toList();
        Slopes slopes = new Slopes(size);
        parts.forEach(slopes::add);
        slopes.penalise(parameters, penalty);
        return slopes;
    }

    private Slopes block(double[] parameters, int from) {
        Slopes slopes = new Slopes(size);
        double[] row = new double[size];
        row[0] = 1;
        for (int number = from; number < Math.min(from + BLOCK_ROWS, examples.size()); number++) {
            double[] scaled = scaling.scaled(examples.row(number));
            System.arraycopy(scaled, 0, row, 1, scaled.length);
            double logOdds = 0;
            for (int at = 0; at < size; at++) {
                logOdds += parameters[at] * row[at];
            }
            slopes.add(row, logOdds, examples.isPositive(number));
        }
        return slopes;
    }

    /// The loss, and its gradient by the intercept and the scaled weights, at some parameters: for
    /// tests against differences.
    static double[] lossAndGradient(Examples examples, double penalty, double[] parameters) {
        Slopes slopes = new LogisticRegression(examples, penalty).slopes(parameters);
        double[] both = new double[1 + parameters.length];
        both[0] = slopes.loss();
        System.arraycopy(slopes.gradient(), 0, both, 1, parameters.length);
        return both;
    }

    /// From log odds the probability.
    static double logistic(double logOdds) {
        if (logOdds >= 0) {
            return 1 / (1 + StrictMath.exp(-logOdds));
        }
        double odds = StrictMath.exp(logOdds);
        return odds / (1 + odds);
    }

    /// log(1 + exp(x)), also where exp(x) is too large for a number.
    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }
}
