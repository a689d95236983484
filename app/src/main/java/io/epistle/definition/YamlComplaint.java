package io.epistle.definition;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.List;

/// What the YAML library complains of, in words for an author.
///
/// @param theirs a part of the library's words
/// @param suggestion empty where there is none
record YamlComplaint(String theirs, String found, String expected, String suggestion) {
    /// The first whose words fit is told.
    private static final List<YamlComplaint> KNOWN =
            List.of(
                    new YamlComplaint(
                            "TAB",
                            "a tab",
                            "spaces",
                            "indent with two spaces, and quote a text that begins with a tab"),
                    new YamlComplaint(
                            "mapping values are not allowed",
                            "a colon inside a text",
                            "one key and one value a line",
                            "put the text in quotes, or check the indentation"),
                    new YamlComplaint(
                            "expected <block end>",
                            "something that does not line up with what is above it",
                            "the next key or list item under the previous one",
                            "check the indentation and the quotes"),
                    new YamlComplaint(
                            "expected '<document start>'",
                            "something after the end of the definition",
                            "--- before the next one",
                            ""),
                    new YamlComplaint(
                            "could not find expected ':'",
                            "a line without a colon",
                            "a key, a colon and a value",
                            ""));

    private static final String EXPECTED = "YAML 1.2";

    /// The problem that the library stopped at.
    static Problem problem(Source source, YamlEngineException failure) {
        return switch (failure) {
            case MarkedYamlEngineException marked -> {
                Mark mark =
                        marked.getProblemMark()
                                .or(marked::getContextMark)
                                .map(at -> Yaml.mark(source, at))
                                .orElse(Mark.WHOLE_FILE);
                yield problem(source, mark, marked.getProblem());
            }
            case ReaderException unreadable ->
                    new Problem(
                            source.file(),
                            place(source, unreadable.getPosition()),
                            "the character U+%04X".formatted(unreadable.getCodePoint()),
                            "printable text");
            default ->
                    new Problem(
                            source.file(),
                            Mark.WHOLE_FILE,
                            String.valueOf(failure.getMessage()),
                            EXPECTED);
        };
    }

    private static Problem problem(Source source, Mark mark, String theirs) {
        for (YamlComplaint known : KNOWN) {
            if (theirs.contains(known.theirs)) {
                return new Problem(
                        source.file(), mark, known.found, known.expected, known.suggestion);
            }
        }
        return new Problem(source.file(), mark, theirs, EXPECTED);
    }

    /// The place of a character, counted from 0 in code points.
    private static Mark place(Source source, int position) {
        int line = source.firstLine();
        int column = 1;
        int[] codePoints = source.text().codePoints().limit(position).toArray();
        for (int codePoint : codePoints) {
            if (codePoint == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Mark(line, column);
    }
}
