package io.epistle.definition;

import java.util.ArrayList;
import java.util.List;

/// The text of one definition and where it stands.
///
/// @param file relative to the workspace, with `/` between folders
/// @param firstLine the line of the file, from 1, at which the text begins
/// @param text YAML, with `\n` as its only line break and without a byte order mark
public record Source(String file, int firstLine, String text) {
    /// Characters of one file: definitions are written by people; a larger file is a mistake.
    public static final int CHARACTERS_MAX = 1_000_000;

    public Source {
        if (firstLine < 1) {
            throw new IllegalArgumentException(
                    "found first line %d, expected at least 1".formatted(firstLine));
        }
    }

    /// The definitions of one file, which `---` at the beginning of a line separates; those without
    /// anything but blanks and comments are left out. A byte order mark is dropped and every line
    /// break becomes `\n`, so that an editor's habits are no change.
    public static List<Source> split(String file, String text) {
        String plain = unmarked(text);
        List<Source> sources = new ArrayList<>();
        StringBuilder section = new StringBuilder();
        int line = 1;
        int firstLine = 1;
        for (String content : plain.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
            boolean separates = content.equals("---") || content.matches("---[ \\t]+(#.*)?");
            if (separates) {
                add(sources, file, firstLine, section);
                section.setLength(0);
                firstLine = line + 1;
            } else {
                section.append(content).append('\n');
            }
            line++;
        }
        add(sources, file, firstLine, section);
        return List.copyOf(sources);
    }

    /// The text without the byte order mark that it may begin with.
    static String unmarked(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static void add(List<Source> sources, String file, int line, StringBuilder section) {
        String text = section.toString().stripTrailing();
        boolean empty =
                text.lines().map(String::strip).allMatch(s -> s.isEmpty() || s.startsWith("#"));
        if (!empty) {
            sources.add(new Source(file, line, text + "\n"));
        }
    }
}
