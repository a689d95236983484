package io.epistle.liquid.filter;

/// The five characters that mean something in HTML.
public final class Html {

    private Html() {}

    /// Whether any of them is in `text`.
    public static boolean hasSpecial(String text) {
        return firstSpecial(text) >= 0;
    }

    /// `text` with each of them as its entity.
    public static String escape(String text) {
        int first = firstSpecial(text);
        if (first < 0) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            append(text.charAt(i), out);
        }
        return out.toString();
    }

    static void append(char c, StringBuilder out) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.append(c);
        }
    }

    private static int firstSpecial(String text) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '&', '<', '>', '"', '\'' -> {
                    return i;
                }
                default -> {
                    // an ordinary character
                }
            }
        }
        return -1;
    }
}
