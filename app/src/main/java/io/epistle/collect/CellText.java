package io.epistle.collect;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads cells of text as exports write them.
final class CellText {
    /// What programs write where nothing is known.
    private static final Set<String> NOTHING = Set.of("nan", "null", "none", "n/a", "<na>", "\\n");

    private static final Pattern WHOLE_WITH_FRACTION = Pattern.compile("(-?\\d+)\\.0+");

    private CellText() {}

    /// The text without white space around it; empty where the cell says nothing.
    static String text(String cell) {
        String text = cell.strip();
        return text.length() <= 5 && NOTHING.contains(text.toLowerCase(Locale.ROOT)) ? "" : text;
    }

    /// A number that names something: as [#text], and a fraction of zeros, which programs add when
    /// they take names for numbers, is dropped: `536365.0` is `536365`.
    static String number(String cell) {
        String text = text(cell);
        return text.indexOf('.') < 0 ? text : WHOLE_WITH_FRACTION.matcher(text).replaceFirst("$1");
    }
}
