package io.epistle.predict;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// What known people did, as numbers: people and items by their place in ascending order of their
/// keys, so that sums over them do not depend on the order of the interactions. One row per person:
/// the distinct items, ascending, and for each the times and weights of all interactions with it.
final class InteractionTable {
    /// A person's latest items; more come from resellers and robots, whose square is work without
    /// knowledge.
    static final int PERSON_ITEMS_MAX = 2_000;

    private final String[] items;
    private final Row[] rows;

    private InteractionTable(String[] items, Row[] rows) {
        this.items = items;
        this.rows = rows;
    }

    /// The table of all interactions of known people.
    static InteractionTable of(List<Interaction> interactions) {
        TreeSet<String> people = new TreeSet<>();
        TreeSet<String> itemSet = new TreeSet<>();
        for (Interaction interaction : interactions) {
            if (!interaction.person().isEmpty()) {
                people.add(interaction.person());
                itemSet.add(interaction.item());
            }
        }
        String[] items = itemSet.toArray(String[]::new);
        Map<String, Integer> itemNumbers = numbers(items);
        Map<String, Integer> rowNumbers = numbers(people.toArray(String[]::new));
        Row[] rows = new Row[people.size()];
        Arrays.setAll(rows, _ -> new Row());
        for (Interaction interaction : interactions) {
            int row = rowNumbers.getOrDefault(interaction.person(), -1);
            if (row >= 0) {
                rows[row].add(itemNumbers.getOrDefault(interaction.item(), -1), interaction);
            }
        }
        Arrays.stream(rows).parallel().forEach(Row::seal);
        return new InteractionTable(items, rows);
    }

    private static Map<String, Integer> numbers(String[] ascending) {
        Map<String, Integer> numbers = HashMap.newHashMap(ascending.length);
        for (int number = 0; number < ascending.length; number++) {
            numbers.put(ascending[number], number);
        }
        return numbers;
    }

    int people() {
        return rows.length;
    }

    int itemCount() {
        return items.length;
    }

    /// The key of item `number`.
    String item(int number) {
        return items[number];
    }

    /// The number of an item, negative where it is unknown.
    int number(String item) {
        return Arrays.binarySearch(items, item);
    }

    /// The distinct items of one person, ascending.
    int[] rowItems(int row) {
        return rows[row].items;
    }

    /// For each row the weights beside [#rowItems], faded to a moment; of several interactions with
    /// an item the strongest counts.
    double[][] fadedWeights(Decay decay, long momentMillis) {
        return IntStream.range(0, rows.length)
                .parallel()
                .mapToObj(row -> rows[row].fadedWeights(decay, momentMillis))
                .toArray(double[][]::new);
    }

    /// One person's interactions: collected in any order, then sealed into ascending order of
    /// items.
    private static final class Row {
        private int count;
        private int[] cellItems = new int[8];
        private long[] cellMillis = new long[8];
        private double[] cellWeights = new double[8];

        /// Distinct, ascending; empty until sealed.
        private int[] items = new int[0];

        void add(int item, Interaction interaction) {
            if (count == cellItems.length) {
                cellItems = Arrays.copyOf(cellItems, 2 * count);
                cellMillis = Arrays.copyOf(cellMillis, 2 * count);
                cellWeights = Arrays.copyOf(cellWeights, 2 * count);
            }
            cellItems[count] = item;
            cellMillis[count] = interaction.at().toEpochMilli();
            cellWeights[count++] = interaction.weight();
        }

        void seal() {
            int[] sortedItems = Arrays.copyOf(cellItems, count);
            Arrays.sort(sortedItems);
            items = Arrays.stream(sortedItems).distinct().toArray();
            if (items.length > PERSON_ITEMS_MAX) {
                items = latest(items);
            }
        }

        private int[] latest(int[] all) {
            long[] latestMillis = new long[all.length];
            Arrays.fill(latestMillis, Long.MIN_VALUE);
            for (int cell = 0; cell < count; cell++) {
                int place = Arrays.binarySearch(all, cellItems[cell]);
                latestMillis[place] = Math.max(latestMillis[place], cellMillis[cell]);
            }
            return IntStream.range(0, all.length)
                    .boxed()
                    .sorted((left, right) -> {
                        int byTime = Long.compare(latestMillis[right], latestMillis[left]);
                        return byTime != 0 ? byTime : Integer.compare(left, right);
                    })
                    .limit(PERSON_ITEMS_MAX)
                    .mapToInt(place -> all[place])
                    .sorted()
                    .toArray();
        }

        double[] fadedWeights(Decay decay, long momentMillis) {
            double[] weights = new double[items.length];
            for (int cell = 0; cell < count; cell++) {
                int place = Arrays.binarySearch(items, cellItems[cell]);
                if (place >= 0) {
                    double weight =
                            cellWeights[cell] * decay.weight(cellMillis[cell], momentMillis);
                    weights[place] = Math.max(weights[place], weight);
                }
            }
            return weights;
        }
    }
}
