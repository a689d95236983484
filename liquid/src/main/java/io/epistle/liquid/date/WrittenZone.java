package io.epistle.liquid.date;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The zone a written time names: `utc`, `est`, `+0200`, `gmt-5`.
///
/// @param seconds seconds east of Greenwich
/// @param name its name as a date shows it, empty for a bare offset
record WrittenZone(int seconds, String name) {
    /// Greenwich.
    static final WrittenZone UNIVERSAL = new WrittenZone(0, "UTC");

    private static final int DAY_SECONDS = 24 * 3600;
    private static final Map<String, Integer> ZONE_HOURS =
            Map.ofEntries(
                    Map.entry("utc", 0),
                    Map.entry("ut", 0),
                    Map.entry("gmt", 0),
                    Map.entry("z", 0),
                    Map.entry("est", -5),
                    Map.entry("edt", -4),
                    Map.entry("cst", -6),
                    Map.entry("cdt", -5),
                    Map.entry("mst", -7),
                    Map.entry("mdt", -6),
                    Map.entry("pst", -8),
                    Map.entry("pdt", -7),
                    Map.entry("bst", 1),
                    Map.entry("wet", 0),
                    Map.entry("cet", 1),
                    Map.entry("cest", 2),
                    Map.entry("eet", 2),
                    Map.entry("eest", 3),
                    Map.entry("msk", 3),
                    Map.entry("jst", 9),
                    Map.entry("ist", 5));

    /// Military zones: A to M without J lead east, N to Y west, Z is Greenwich.
    private static final String EAST = "abcdefghiklm";

    private static final String WEST = "nopqrstuvwxy";

    private static final Pattern OFFSET =
            Pattern.compile("(?:gmt|utc?)?([-+])(\\d{1,2}):?(\\d{2})?(?::?(\\d{2}))?");

    /// The zone, or null where the word names none.
    ///
    /// @param word letters, digits and signs in lower case
    static @Nullable WrittenZone read(String word) {
        Integer hours = hours(word);
        if (hours != null) {
            boolean universal = hours == 0 && !word.equals("wet");
            int half = word.equals("ist") ? 1800 : 0;
            return universal ? UNIVERSAL : new WrittenZone(hours * 3600 + half, "");
        }
        Matcher offset = OFFSET.matcher(word);
        if (!offset.matches()) {
            return null;
        }
        int seconds =
                number(offset.group(2)) * 3600
                        + number(offset.group(3)) * 60
                        + number(offset.group(4));
        return new WrittenZone(offset.group(1).equals("-") ? -seconds : seconds, "");
    }

    /// Whether there can be such a zone.
    boolean exists() {
        return Math.abs(seconds) < DAY_SECONDS;
    }

    private static @Nullable Integer hours(String word) {
        if (word.length() == 1 && EAST.contains(word)) {
            return EAST.indexOf(word) + 1;
        }
        return word.length() == 1 && WEST.contains(word)
                ? Integer.valueOf(-WEST.indexOf(word) - 1)
                : ZONE_HOURS.get(word);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
