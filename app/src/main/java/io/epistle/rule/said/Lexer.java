package io.epistle.rule.said;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a rule's text into tokens.
final class Lexer {
    private static final Pattern MOMENT =
            Pattern.compile(
                    "\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2})?)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private static final List<String> SYMBOLS =
            List.of("<=", ">=", "!=", "<>", "=", "<", ">", "(", ")", ",", ".");

    /// Longer numbers are mistakes, and slow to compare.
    private static final int NUMBER_LENGTH_MAX = 40;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int index;
    private int line = 1;
    private int lineStart;

    private Lexer(String text) {
        this.text = text;
    }

    /// All tokens, the last one [Token.Kind#END].
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (index < text.length()) {
            char character = text.charAt(index);
            if (character == '\n') {
                index++;
                line++;
                lineStart = index;
            } else if (Character.isWhitespace(character) || character == '\u00a0') {
                index++;
            } else {
                token(character);
            }
        }
        tokens.add(new Token(Token.Kind.END, "", here()));
    }

    private void token(char character) {
        if (character == '"') {
            quoted(Token.Kind.TEXT, '"');
        } else if (character == '`') {
            quoted(Token.Kind.QUOTED_NAME, '`');
        } else if (isDigit(character) || character == '-') {
            number();
        } else if (Character.isLetter(character) || character == '_') {
            word();
        } else {
            symbol(character);
        }
    }

    private void word() {
        int start = index;
        Position at = here();
        while (index < text.length() && isWordPart(text.charAt(index))) {
            index++;
        }
        tokens.add(new Token(Token.Kind.WORD, text.substring(start, index), at));
    }

    private static boolean isWordPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /// Whether a name can be written without backticks.
    static boolean isPlainWord(String name) {
        return !name.isEmpty()
                && (Character.isLetter(name.charAt(0)) || name.charAt(0) == '_')
                && name.chars().allMatch(character -> isWordPart((char) character));
    }

    private void number() {
        if (!take(MOMENT, Token.Kind.MOMENT) && !take(NUMBER, Token.Kind.NUMBER)) {
            throw NotARule.at(
                    here(),
                    "\"-\"",
                    "a number such as -1, or a name in backticks such as `utm-source`");
        }
    }

    private boolean take(Pattern pattern, Token.Kind kind) {
        Matcher matcher = pattern.matcher(text).region(index, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        if (kind == Token.Kind.NUMBER && matcher.group().length() > NUMBER_LENGTH_MAX) {
            throw NotARule.at(
                    here(),
                    "a number of %d characters".formatted(matcher.group().length()),
                    "at most " + NUMBER_LENGTH_MAX);
        }
        tokens.add(new Token(kind, matcher.group(), here()));
        index = matcher.end();
        return true;
    }

    private void symbol(char character) {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, index)) {
                tokens.add(
                        new Token(Token.Kind.SYMBOL, symbol.equals("<>") ? "!=" : symbol, here()));
                index += symbol.length();
                return;
            }
        }
        String found = "\"" + Character.toString(text.codePointAt(index)) + "\"";
        if ("“”„‘’'«»".indexOf(character) >= 0) {
            throw NotARule.at(here(), found, "texts in straight double quotes such as \"London\"");
        }
        throw NotARule.at(
                here(), found, "words, numbers, dates, texts in double quotes and comparisons");
    }

    private void quoted(Token.Kind kind, char quote) {
        Position at = here();
        StringBuilder content = new StringBuilder();
        index++;
        while (index < text.length() && text.charAt(index) != quote) {
            content.append(text.charAt(index) == '\\' ? escaped() : plain());
        }
        if (index == text.length()) {
            throw NotARule.at(
                    at,
                    kind == Token.Kind.TEXT
                            ? "a quote that is never closed"
                            : "a backtick that is never closed",
                    "a closing %c after the text".formatted(quote));
        }
        index++;
        tokens.add(new Token(kind, content.toString(), at));
    }

    private char plain() {
        char character = text.charAt(index++);
        if (character == '\n') {
            line++;
            lineStart = index;
        }
        return character;
    }

    private char escaped() {
        Position at = here();
        char next = index + 1 < text.length() ? text.charAt(index + 1) : ' ';
        index += 2;
        return switch (next) {
            case '"', '`', '\\' -> next;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default ->
                    throw NotARule.at(
                            at,
                            "\"\\%c\"".formatted(next),
                            "one of \\\" \\\\ \\n \\t \\r (a backslash itself is written \\\\)");
        };
    }

    private Position here() {
        return new Position(line, index - lineStart + 1);
    }
}
