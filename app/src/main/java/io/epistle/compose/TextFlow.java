package io.epistle.compose;

import java.util.ArrayList;
import java.util.List;

/// Text that grows line by line while a page is read: collapses white space, keeps at most one
/// empty line between paragraphs, and starts each line with the marks of the lists and quotations
/// it stands in.
final class TextFlow {

    /// Lists and quotations nested deeper are not indented further, so that a page cannot grow with
    /// the square of its length.
    private static final int NESTING_MAX = 8;

    /// Preformatted text indented further starts at this column.
    private static final int BLANKS_MAX = 100;

    private static final int NO_LINE_END = 0;
    private static final int LINE_END = 1;
    private static final int EMPTY_LINE = 2;

    private final StringBuilder text = new StringBuilder();
    private final List<Nesting> nestings = new ArrayList<>();
    private final List<Mark> unsetMarks = new ArrayList<>();
    private int dueLineEnds = NO_LINE_END;
    private String dueBlanks = "";
    private String dueBullet = "";
    private int lastDepth;
    private boolean preformatted;

    /// All of it, without white space at its ends.
    String text() {
        return text.toString().strip();
    }

    /// Marks where the next visible character will stand, for [#since].
    Mark mark() {
        Mark mark = new Mark();
        unsetMarks.add(mark);
        return mark;
    }

    /// What became visible since a mark of this flow; empty when nothing did.
    String since(Mark mark) {
        return mark.position < 0 ? "" : text.substring(mark.position).strip();
    }

    /// Adds running text.
    void text(String running) {
        for (int i = 0; i < running.length(); i++) {
            char c = running.charAt(i);
            if (preformatted && c == '\n') {
                newLine();
            } else if (isBlank(c)) {
                blank(c);
            } else if (!isInvisible(c)) {
                int end = wordEnd(running, i);
                beforeCharacter();
                text.append(running, i, end);
                i = end - 1;
            }
        }
    }

    /// Where the run of visible characters ends that begins at `from`.
    private static int wordEnd(String running, int from) {
        int end = from + 1;
        while (end < running.length()
                && !isBlank(running.charAt(end))
                && !isInvisible(running.charAt(end))) {
            end++;
        }
        return end;
    }

    /// Adds to the word that stands last, before any line end that is due.
    void attach(String suffix) {
        text.append(suffix);
    }

    /// Adds one finished line by itself.
    void wholeLine(String line) {
        line();
        beforeCharacter();
        text.append(line);
        line();
    }

    /// Adds finished lines as a paragraph of their own.
    void block(String lines) {
        paragraph();
        for (String each : lines.split("\n", -1)) {
            if (each.isEmpty()) {
                paragraph();
            } else {
                wholeLine(each);
            }
        }
        paragraph();
    }

    /// One line end more, whatever is due already; two at most.
    void newLine() {
        dueLineEnds = Math.min(EMPTY_LINE, dueLineEnds + 1);
        dueBlanks = "";
    }

    /// The next text starts on a line of its own.
    void line() {
        dueLineEnds = Math.max(dueLineEnds, LINE_END);
    }

    /// The next text starts after an empty line.
    void paragraph() {
        dueLineEnds = EMPTY_LINE;
    }

    void preformatted(boolean on) {
        preformatted = on;
    }

    void openList(boolean numbered) {
        breakAroundList();
        nestings.add(new Nesting(numbered ? Kind.NUMBERED : Kind.BULLETED));
    }

    void closeList() {
        closeNesting(false);
        breakAroundList();
    }

    /// The bullet waits for the item's first text; an item without text shows none.
    void openItem() {
        line();
        boolean numbered = !nestings.isEmpty() && nestings.getLast().kind == Kind.NUMBERED;
        dueBullet = numbered ? ++nestings.getLast().items + ". " : "- ";
    }

    void closeItem() {
        dueBullet = "";
        line();
    }

    void openQuote() {
        paragraph();
        nestings.add(new Nesting(Kind.QUOTED));
    }

    void closeQuote() {
        closeNesting(true);
        paragraph();
    }

    private void blank(char c) {
        if (!preformatted) {
            dueBlanks = " ";
        } else if (c != '\r' && dueBlanks.length() < BLANKS_MAX) {
            dueBlanks += " ";
        }
    }

    private void breakAroundList() {
        if (nestings.stream().anyMatch(nesting -> nesting.kind != Kind.QUOTED)) {
            line();
        } else {
            paragraph();
        }
    }

    private void closeNesting(boolean quoted) {
        dueBullet = "";
        for (int i = nestings.size() - 1; i >= 0; i--) {
            if ((nestings.get(i).kind == Kind.QUOTED) == quoted) {
                nestings.remove(i);
                return;
            }
        }
    }

    /// Writes the line ends, marks and space that are due before a visible character.
    private void beforeCharacter() {
        if (text.isEmpty()) {
            text.append(lineStart()).append(preformatted ? dueBlanks : "");
        } else if (dueLineEnds > NO_LINE_END) {
            text.append('\n');
            if (dueLineEnds == EMPTY_LINE) {
                int shared = Math.min(lastDepth, nestings.size());
                text.append(indentation(shared).stripTrailing()).append('\n');
            }
            text.append(lineStart()).append(preformatted ? dueBlanks : "");
        } else {
            text.append(dueBlanks);
        }
        dueLineEnds = NO_LINE_END;
        dueBlanks = "";
        dueBullet = "";
        lastDepth = nestings.size();
        if (!unsetMarks.isEmpty()) {
            unsetMarks.forEach(mark -> mark.position = text.length());
            unsetMarks.clear();
        }
    }

    /// The bullet takes the place of the innermost list's indentation.
    private String lineStart() {
        if (dueBullet.isEmpty()) {
            return indentation(nestings.size());
        }
        boolean inList = !nestings.isEmpty() && nestings.getLast().kind != Kind.QUOTED;
        return indentation(nestings.size() - (inList ? 1 : 0)) + dueBullet;
    }

    private String indentation(int depth) {
        StringBuilder indentation = new StringBuilder();
        for (int i = 0; i < Math.min(depth, NESTING_MAX); i++) {
            indentation.append(nestings.get(i).kind == Kind.QUOTED ? "> " : "  ");
        }
        return indentation.toString();
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00A0';
    }

    /// Characters that mail designers use as filler.
    private static boolean isInvisible(char c) {
        return c == '\u200B' || c == '\uFEFF' || c == '\u00AD' || c == '\u034F';
    }

    private enum Kind {
        NUMBERED,
        BULLETED,
        QUOTED
    }

    /// A place in the text; set when something visible follows.
    static final class Mark {
        private int position = -1;
    }

    private static final class Nesting {
        private final Kind kind;
        private int items;

        private Nesting(Kind kind) {
            this.kind = kind;
        }
    }
}
