package io.epistle.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that an author probably meant.
public final class Suggestion {
    /// Longer words are not compared: the cost grows with the product of the lengths.
    private static final int LENGTH_MAX = 100;

    private Suggestion() {}

    /// `did you mean "candidate"?` for the nearest candidate, or nothing where none is near.
    public static String of(String word, Collection<String> candidates) {
        return nearest(word, candidates)
                .map(candidate -> "did you mean \"%s\"?".formatted(candidate))
                .orElse("");
    }

    /// The candidate that needs the fewest slips of the finger, letter case aside; absent where
    /// even the nearest needs more than a third of the word's letters. Of equals, the first in the
    /// alphabet.
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        if (word.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        String lower = word.toLowerCase(Locale.ROOT);
        int slipsMax = Math.max(1, word.length() / 3);
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= slipsMax)
                .map(candidate -> new Near(candidate, slips(lower, candidate)))
                .filter(near -> near.slips <= slipsMax)
                .min(Comparator.comparingInt(Near::slips).thenComparing(Near::candidate))
                .map(Near::candidate);
    }

    private record Near(String candidate, int slips) {}

    /// The optimal string alignment distance (Boytsov, Indexing methods for approximate dictionary
    /// searching, 2011): insertions, deletions, replacements and swaps of neighbours.
    private static int slips(String word, String candidate) {
        String other = candidate.toLowerCase(Locale.ROOT);
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] current = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= word.length(); row++) {
            current[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                char left = word.charAt(row - 1);
                char right = other.charAt(column - 1);
                int replaced = last[column - 1] + (left == right ? 0 : 1);
                int cheapest = Math.min(replaced, Math.min(last[column], current[column - 1]) + 1);
                boolean swapped =
                        row > 1
                                && column > 1
                                && left == other.charAt(column - 2)
                                && right == word.charAt(row - 2);
                current[column] =
                        swapped ? Math.min(cheapest, beforeLast[column - 2] + 1) : cheapest;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }
        return last[other.length()];
    }
}
