package io.epistle.predict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The items that people buy again: an item counts when at least [#SHARE_MIN] of its buyers, who
/// must number at least [#BUYERS_MIN], bought it in a further order at least [#GAP_MIN] after their
/// first. The gap keeps baskets that a shop splits into several invoices from looking like a
/// return.
///
/// A shop of gifts and a shop of coffee differ in this, so it is learned, not declared. The share
/// is a rule of taste: where a quarter of all pairs of person and item repeat, as in a wholesaler's
/// orders, a third marks the tenth of items that stand out.
public final class RepeatGoods {
    /// The share of buyers who must have come back, 0 to 1.
    public static final double SHARE_MIN = 1.0 / 3;

    /// Fewer buyers than this say nothing: at 20, a share of a third has a standard error of a
    /// tenth.
    public static final int BUYERS_MIN = 20;

    /// How much later the further order must be.
    public static final Duration GAP_MIN = Duration.ofDays(1);

    private static final RepeatGoods NONE = new RepeatGoods(List.of());

    private final SortedSet<String> items;

    /// Exactly these items.
    public RepeatGoods(List<String> items) {
        this.items = new TreeSet<>(items);
    }

    /// No item is bought again.
    public static RepeatGoods none() {
        return NONE;
    }

    /// Learns from what known people did.
    public static RepeatGoods of(List<Interaction> interactions) {
        SortedMap<String, SortedMap<String, Span>> buyers = new TreeMap<>();
        for (Interaction interaction : interactions) {
            if (!interaction.person().isEmpty()) {
                buyers.computeIfAbsent(interaction.item(), _ -> new TreeMap<>())
                        .merge(interaction.person(), Span.of(interaction.at()), Span::with);
            }
        }
        List<String> items = new ArrayList<>();
        buyers.forEach((item, spans) -> {
            long returned = spans.values().stream().filter(Span::isReturn).count();
            if (spans.size() >= BUYERS_MIN && returned >= SHARE_MIN * spans.size()) {
                items.add(item);
            }
        });
        return new RepeatGoods(items);
    }

    /// Whether an item is bought again.
    public boolean contains(String item) {
        return items.contains(item);
    }

    /// All of them, ascending.
    public List<String> items() {
        return List.copyOf(items);
    }

    /// From the first to the last purchase of one item by one person.
    private record Span(Instant first, Instant last) {
        static Span of(Instant at) {
            return new Span(at, at);
        }

        Span with(Span other) {
            return new Span(
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }

        boolean isReturn() {
            return Duration.between(first, last).compareTo(GAP_MIN) >= 0;
        }
    }
}
