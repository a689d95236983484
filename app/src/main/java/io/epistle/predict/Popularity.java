package io.epistle.predict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What everybody buys lately: items by the sum of their interactions' weights, each faded by its
/// age. Interactions of unknown people count too.
///
/// Sums are integers of [#UNIT] parts, so that they do not depend on the order of the interactions;
/// equal sums are ordered by the latest interaction, then by item.
public final class Popularity implements Recommender {
    /// Parts of one whole interaction: nine decimal digits, and room for two billion interactions
    /// of today.
    static final double UNIT = 1L << 32;

    private final List<Entry> ranking;
    private final SortedMap<String, Entry> entries;

    private record Entry(String item, long parts, Instant latest) {
        static final Comparator<Entry> BY_RANK =
                Comparator.comparingLong(Entry::parts)
                        .thenComparing(Entry::latest)
                        .reversed()
                        .thenComparing(Entry::item);

        Entry plus(Entry other) {
            return new Entry(
                    item,
                    Math.addExact(parts, other.parts),
                    latest.isAfter(other.latest) ? latest : other.latest);
        }
    }

    private Popularity(SortedMap<String, Entry> entries) {
        this.entries = entries;
        this.ranking = new ArrayList<>(entries.values());
        this.ranking.sort(Entry.BY_RANK);
    }

    /// Counts interactions as they stand at `asOf`; all must lie before it.
    public static Popularity train(List<Interaction> interactions, Instant asOf, Decay decay) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        for (Interaction interaction : interactions) {
            double weight = interaction.weight() * decay.weight(interaction.at(), asOf);
            entries.merge(
                    interaction.item(),
                    new Entry(interaction.item(), Math.round(weight * UNIT), interaction.at()),
                    Entry::plus);
        }
        return new Popularity(entries);
    }

    @Override
    public String name() {
        return "popularity";
    }

    @Override
    public List<Recommendation> recommend(List<Interaction> history, int count, Filters filters) {
        Set<String> owned = new HashSet<>();
        history.forEach(interaction -> owned.add(interaction.item()));
        List<Recommendation> chosen = new ArrayList<>(count);
        for (Entry entry : ranking) {
            if (chosen.size() >= count) {
                break;
            }
            if (filters.admits(entry.item(), owned.contains(entry.item()))) {
                chosen.add(
                        new Recommendation(
                                entry.item(), entry.parts() / UNIT, new Reason.PopularLately()));
            }
        }
        return chosen;
    }

    /// The faded number of interactions with an item; 0 for items never seen.
    public double score(String item) {
        Entry entry = entries.get(item);
        return entry == null ? 0 : entry.parts() / UNIT;
    }

    /// All items ever seen, most popular first.
    public List<String> items() {
        return ranking.stream().map(Entry::item).toList();
    }
}
