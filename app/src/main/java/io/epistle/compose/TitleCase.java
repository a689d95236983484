package io.epistle.compose;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Brings names that a shop's system shouts (`SET OF 3 CAKE TINS`) to a reader's case (`Set of 3
/// Cake Tins`). Names that have a lower-case letter already are left as they are: somebody chose
/// it.
public final class TitleCase {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}'’]+");

    private static final List<String> SMALL =
            List.of(
                    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the",
                    "to", "with");

    private TitleCase() {}

    /// The name in title case, with single blanks and none at either end; a shouted name also loses
    /// the point or comma that it ends with.
    public static String of(String name) {
        String tidy = name.strip().replaceAll("\\s+", " ");
        if (tidy.chars().anyMatch(Character::isLowerCase)) {
            return tidy;
        }
        String unpunctuated = tidy.replaceAll("[ .,;]+$", "");
        return WORD.matcher(unpunctuated.toLowerCase(Locale.ROOT))
                .replaceAll(word -> java.util.regex.Matcher.quoteReplacement(word(word)));
    }

    private static String word(MatchResult found) {
        String word = found.group();
        boolean inside = found.start() > 0;
        if (inside && SMALL.contains(word)) {
            return word;
        }
        int first = word.offsetByCodePoints(0, 1);
        return word.substring(0, first).toUpperCase(Locale.ROOT) + word.substring(first);
    }
}
