package io.epistle.predict;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the neighbours of all items.
final class ItemKnnTraining {
    /// Keeps an item that nobody bought lately from being multiplied by 0.
    private static final double POPULARITY_FLOOR = 1e-6;

    /// Items whose neighbours one task finds with one set of working arrays.
    private static final int CHUNK = 64;

    private final InteractionTable table;
    private final ItemKnnParameters parameters;
    private final double[][] rowWeights;
    private final double[] personWeight;
    private final int[][] columnRows;
    private final double[][] columnWeights;
    private final double[] ownerNorm;
    private final double[] candidateNorm;
    private final double[] self;
    private final int[][] neighbours;
    private final double[][] similarities;

    ItemKnnTraining(InteractionTable table, long asOfMillis, ItemKnnParameters parameters) {
        int items = table.itemCount();
        this.table = table;
        this.parameters = parameters;
        this.rowWeights = table.fadedWeights(parameters.trainingDecay(), asOfMillis);
        this.personWeight = new double[table.people()];
        this.columnRows = new int[items][];
        this.columnWeights = new double[items][];
        this.ownerNorm = new double[items];
        this.candidateNorm = new double[items];
        this.self = new double[items];
        this.neighbours = new int[items][];
        this.similarities = new double[items][];
    }

    ItemKnn model(Popularity popularity) {
        transpose();
        norms();
        int chunks = Math.ceilDiv(table.itemCount(), CHUNK);
        IntStream.range(0, chunks).parallel().forEach(this::findNeighbours);
        double[] factor = new double[table.itemCount()];
        double[] ownSimilarity = new double[table.itemCount()];
        for (int item = 0; item < factor.length; item++) {
            factor[item] =
                    StrictMath.pow(
                            popularity.score(table.item(item)) + POPULARITY_FLOOR,
                            parameters.popularityExponent());
            ownSimilarity[item] = similarity(self[item], item, item);
        }
        return new ItemKnn(table, neighbours, similarities, ownSimilarity, factor, parameters);
    }

    /// Per item the rows that hold it, ascending.
    private void transpose() {
        int[] counts = new int[table.itemCount()];
        for (int row = 0; row < table.people(); row++) {
            personWeight[row] =
                    StrictMath.pow(table.rowItems(row).length, -parameters.personExponent());
            for (int item : table.rowItems(row)) {
                counts[item]++;
            }
        }
        for (int item = 0; item < counts.length; item++) {
            columnRows[item] = new int[counts[item]];
            columnWeights[item] = new double[counts[item]];
        }
        int[] filled = new int[table.itemCount()];
        for (int row = 0; row < table.people(); row++) {
            int[] items = table.rowItems(row);
            for (int place = 0; place < items.length; place++) {
                int item = items[place];
                columnRows[item][filled[item]] = row;
                columnWeights[item][filled[item]++] = rowWeights[row][place];
            }
        }
    }

    private void norms() {
        for (int item = 0; item < self.length; item++) {
            for (int place = 0; place < columnRows[item].length; place++) {
                double weight = columnWeights[item][place];
                self[item] += personWeight[columnRows[item][place]] * weight * weight;
            }
            ownerNorm[item] = StrictMath.pow(self[item], 1 - parameters.candidateExponent());
            candidateNorm[item] = StrictMath.pow(self[item], parameters.candidateExponent());
        }
    }

    /// Where interactions are so old that their weights vanish, nothing is alike.
    private double similarity(double together, int item, int candidate) {
        double scale = ownerNorm[item] * candidateNorm[candidate] + parameters.shrinkage();
        return scale > 0 ? together / scale : 0;
    }

    private void findNeighbours(int chunk) {
        double[] together = new double[table.itemCount()];
        int[] touched = new int[table.itemCount()];
        int end = Math.min(table.itemCount(), (chunk + 1) * CHUNK);
        for (int item = chunk * CHUNK; item < end; item++) {
            int count = sumTogether(item, together, touched);
            keepLargest(item, together, touched, count);
            for (int place = 0; place < count; place++) {
                together[touched[place]] = 0;
            }
        }
    }

    private int sumTogether(int item, double[] together, int[] touched) {
        int count = 0;
        for (int place = 0; place < columnRows[item].length; place++) {
            int row = columnRows[item][place];
            double weight = personWeight[row] * columnWeights[item][place];
            int[] others = table.rowItems(row);
            double[] otherWeights = rowWeights[row];
            for (int other = 0; other < others.length; other++) {
                double product = weight * otherWeights[other];
                if (together[others[other]] == 0 && product > 0) {
                    touched[count++] = others[other];
                }
                together[others[other]] += product;
            }
        }
        return count;
    }

    private void keepLargest(int item, double[] together, int[] touched, int count) {
        Best largest = new Best(parameters.neighbours());
        for (int place = 0; place < count; place++) {
            int other = touched[place];
            double similarity = other == item ? 0 : similarity(together[other], item, other);
            if (similarity > 0) {
                largest.add(other, similarity);
            }
        }
        List<Best.Scored> ordered = largest.bestFirst();
        ordered.sort(Comparator.comparingInt(Best.Scored::item));
        neighbours[item] = ordered.stream().mapToInt(Best.Scored::item).toArray();
        similarities[item] = ordered.stream().mapToDouble(Best.Scored::score).toArray();
    }
}
