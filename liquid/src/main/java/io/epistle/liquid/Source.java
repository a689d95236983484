package io.epistle.liquid;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The text of a template, and where in it something stands. Lines are counted once, so that naming
/// a place costs the same in a long template as in a short one.
public final class Source {
    /// Characters of an excerpt; minified templates have lines of many thousand.
    private static final int EXCERPT_MAX = 160;

    /// Characters of a message; what it quotes may be as long as a template.
    private static final int MESSAGE_MAX = 300;

    private final String name;
    private final String text;
    private final int[] lineStarts;

    /// Offsets of the second halves of characters that take two.
    private final int[] secondHalves;

    /// A template.
    ///
    /// @param name the template's name
    /// @param text what was written
    public Source(String name, String text) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts(text);
        this.secondHalves =
                IntStream.range(1, text.length())
                        .filter(at -> Character.isLowSurrogate(text.charAt(at)))
                        .filter(at -> Character.isHighSurrogate(text.charAt(at - 1)))
                        .toArray();
    }

    /// The template's name.
    public String name() {
        return name;
    }

    /// What was written.
    public String text() {
        return text;
    }

    /// The line from 1 that an offset of the text lies in.
    public int line(int position) {
        int found = Arrays.binarySearch(lineStarts, within(position));
        return found >= 0 ? found + 1 : -found - 1;
    }

    /// The character of its line from 1 that an offset of the text is. Characters are counted as
    /// editors count them, by code point: an emoji is one.
    public int column(int position) {
        return characters(lineStarts[line(position) - 1], within(position)) + 1;
    }

    /// How many characters lie in `[from, to)`.
    private int characters(int from, int to) {
        return to - from - (halvesBefore(to) - halvesBefore(from));
    }

    private int halvesBefore(int position) {
        int found = Arrays.binarySearch(secondHalves, position);
        return found >= 0 ? found : -found - 1;
    }

    private boolean insideCharacter(int position) {
        return Arrays.binarySearch(secondHalves, position) >= 0;
    }

    /// A problem at a place of this source.
    ///
    /// @param severity how bad
    /// @param position offset from 0
    /// @param message one sentence, cut where it is very long
    /// @param suggestion what was probably meant, or empty
    public Problem problem(
            Problem.Severity severity, int position, String message, String suggestion) {
        int at = within(position);
        int line = line(at);
        int lineStart = lineStarts[line - 1];
        int lineEnd = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
        int from = Math.max(lineStart, Math.min(at - EXCERPT_MAX / 2, lineEnd - EXCERPT_MAX));
        int to = Math.min(lineEnd, from + EXCERPT_MAX);
        from += insideCharacter(from) ? 1 : 0;
        to -= insideCharacter(to) ? 1 : 0;
        String excerpt = text.substring(from, to).stripTrailing();
        int mark = characters(from, Math.min(at, from + excerpt.length())) + 1;
        int column = characters(lineStart, at) + 1;
        return new Problem(
                severity, name, line, column, shortened(message), excerpt, mark, suggestion);
    }

    private static String shortened(String message) {
        return message.length() <= MESSAGE_MAX
                ? message
                : message.substring(0, MESSAGE_MAX) + "...";
    }

    private int within(int position) {
        return Math.clamp(position, 0, text.length());
    }

    private static int[] lineStarts(String text) {
        var starts = new int[16];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at + 1;
        }
        return Arrays.copyOf(starts, count);
    }
}
