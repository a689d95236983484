package io.epistle.liquid.parse;

import java.util.Collection;

/// What an author probably meant: the known word nearest to the one written.
final class Suggestion {
    /// Letters that may differ: one for each this many written, at least one.
    private static final int LETTERS_PER_EDIT = 3;

    /// Words longer than this are not compared.
    private static final int LENGTH_MAX = 60;

    private Suggestion() {}

    /// The nearest known word, or empty where none is near.
    ///
    /// @param written the word in the template
    /// @param known the words there are; the first of equally near ones wins
    static String nearest(String written, Collection<String> known) {
        String best = "";
        int bestDistance = Math.max(1, written.length() / LETTERS_PER_EDIT) + 1;
        for (String word : known) {
            if (Math.abs(word.length() - written.length()) < bestDistance
                    && word.length() <= LENGTH_MAX
                    && written.length() <= LENGTH_MAX) {
                int distance = distance(written, word);
                if (distance < bestDistance) {
                    best = word;
                    bestDistance = distance;
                }
            }
        }
        return best;
    }

    /// Edits between two words, a swap of neighbours counting as one (optimal string alignment,
    /// Damerau 1964).
    static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            edits[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            edits[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int changed = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
                edits[i][j] = Math.min(replaced, changed);
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}
