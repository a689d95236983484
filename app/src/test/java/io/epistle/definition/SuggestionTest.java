package io.epistle.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

final class SuggestionTest {

    @Test
    void aSlipOfTheFingerIsUnderstood() {
        List<String> words = List.of("audience", "experiment", "name", "variants");

        assertThat(Suggestion.of("nmae", words)).isEqualTo("did you mean \"name\"?");
        assertThat(Suggestion.of("Audiense", words)).isEqualTo("did you mean \"audience\"?");
        assertThat(Suggestion.of("variant", words)).isEqualTo("did you mean \"variants\"?");
        assertThat(Suggestion.of("colour", words)).isEmpty();
        assertThat(Suggestion.of("", words)).isEmpty();
        assertThat(Suggestion.of("x".repeat(10_000), words)).isEmpty();
    }

    @Test
    void theNearestIsTheOneOfTheSlowDefinition() {
        Random random = new Random(11);
        int found = 0;
        for (int round = 0; round < 3_000; round++) {
            String word = word(random);
            List<String> candidates = new ArrayList<>();
            for (int count = random.nextInt(6); count >= 0; count--) {
                candidates.add(word(random));
            }

            Optional<String> nearest = Suggestion.nearest(word, candidates);

            assertThat(nearest).as(word + candidates).isEqualTo(slowNearest(word, candidates));
            found += nearest.isPresent() ? 1 : 0;
        }
        assertThat(found).isBetween(500, 2_900);
    }

    private static Optional<String> slowNearest(String word, List<String> candidates) {
        return candidates.stream()
                .filter(candidate -> slips(word, candidate) <= Math.max(1, word.length() / 3))
                .min(
                        Comparator.<String>comparingInt(candidate -> slips(word, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// The definition as a recursion over the last letters.
    private static int slips(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        String shortA = a.substring(0, a.length() - 1);
        String shortB = b.substring(0, b.length() - 1);
        boolean same = a.charAt(shortA.length()) == b.charAt(shortB.length());
        int best = slips(shortA, shortB) + (same ? 0 : 1);
        best = Math.min(best, 1 + Math.min(slips(a, shortB), slips(shortA, b)));
        boolean swapped =
                a.length() > 1
                        && b.length() > 1
                        && a.charAt(shortA.length()) == b.charAt(b.length() - 2)
                        && a.charAt(a.length() - 2) == b.charAt(shortB.length());
        return swapped
                ? Math.min(
                        best,
                        1 + slips(a.substring(0, a.length() - 2), b.substring(0, b.length() - 2)))
                : best;
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int letters = random.nextInt(6); letters >= 0; letters--) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }
}
