package io.epistle.liquid.date;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;

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

    /// The zone, or null where the word names none.
    ///
    /// @param word letters and digits in lower case
    static @Nullable WrittenZone read(String word) {
        Integer hours = ZONE_HOURS.get(word);
        if (hours != null) {
            boolean universal = hours == 0 && !word.equals("wet");
            int half = word.equals("ist") ? 1800 : 0;
            return universal
                    ? UNIVERSAL
                    : new WrittenZone(hours * 3600 + half, word.toUpperCase(Locale.ROOT));
        }
        int sign = Math.max(word.indexOf('+'), word.indexOf('-'));
        return sign < 0 ? null : offset(word.substring(sign + 1), word.charAt(sign) == '-');
    }

    /// Whether there can be such a zone.
    boolean exists() {
        return Math.abs(seconds) < DAY_SECONDS;
    }

    private static WrittenZone offset(String written, boolean west) {
        String digits = written.replace(":", "");
        if (digits.length() > 4) {
            return new WrittenZone(DAY_SECONDS, "");
        }
        int number = Integer.parseInt(digits);
        int seconds =
                digits.length() <= 2 ? number * 3600 : number / 100 * 3600 + number % 100 * 60;
        return new WrittenZone(west ? -seconds : seconds, "");
    }
}
