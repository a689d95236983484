package io.epistle.definition;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A folder of definitions as it was read: nothing here says yet whether they make sense.
///
/// @param sources the definitions of all `*.yaml` files, by file and line
/// @param files the texts of all `*.liquid`, `*.html`, `*.txt` and `*.mjml` files by their path,
///   with `/` between folders, none with a byte order mark
/// @param problems what could not be read
public record Workspace(
        List<Source> sources, SortedMap<String, String> files, List<Problem> problems) {
    public Workspace {
        sources = List.copyOf(sources);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        problems = List.copyOf(problems);
    }

    /// A workspace of one text, such as the console's editor holds. The files are those that the
    /// text may name.
    public static Workspace of(String file, String text, SortedMap<String, String> files) {
        return new Workspace(Source.split(file, text), files, List.of());
    }
}
