package io.epistle.liquid;

import java.util.List;
import java.util.TreeMap;

/// Counts undefined variables over many renders, such as a whole audience. One for each thread;
/// merged with [#add(UndefinedTally)].
public final class UndefinedTally implements UndefinedListener {
    private final TreeMap<String, TreeMap<Integer, Use>> uses = new TreeMap<>();

    /// A variable that was missing.
    ///
    /// @param template the template that uses it
    /// @param path the variable as written
    /// @param line line of the template from 1
    /// @param column column from 1
    /// @param count renders times uses it was missing in
    public record Missing(String template, String path, int line, int column, long count) {}

    /// One place of use and how often it was reached in vain.
    private static final class Use {
        final Template template;
        final String path;
        long count;

        Use(Template template, String path) {
            this.template = template;
            this.path = path;
        }
    }

    @Override
    public void undefined(Template template, String path, int position) {
        add(template, path, position, 1);
    }

    /// Adds what another tally counted.
    public void add(UndefinedTally other) {
        other.uses.forEach((name, places) ->
                places.forEach(
                        (position, use) -> add(use.template, use.path, position, use.count)));
    }

    /// What was missing, by template and place.
    public List<Missing> missing() {
        return uses.values().stream()
                .flatMap(places -> places.entrySet().stream())
                .map(entry -> missing(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void add(Template template, String path, int position, long count) {
        uses.computeIfAbsent(template.name(), name -> new TreeMap<>())
                        .computeIfAbsent(position, place -> new Use(template, path))
                        .count +=
                count;
    }

    private static Missing missing(int position, Use use) {
        Problem place = use.template.problem(position, "");
        return new Missing(use.template.name(), use.path, place.line(), place.column(), use.count);
    }
}
