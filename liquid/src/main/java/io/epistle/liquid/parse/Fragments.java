package io.epistle.liquid.parse;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The pieces in which the reference's lax parser finds its way through markup: text in quotes, or
/// a run of characters without white space, commas, bars and single quotes (its `QuotedFragment`).
/// All offsets are of the source; every search is linear.
final class Fragments {

    private Fragments() {}

    /// `name: fragment`, wherever it stands (the reference's `TagAttributes`).
    ///
    /// @param name the word before the colon
    /// @param from where its fragment begins
    /// @param to where its fragment ends
    record Attribute(String name, int from, int to) {}

    /// The end of the fragment that begins at `at`, or -1 where none does.
    static int end(String text, int at, int to) {
        if (at >= to) {
            return -1;
        }
        int quoted = quotedEnd(text, at, to);
        if (quoted >= 0) {
            return quoted;
        }
        int end = at;
        while (end < to) {
            int behind = inRun(text.charAt(end)) ? end + 1 : quotedEnd(text, end, to);
            if (behind < 0) {
                break;
            }
            end = behind;
        }
        return end > at ? end : -1;
    }

    /// The end of the fragments that follow each other from `at` on without anything between, or -1
    /// where none begins there.
    static int endOfAll(String text, int at, int to) {
        int end = -1;
        for (int next = end(text, at, to); next >= 0; next = end(text, next, to)) {
            end = next;
        }
        return end;
    }

    /// Where the first fragment at or behind `from` begins, or -1 where there is none.
    static int find(String text, int from, int to) {
        int at = from;
        while (at < to && !inRun(text.charAt(at)) && quotedEnd(text, at, to) < 0) {
            at++;
        }
        return at < to ? at : -1;
    }

    /// The end of the text in quotes that begins at `at`, or -1 where none does.
    static int quotedEnd(String text, int at, int to) {
        char quote = text.charAt(at);
        int close = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 1, to) : -1;
        return close < 0 ? -1 : close + 1;
    }

    /// All attributes between `from` and `to`, in order.
    static List<Attribute> attributes(String text, int from, int to) {
        var attributes = new ArrayList<Attribute>();
        int at = from;
        while (at < to) {
            Attribute attribute = attribute(text, at, to);
            if (attribute != null) {
                attributes.add(attribute);
                at = attribute.to();
            } else {
                at = Math.max(at + 1, nameEnd(text, at, to));
            }
        }
        return attributes;
    }

    /// The attribute that begins at `at`, or null where none does.
    static @Nullable Attribute attribute(String text, int at, int to) {
        int nameEnd = nameEnd(text, at, to);
        int colon = Characters.skipSpace(text, nameEnd, to);
        if (nameEnd == at || colon >= to || text.charAt(colon) != ':') {
            return null;
        }
        int start = Characters.skipSpace(text, colon + 1, to);
        int end = end(text, start, to);
        return end < 0 ? null : new Attribute(text.substring(at, nameEnd), start, end);
    }

    /// The end of a name, which begins with a letter, digit or underscore and may hold dashes.
    private static int nameEnd(String text, int at, int to) {
        if (at >= to || !Characters.isWord(text.charAt(at))) {
            return at;
        }
        return segmentEnd(text, at, to);
    }

    /// The end of the letters, digits, underscores and dashes from `at` on.
    static int segmentEnd(String text, int at, int to) {
        int end = at;
        while (end < to && (Characters.isWord(text.charAt(end)) || text.charAt(end) == '-')) {
            end++;
        }
        return end;
    }

    private static boolean inRun(char c) {
        return !Characters.isSpace(c) && c != ',' && c != '|' && c != '\'' && c != '"';
    }
}
