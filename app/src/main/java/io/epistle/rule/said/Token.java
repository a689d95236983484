package io.epistle.rule.said;

import java.util.Locale;

/// The smallest part of a rule's text.
///
/// @param kind what it is
/// @param text its content: without quotes for texts and quoted names, as written for all others
/// @param at where it starts
record Token(Kind kind, String text, Position at) {
    enum Kind {
        /// A keyword or plain name.
        WORD,
        /// A name in backticks.
        QUOTED_NAME,
        /// A text in double quotes.
        TEXT,
        /// A decimal number.
        NUMBER,
        /// A date, with a time or without.
        MOMENT,
        /// A comparison, bracket, comma or dot.
        SYMBOL,
        /// The end of the rule.
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /// The word in small letters; empty for all other kinds.
    String word() {
        return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : "";
    }

    /// What a message says was found.
    String shown() {
        return switch (kind) {
            case END -> "the end of the rule";
            case TEXT -> "the text \"" + shortened() + "\"";
            case QUOTED_NAME -> "the name `" + shortened() + "`";
            case WORD, SYMBOL -> "\"" + shortened() + "\"";
            case NUMBER, MOMENT -> shortened();
        };
    }

    private static final int SHOWN_MAX = 40;

    private String shortened() {
        String line = text.replace('\n', ' ');
        return line.length() <= SHOWN_MAX ? line : line.substring(0, SHOWN_MAX) + "...";
    }
}
