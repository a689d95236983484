package io.epistle.liquid.parse;

import io.epistle.liquid.tree.Condition;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Operator;

import java.util.ArrayList;
import java.util.List;

/// Conditions as the reference's lax parser reads them: the words `and` and `or` part stretches, of
/// each stretch the first fragment, the sign behind it and the fragment behind that are read, and
/// nothing else.
final class LaxConditions {
    private final LaxValues values;
    private final String text;
    private final int from;
    private final int to;

    LaxConditions(LaxValues values, String text, int from, int to) {
        this.values = values;
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /// What stands between two offsets.
    private record Stretch(int from, int to) {}

    /// The whole condition.
    ///
    /// @throws SyntaxFault where nothing in it can be one
    Condition condition() {
        List<Stretch> stretches = stretches();
        if (stretches.isEmpty()) {
            throw new SyntaxFault("expected a condition", from);
        }
        Condition chain = comparison(stretches.getLast());
        for (int i = stretches.size() - 2; i >= 0; i -= 2) {
            Stretch link = stretches.get(i);
            String word = text.substring(link.from(), link.to()).strip();
            if (i == 0) {
                throw new SyntaxFault("expected a condition before " + word, link.from());
            }
            Condition first = comparison(stretches.get(i - 1));
            chain =
                    switch (word) {
                        case "and" -> new Condition.And(first, chain);
                        case "or" -> new Condition.Or(first, chain);
                        default ->
                                throw new SyntaxFault(
                                        "expected and or or but found " + word, link.from());
                    };
        }
        return chain;
    }

    /// Words that link, and what stands between them, in order.
    private List<Stretch> stretches() {
        var stretches = new ArrayList<Stretch>();
        int at = from;
        while (at < to) {
            int link = linkEnd(at);
            int end = link < 0 ? stretchEnd(at) : link;
            if (end > at) {
                stretches.add(new Stretch(at, end));
            }
            at = Math.max(end, at + 1);
        }
        return stretches;
    }

    private int stretchEnd(int at) {
        int end = at;
        int start = Characters.skipSpace(text, at, to);
        while (start < to && linkEnd(start) < 0) {
            int fragment = Fragments.end(text, start, to);
            end = Characters.skipSpace(text, fragment < 0 ? runEnd(start) : fragment, to);
            start = end;
        }
        return end;
    }

    private int runEnd(int at) {
        int end = at;
        while (end < to && !Characters.isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /// The end of `and` or `or` at `at`, with one white space before and behind, or -1 where
    /// another word or none stands there.
    private int linkEnd(int at) {
        if (!boundary(at)) {
            return -1;
        }
        int word = at < to && Characters.isSpace(text.charAt(at)) ? at + 1 : at;
        int end =
                text.startsWith("and", word)
                        ? word + 3
                        : text.startsWith("or", word) ? word + 2 : -1;
        if (end < 0 || end > to) {
            return -1;
        }
        if (end < to && Characters.isSpace(text.charAt(end)) && boundary(end + 1)) {
            return end + 1;
        }
        return boundary(end) ? end : -1;
    }

    /// Whether a word begins or ends at `at`.
    private boolean boundary(int at) {
        boolean before = at > from && Characters.isWord(text.charAt(at - 1));
        boolean behind = at < to && Characters.isWord(text.charAt(at));
        return before != behind;
    }

    private Condition comparison(Stretch stretch) {
        int start = Fragments.find(text, stretch.from(), stretch.to());
        if (start < 0) {
            throw new SyntaxFault("expected a condition", stretch.from());
        }
        int end = Fragments.end(text, start, stretch.to());
        Expression left = operand(start, end);
        int sign = Characters.skipSpace(text, end, stretch.to());
        int signEnd = signEnd(sign, stretch.to());
        if (signEnd == sign) {
            return new Condition.Truth(left);
        }
        int right = Characters.skipSpace(text, signEnd, stretch.to());
        int rightEnd = Math.max(right, Fragments.end(text, right, stretch.to()));
        String written = text.substring(sign, signEnd);
        return Operator.of(written)
                .<Condition>map(
                        operator -> new Condition.Compare(left, operator, operand(right, rightEnd)))
                .orElseGet(() -> new Condition.Unknown(written));
    }

    private int signEnd(int at, int end) {
        int behind = at;
        while (behind < end && inSign(text.charAt(behind))) {
            behind++;
        }
        return behind;
    }

    private static boolean inSign(char c) {
        return c == '=' || c == '!' || c == '<' || c == '>' || c == '_' || (c >= 'a' && c <= 'z');
    }

    private Expression operand(int start, int end) {
        return values.operand(text.substring(start, end), start);
    }
}
