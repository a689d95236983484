package io.epistle.rule.said;

import java.util.List;
import java.util.Optional;

/// The place in a rule's tokens at which reading goes on, and what is said where something else was
/// expected there. One for each rule; all its parsers read through it. It never reads past the end,
/// which is a token of its own.
final class Cursor {
    /// What may follow a condition.
    private static final List<String> FOLLOWERS =
            List.of(
                    "and", "or", "where", "within", "then", "at", "exactly", "more", "fewer",
                    "between", "ever");

    private final List<Token> tokens;
    private int index;
    private int depth;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    /// What reads a part of the rule.
    interface Reading<T> {
        T read();
    }

    // ---- looking

    Token next() {
        return tokens.get(index);
    }

    /// The token so many places behind the next; the end where there are fewer.
    Token peek(int ahead) {
        return tokens.get(Math.min(index + ahead, tokens.size() - 1));
    }

    boolean isPhrase(String first, String second) {
        return next().isWord(first) && peek(1).isWord(second);
    }

    // ---- moving

    /// The next token, which is passed.
    Token take() {
        return tokens.get(index++);
    }

    /// Passes tokens that were looked at.
    void skip(int count) {
        index += count;
    }

    /// Where it stands, for [#backTo].
    int index() {
        return index;
    }

    void backTo(int earlier) {
        index = earlier;
    }

    /// Whether this word is next; it is passed then.
    boolean taken(String word) {
        boolean found = next().isWord(word);
        index += found ? 1 : 0;
        return found;
    }

    /// Whether this symbol is next; it is passed then.
    boolean takenSymbol(String symbol) {
        boolean found = next().isSymbol(symbol);
        index += found ? 1 : 0;
        return found;
    }

    void require(String word) {
        if (!taken(word)) {
            throw expected(quoted(word), List.of(word));
        }
    }

    void requireSymbol(String symbol) {
        if (!takenSymbol(symbol)) {
            throw expected(
                    symbol.equals(")") ? "\"and\", \"or\" or \")\"" : quoted(symbol), FOLLOWERS);
        }
    }

    void requireEnd() {
        if (next().kind() != Token.Kind.END) {
            throw expected("\"and\", \"or\" or the end of the rule", FOLLOWERS);
        }
    }

    // ---- nesting and trying

    /// Reads what stands one level deeper.
    <T> T deeper(Reading<T> reading) {
        if (++depth > Parser.DEPTH_MAX) {
            throw NotARule.at(
                    next().at(),
                    "more than %d levels of nesting".formatted(Parser.DEPTH_MAX),
                    "fewer");
        }
        T read = reading.read();
        depth--;
        return read;
    }

    /// Reads what may stand here; where it does not, nothing is passed.
    <T> Optional<T> attempt(Reading<T> reading) {
        int indexBefore = index;
        int depthBefore = depth;
        try {
            return Optional.of(reading.read());
        } catch (NotARule _) {
            index = indexBefore;
            depth = depthBefore;
            return Optional.empty();
        }
    }

    // ---- problems

    /// The problem that the next token is not what was expected; of the candidates, the one that
    /// was probably meant is suggested.
    NotARule expected(String expected, List<String> candidates) {
        Token token = next();
        return expected(
                expected,
                token.kind() == Token.Kind.WORD
                        ? Nearest.to(token.text(), candidates)
                                .filter(word -> !token.isWord(word))
                                .map(Cursor::quoted)
                        : Optional.empty());
    }

    NotARule expected(String expected, Optional<String> suggestion) {
        return NotARule.at(next().at(), next().shown(), expected, suggestion);
    }

    static String quoted(String word) {
        return "\"" + word + "\"";
    }
}
