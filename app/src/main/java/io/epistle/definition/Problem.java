package io.epistle.definition;

import java.util.Comparator;

/// What is wrong at one place of a definition, in words for its author.
///
/// @param file relative to the workspace, with `/` between folders
/// @param mark where; [Mark#WHOLE_FILE] where the file as a whole is meant
/// @param found what stands there, to follow the word "found"
/// @param expected what could stand there, to follow the word "expected"
/// @param suggestion a sentence such as `did you mean "name"?`; empty where there is none
/// @param pointed the line, and in a second one a mark below the place; empty where it is not shown
public record Problem(
        String file, Mark mark, String found, String expected, String suggestion, String pointed)
        implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::file)
                    .thenComparing(Problem::mark)
                    .thenComparing(Problem::found)
                    .thenComparing(Problem::expected)
                    .thenComparing(Problem::suggestion)
                    .thenComparing(Problem::pointed);

    /// Without the line.
    public Problem(String file, Mark mark, String found, String expected, String suggestion) {
        this(file, mark, found, expected, suggestion, "");
    }

    /// Without a suggestion.
    public Problem(String file, Mark mark, String found, String expected) {
        this(file, mark, found, expected, "");
    }

    /// By file, then by place.
    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /// The one line that people see, as editors and terminals link it: `file:line:column: found
    /// ..., expected ...`.
    @Override
    public String toString() {
        String place =
                mark.equals(Mark.WHOLE_FILE)
                        ? file
                        : "%s:%d:%d".formatted(file, mark.line(), mark.column());
        String advice = suggestion.isEmpty() ? "" : "; " + suggestion;
        return "%s: found %s, expected %s%s".formatted(place, found, expected, advice);
    }

    /// The one line, then the line of the file with the mark below, where it is shown.
    public String display() {
        return pointed.isEmpty() ? toString() : this + "\n" + pointed;
    }
}
