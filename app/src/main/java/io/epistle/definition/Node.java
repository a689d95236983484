package io.epistle.definition;

import java.util.List;
import java.util.Optional;

/// One value of a YAML document with its place in the file. Immutable; an alias stands for the very
/// node that its anchor names.
public sealed interface Node {
    /// Where it begins.
    Mark mark();

    /// In words what it is, for messages: `a text`, `a list`, `a mapping`, `nothing`.
    String described();

    /// How a scalar is written.
    enum Style {
        /// As it stands, without quotes.
        PLAIN,
        /// In single or double quotes.
        QUOTED,
        /// A block behind `|`, whose lines stay as they are.
        LITERAL,
        /// A block behind `>`, whose lines are joined.
        FOLDED
    }

    /// A text, number or truth value: YAML decides nothing, the reader says what it expects.
    ///
    /// @param mark where it begins; for a block, where its `|` or `>` stands
    /// @param text the characters after unquoting and joining
    /// @param style how it is written
    /// @param textMark where the first character of `text` stands
    /// @param verbatim whether the characters of `text` stand in the file one by one from there: on
    ///   one line without escapes, or line by line in a literal block
    record Scalar(Mark mark, String text, Style style, Mark textMark, boolean verbatim)
            implements Node {
        /// Whether nothing was written, or `null` or `~`.
        public boolean isNothing() {
            return style == Style.PLAIN
                    && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        /// The place in the file of a place in the text. Exact where the text stands there as it
        /// is; otherwise where the scalar begins.
        ///
        /// @param line in the text, from 1
        /// @param column in the text, from 1
        public Mark at(int line, int column) {
            return verbatim
                    ? new Mark(textMark.line() + line - 1, textMark.column() + column - 1)
                    : mark;
        }

        @Override
        public String described() {
            return isNothing() ? "nothing" : "\"" + shortened() + "\"";
        }

        private String shortened() {
            String line = text.lines().findFirst().orElse("");
            int codePoints = line.codePointCount(0, line.length());
            boolean whole = codePoints <= SHOWN_MAX && line.length() == text.length();
            int end = line.offsetByCodePoints(0, Math.min(codePoints, SHOWN_MAX));
            return line.substring(0, end) + (whole ? "" : "...");
        }
    }

    /// Characters of a text shown in a message: enough to recognise it, little enough for one line.
    int SHOWN_MAX = 60;

    /// A list; may be empty.
    record Sequence(Mark mark, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    /// Keys with values, in the order of the file, no key twice; may be empty.
    record Mapping(Mark mark, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /// The entry under a key.
        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().text().equals(key)).findFirst();
        }

        @Override
        public String described() {
            return "a mapping";
        }
    }

    /// A key and its value.
    record Entry(Scalar key, Node value) {}
}
