package io.epistle.predict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// How well a recommender foresees what people really did: train on what happened before a moment,
/// ask for k items per person, compare with what the person took in the time after (the time-split
/// protocol; Campos, Díez and Cantador, Time-aware recommender systems, UMUAI 24, 2014).
///
/// Measured are people with a history before the moment and at least one target after it. Binary
/// relevance; intervals are bootstrapped over people.
///
/// - hit rate@k: the share of people with at least one target among the k;
/// - recall@k: the share of a person's targets among the k, mean over people;
/// - NDCG@k: gain 1 / log2(place + 1) over that of the best possible order of min(k, targets) hits
///   (Järvelin and Kekäläinen, TOIS 20, 2002), mean over people;
/// - coverage@k: the share of known items that anybody was shown.
public final class Evaluation {
    private Evaluation() {}

    /// Which later items count.
    public enum Targets {
        /// Only items that the person did not have: what a recommender can show somebody.
        NEW_ITEMS,
        /// All of them, those bought again included.
        ALL_ITEMS
    }

    /// One person to foresee.
    ///
    /// @param person the key
    /// @param history what they did before the moment, never empty
    /// @param later the targets, never empty
    public record Case(String person, List<Interaction> history, SortedSet<String> later) {}

    /// What was measured of one recommender.
    ///
    /// @param recommender its name
    /// @param people the number of people measured
    /// @param hitRate hit rate@k
    /// @param recall recall@k
    /// @param ndcg NDCG@k
    /// @param coverage coverage@k, 0 to 1
    /// @param recalls recall per person in the order of the cases, for paired comparison
    /// @param hits 1 or 0 per person in the order of the cases
    public record Scores(
            String recommender,
            int people,
            Metric hitRate,
            Metric recall,
            Metric ndcg,
            double coverage,
            List<Double> recalls,
            List<Double> hits) {
        public Scores {
            recalls = List.copyOf(recalls);
            hits = List.copyOf(hits);
        }

        /// This recall over that of another recommender on the same cases, with a paired interval.
        public Metric recallOver(Scores other, long seed) {
            return Bootstrap.ratio(
                    "recall over " + other.recommender(), recalls, other.recalls(), seed);
        }

        /// This hit rate over that of another recommender on the same cases, with a paired
        /// interval.
        public Metric hitRateOver(Scores other, long seed) {
            return Bootstrap.ratio(
                    "hit rate over " + other.recommender(), hits, other.hits(), seed);
        }
    }

    /// The interactions before `from`: what may be trained on.
    public static List<Interaction> before(List<Interaction> interactions, Instant from) {
        return interactions.stream()
                .filter(interaction -> interaction.at().isBefore(from))
                .toList();
    }

    /// The people to foresee at `from`, by ascending key: history lies before it, targets in
    /// `[from, to)`.
    public static List<Case> cases(
            List<Interaction> interactions, Instant from, Instant to, Targets targets) {
        SortedMap<String, List<Interaction>> histories = new TreeMap<>();
        SortedMap<String, SortedSet<String>> later = new TreeMap<>();
        for (Interaction interaction : interactions) {
            if (interaction.person().isEmpty()) {
                continue;
            }
            if (interaction.at().isBefore(from)) {
                histories
                        .computeIfAbsent(interaction.person(), _ -> new ArrayList<>())
                        .add(interaction);
            } else if (interaction.at().isBefore(to)) {
                later.computeIfAbsent(interaction.person(), _ -> new TreeSet<>())
                        .add(interaction.item());
            }
        }
        List<Case> cases = new ArrayList<>();
        histories.forEach((person, history) -> {
            SortedSet<String> items = later.getOrDefault(person, new TreeSet<>());
            switch (targets) {
                case NEW_ITEMS -> history.forEach(interaction -> items.remove(interaction.item()));
                case ALL_ITEMS -> {}
            }
            if (!items.isEmpty()) {
                cases.add(new Case(person, history, items));
            }
        });
        return cases;
    }

    /// Measures a recommender on cases, on all cores.
    ///
    /// @param count how many items each person is shown, `k`
    /// @param knownItems the number of items that coverage is a share of, at least 1
    /// @param seed of the intervals
    public static Scores score(
            Recommender recommender,
            List<Case> cases,
            int count,
            Filters filters,
            int knownItems,
            long seed) {
        double[] hits = new double[cases.size()];
        double[] recalls = new double[cases.size()];
        double[] gains = new double[cases.size()];
        List<List<Recommendation>> answers =
                IntStream.range(0, cases.size())
                        .parallel()
                        .mapToObj(number ->
                                recommender.recommend(cases.get(number).history(), count, filters))
                        .toList();
        SortedSet<String> shown = new TreeSet<>();
        for (int number = 0; number < cases.size(); number++) {
            SortedSet<String> later = cases.get(number).later();
            List<String> items = answers.get(number).stream().map(Recommendation::item).toList();
            long found = items.stream().filter(later::contains).count();
            hits[number] = found > 0 ? 1 : 0;
            recalls[number] = (double) found / later.size();
            gains[number] = gain(items, later) / idealGain(Math.min(count, later.size()));
            shown.addAll(items);
        }
        return new Scores(
                recommender.name(),
                cases.size(),
                Bootstrap.mean("hit rate@" + count, hits, seed),
                Bootstrap.mean("recall@" + count, recalls, seed),
                Bootstrap.mean("NDCG@" + count, gains, seed),
                (double) shown.size() / knownItems,
                boxed(recalls),
                boxed(hits));
    }

    private static List<Double> boxed(double[] figures) {
        return Arrays.stream(figures).boxed().toList();
    }

    private static double gain(List<String> items, SortedSet<String> later) {
        double gain = 0;
        for (int place = 0; place < items.size(); place++) {
            gain += later.contains(items.get(place)) ? gainAt(place) : 0;
        }
        return gain;
    }

    private static double idealGain(int hits) {
        double gain = 0;
        for (int place = 0; place < hits; place++) {
            gain += gainAt(place);
        }
        return gain;
    }

    /// For places from 0.
    private static double gainAt(int place) {
        return StrictMath.log(2) / StrictMath.log(place + 2);
    }
}
