package io.epistle.predict.learner;

import java.util.Arrays;
import java.util.List;

/// Rows of figures with what came of each: what a model is learned from or measured on. Immutable;
/// all rows lie in one array, so that a hundred thousand of them are no burden.
public final class Examples {
    private final int columns;
    private final double[] values;
    private final boolean[] positives;

    private Examples(int columns, double[] values, boolean[] positives) {
        this.columns = columns;
        this.values = values;
        this.positives = positives;
    }

    /// Collects rows.
    public static final class Builder {
        private final int columns;
        private double[] values = new double[0];
        private boolean[] positives = new boolean[0];
        private int size;

        /// A builder of rows with `columns` figures each.
        public Builder(int columns) {
            this.columns = columns;
        }

        /// Adds a row.
        ///
        /// @param row one figure a column, finite or `NaN` where it is missing
        /// @param positive what came of it
        public Builder add(double[] row, boolean positive) {
            if (row.length != columns) {
                throw new IllegalArgumentException(
                        "found %d figures, expected %d".formatted(row.length, columns));
            }
            for (double figure : row) {
                if (Double.isInfinite(figure)) {
                    throw new IllegalArgumentException("found an infinite figure");
                }
            }
            if (size == positives.length) {
                int room = Math.max(64, size + size / 2);
                positives = Arrays.copyOf(positives, room);
                values = Arrays.copyOf(values, Math.multiplyExact(room, columns));
            }
            System.arraycopy(row, 0, values, size * columns, columns);
            positives[size++] = positive;
            return this;
        }

        /// The rows added so far, in that order.
        public Examples build() {
            return new Examples(
                    columns, Arrays.copyOf(values, size * columns), Arrays.copyOf(positives, size));
        }
    }

    /// The rows of several, one after the other; at least one, all of the same columns.
    public static Examples joined(List<Examples> several) {
        int size = several.stream().mapToInt(Examples::size).sum();
        int columns = several.getFirst().columns;
        double[] values = new double[Math.multiplyExact(size, columns)];
        boolean[] positives = new boolean[size];
        int at = 0;
        for (Examples one : several) {
            System.arraycopy(one.values, 0, values, at * columns, one.values.length);
            System.arraycopy(one.positives, 0, positives, at, one.size());
            at += one.size();
        }
        return new Examples(columns, values, positives);
    }

    /// The number of rows.
    public int size() {
        return positives.length;
    }

    /// The number of figures in a row.
    public int columns() {
        return columns;
    }

    /// One figure; `NaN` where it is missing.
    public double value(int row, int column) {
        return values[row * columns + column];
    }

    /// A copy of one row.
    public double[] row(int row) {
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    /// What came of a row.
    public boolean isPositive(int row) {
        return positives[row];
    }

    /// A copy of what came of all rows.
    public boolean[] positives() {
        return positives.clone();
    }

    /// How many rows are positive.
    public int positiveCount() {
        int count = 0;
        for (boolean positive : positives) {
            count += positive ? 1 : 0;
        }
        return count;
    }

    /// The share of positive rows, 0 to 1; `NaN` where there is no row.
    public double positiveShare() {
        return (double) positiveCount() / size();
    }
}
