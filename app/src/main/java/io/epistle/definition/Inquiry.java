package io.epistle.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What comes to light while one definition is read: problems, references, files it uses. Not
/// thread-safe.
final class Inquiry {
    private final Source source;
    private final SortedMap<String, String> files;
    private final Problems problems;
    private final List<Reference> references = new ArrayList<>();
    private final TreeMap<String, String> used = new TreeMap<>();

    /// An inquiry into a source that may name some files.
    Inquiry(Source source, SortedMap<String, String> files, Problems problems) {
        this.source = source;
        this.files = files;
        this.problems = problems;
    }

    /// Where the definition stands.
    String file() {
        return source.file();
    }

    /// The files that may be named.
    SortedMap<String, String> files() {
        return files;
    }

    /// Those that were named.
    SortedMap<String, String> used() {
        return used;
    }

    /// The definitions that were named.
    List<Reference> references() {
        return references;
    }

    /// How many problems there are, this definition's and those before.
    int problemCount() {
        return problems.count();
    }

    void note(Mark mark, String found, String expected, String suggestion) {
        note(new Problem(source.file(), mark, found, expected, suggestion));
    }

    void note(Problem problem) {
        problems.add(problem);
    }
}
