package io.epistle.compose;

/// Text made fit for one header line, whatever a profile or an import put into it.
final class HeaderText {

    private static final int REPLACEMENT = 0xFFFD;

    private HeaderText() {}

    /// The text on one line: runs of spaces, tabs, line breaks and control characters become one
    /// space, the ends are trimmed, unpaired surrogates become U+FFFD, and what exceeds the bound
    /// is cut and marked by an ellipsis. Applying it twice changes nothing more.
    static String singleLine(String text, int codePointsMax) {
        if (isSingleLine(text, codePointsMax)) {
            return text;
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), 2 * codePointsMax));
        int codePoints = 0;
        boolean spacePending = false;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (isGap(codePoint)) {
                spacePending = !line.isEmpty();
                continue;
            }
            int needed = spacePending ? 2 : 1;
            if (codePoints + needed > codePointsMax) {
                return withEllipsis(line, codePoints, codePointsMax);
            }
            if (spacePending) {
                line.append(' ');
                spacePending = false;
            }
            line.appendCodePoint(isSurrogate(codePoint) ? REPLACEMENT : codePoint);
            codePoints += needed;
        }
        return line.toString();
    }

    private static String withEllipsis(StringBuilder line, int codePoints, int codePointsMax) {
        if (codePoints == codePointsMax) {
            line.setLength(line.offsetByCodePoints(line.length(), -1));
        }
        return line.toString().stripTrailing() + '\u2026';
    }

    /// The usual case, decided without copying.
    private static boolean isSingleLine(String text, int codePointsMax) {
        if (text.length() > codePointsMax) {
            return false;
        }
        char previous = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean spaceAfterSpace = c == ' ' && previous == ' ';
            if (spaceAfterSpace || (c != ' ' && isGap(c)) || Character.isSurrogate(c)) {
                return false;
            }
            previous = c;
        }
        return text.isEmpty() || previous != ' ';
    }

    private static boolean isGap(int codePoint) {
        return codePoint == ' '
                || Character.isISOControl(codePoint)
                || codePoint == 0x2028
                || codePoint == 0x2029;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
