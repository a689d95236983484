package io.epistle.liquid.filter;

import io.epistle.liquid.value.Meter;

import java.util.Locale;
import java.util.function.UnaryOperator;

/// Upper and lower case by Unicode's full mapping (`ß` becomes `SS`) in work that grows with the
/// text. Java's own grows with its square where letters become several, so texts are changed piece
/// by piece. As in the reference, no letter depends on its neighbours: a Greek sigma at the end of
/// a word becomes `σ`.
final class LetterCase {
    /// Characters changed at once.
    private static final int PIECE = 64;

    /// Times another character's work that one letter is, where its case is another letter.
    private static final int WEIGHT = 4;

    private LetterCase() {}

    static String upper(String text, Meter meter) {
        meter.chargeText(WEIGHT * (long) text.length());
        return pieces(text, piece -> piece.toUpperCase(Locale.ROOT));
    }

    static String lower(String text, Meter meter) {
        meter.chargeText(WEIGHT * (long) text.length());
        return pieces(text, piece -> piece.replace('Σ', 'σ').toLowerCase(Locale.ROOT));
    }

    private static String pieces(String text, UnaryOperator<String> change) {
        if (text.length() <= PIECE) {
            return change.apply(text);
        }
        var out = new StringBuilder(text.length());
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(from + PIECE, text.length());
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to++;
            }
            out.append(change.apply(text.substring(from, to)));
            from = to;
        }
        return out.toString();
    }
}
