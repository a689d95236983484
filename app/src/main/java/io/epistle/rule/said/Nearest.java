package io.epistle.rule.said;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody probably wanted to write.
public final class Nearest {
    /// A single letter starts too many words.
    private static final int BEGINNING_MIN = 2;

    /// Longer texts are names of nothing we know.
    private static final int LENGTH_MAX = 100;

    private Nearest() {}

    /// The candidate with the fewest slips of the keyboard between it and `found` (a missing,
    /// extra, wrong or swapped character each), at most one per three characters; else the only one
    /// that starts like it; case does not count. The earlier of equals.
    public static Optional<String> to(String found, List<String> candidates) {
        String wanted = found.toLowerCase(Locale.ROOT);
        if (wanted.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        int allowed = Math.max(1, (wanted.length() + 1) / 3);
        String best = "";
        int least = allowed + 1;
        for (String candidate : candidates) {
            int slips = slips(wanted, candidate.toLowerCase(Locale.ROOT));
            if (slips < least && slips < candidate.length()) {
                least = slips;
                best = candidate;
            }
        }
        return best.isEmpty() ? onlyOneThatStartsWith(wanted, candidates) : Optional.of(best);
    }

    private static Optional<String> onlyOneThatStartsWith(String wanted, List<String> candidates) {
        if (wanted.length() < BEGINNING_MIN) {
            return Optional.empty();
        }
        List<String> found =
                candidates.stream()
                        .filter(word -> word.toLowerCase(Locale.ROOT).startsWith(wanted))
                        .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /// The optimal string alignment distance (Damerau 1964 restricted to one edit per substring).
    static int slips(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= right.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            for (int j = 1; j <= right.length(); j++) {
                int replaced = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                int least =
                        Math.min(
                                cost[i - 1][j - 1] + replaced,
                                Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (swapped(left, right, i, j)) {
                    least = Math.min(least, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = least;
            }
        }
        return cost[left.length()][right.length()];
    }

    private static boolean swapped(String left, String right, int i, int j) {
        return i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
    }
}
