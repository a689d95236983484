package io.epistle.predict.churn;

import io.epistle.event.Timeline;
import io.epistle.predict.learner.Examples;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Customers as they were at several past moments, and what became of each: what the churn model is
/// learned from and measured on. Kept are figures only, never a person.
public final class ChurnExamples {
    /// More people than this are sampled: the area under the curve is then exact to about a
    /// hundredth, and all figures fit into 50 MB.
    public static final int PEOPLE_MAX = 20_000;

    /// Before a moment there must be some history to have features from; as long as what is
    /// foreseen.
    static final Duration HISTORY_MIN = ChurnLabel.HORIZON;

    /// One sampled person: a row for each moment at which they were a customer.
    private record Told(String person, List<Optional<Row>> rows) {}

    private static final class Row {
        private final double[] figures;
        private final boolean churned;

        Row(double[] figures, boolean churned) {
            this.figures = figures;
            this.churned = churned;
        }
    }

    private final List<Instant> moments;
    private final List<Examples> examples;
    private final int people;
    private final int known;

    private ChurnExamples(List<Instant> moments, List<Examples> examples, int people, int known) {
        this.moments = moments;
        this.examples = examples;
        this.people = people;
        this.known = known;
    }

    /// Takes people in any order.
    public static final class Builder {
        private final List<Instant> moments;
        private final Instant until;
        private final double share;
        private final long seed;
        private final List<Told> told = new ArrayList<>();
        private Optional<Instant> first = Optional.empty();
        private int known;

        /// A builder of examples.
        ///
        /// @param moments in any order; those whose weeks are not over by `until` give no examples
        /// @param until nothing that happened then or later, or was known later, is looked at
        /// @param people how many there are, customers or not; of more than [#PEOPLE_MAX] a sample
        ///   is drawn
        /// @param seed of that sample
        public Builder(List<Instant> moments, Instant until, long people, long seed) {
            this.moments =
                    moments.stream()
                            .filter(moment -> !moment.plus(ChurnLabel.HORIZON).isAfter(until))
                            .sorted(Comparator.reverseOrder())
                            .toList();
            this.until = until;
            this.share = Math.min(1, (double) PEOPLE_MAX / Math.max(1, people));
            this.seed = seed;
        }

        /// Takes one person.
        ///
        /// @param person their key, the same in every data folder; it decides on sample and order
        public void add(String person, Timeline timeline) {
            Optional<Instant> since =
                    OrderHistory.asOf(timeline, until).map(OrderHistory::customerSince);
            if (since.isEmpty()) {
                return;
            }
            known++;
            if (share < 1 && draw(person) >= share) {
                return;
            }
            first = first.filter(before -> before.isBefore(since.get())).or(() -> since);
            List<Optional<Row>> rows = new ArrayList<>(moments.size());
            for (Instant moment : moments) {
                rows.add(
                        OrderHistory.asOf(timeline, moment)
                                .map(history -> row(timeline, history, moment)));
            }
            told.add(new Told(person, rows));
        }

        private Row row(Timeline timeline, OrderHistory history, Instant moment) {
            return new Row(
                    ChurnFeature.row(history),
                    ChurnLabel.of(timeline, moment, until) == ChurnLabel.CHURNED);
        }

        private double draw(String person) {
            return new SplittableRandom(seed ^ person.hashCode()).nextDouble();
        }

        /// The examples of everyone taken.
        public ChurnExamples build() {
            told.sort(Comparator.comparing(Told::person));
            List<Instant> kept = new ArrayList<>();
            List<Examples> examples = new ArrayList<>();
            for (int at = 0; at < moments.size(); at++) {
                Instant moment = moments.get(at);
                if (first.filter(start -> !start.plus(HISTORY_MIN).isAfter(moment)).isPresent()) {
                    Examples.Builder rows = new Examples.Builder(ChurnFeature.ALL.size());
                    for (Told one : told) {
                        one.rows().get(at).ifPresent(row -> rows.add(row.figures, row.churned));
                    }
                    kept.add(moment);
                    examples.add(rows.build());
                }
            }
            return new ChurnExamples(
                    Collections.unmodifiableList(kept),
                    Collections.unmodifiableList(examples),
                    told.size(),
                    known);
        }
    }

    /// The moments that have examples, latest first.
    public List<Instant> moments() {
        return moments;
    }

    /// The customers of a moment, one row of [ChurnFeature#ALL] each, positive where they churned;
    /// in the order of their keys.
    public Optional<Examples> at(Instant moment) {
        int at = moments.indexOf(moment);
        return at < 0 ? Optional.empty() : Optional.of(examples.get(at));
    }

    /// The customers of all moments whose weeks are over by `end`, earliest moments last; absent
    /// where there are none.
    public Optional<Examples> overBy(Instant end) {
        List<Examples> over = new ArrayList<>();
        for (int at = 0; at < moments.size(); at++) {
            if (!moments.get(at).plus(ChurnLabel.HORIZON).isAfter(end)) {
                over.add(examples.get(at));
            }
        }
        return over.isEmpty() ? Optional.empty() : Optional.of(Examples.joined(over));
    }

    /// How many customers were sampled.
    public int people() {
        return people;
    }

    /// How many customers there are.
    public int known() {
        return known;
    }
}
