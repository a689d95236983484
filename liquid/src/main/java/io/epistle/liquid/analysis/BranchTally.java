package io.epistle.liquid.analysis;

import io.epistle.liquid.BranchListener;
import io.epistle.liquid.Problem;
import io.epistle.liquid.Template;
import io.epistle.liquid.tree.Body;
import io.epistle.liquid.tree.Node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Counts which branches of a template a whole audience takes, in one pass of renders: one that
/// nobody takes is dead for them. One for each thread; merged with [#add(BranchTally)].
///
/// [Analysis#deadBranches()] names those that nobody can take, whatever the data.
public final class BranchTally implements BranchListener {
    private final TreeMap<String, TreeMap<Integer, Long>> counts = new TreeMap<>();

    /// A branch of an `if`, `unless` or `case` and how often it was taken.
    ///
    /// @param template the template it stands in
    /// @param line line of its tag from 1
    /// @param column column of its tag from 1
    /// @param count renders times rounds in which it was taken
    public record Taken(String template, int line, int column, long count) {}

    @Override
    public void taken(Template template, int position) {
        add(template.name(), position, 1);
    }

    /// Adds what another tally counted.
    public void add(BranchTally other) {
        other.counts.forEach(
                (name, places) -> places.forEach((position, count) -> add(name, position, count)));
    }

    /// All branches of a template in the order of the source, those that were never taken included.
    ///
    /// @param template one of the templates that were rendered, or a partial of them
    public List<Taken> branches(Template template) {
        var positions = new ArrayList<Integer>();
        collect(template.body(), positions);
        TreeMap<Integer, Long> counted = counts.getOrDefault(template.name(), new TreeMap<>());
        return positions.stream()
                .sorted(Comparator.naturalOrder())
                .map(position -> {
                    Problem place = template.problem(position, "");
                    long count = counted.getOrDefault(position, 0L);
                    return new Taken(template.name(), place.line(), place.column(), count);
                })
                .toList();
    }

    private void add(String template, int position, long count) {
        counts.computeIfAbsent(template, name -> new TreeMap<>()).merge(position, count, Long::sum);
    }

    private static void collect(Body body, List<Integer> positions) {
        for (Node node : body.nodes()) {
            switch (node) {
                case Node.If choice ->
                        choice.branches()
                                .forEach(branch -> {
                                    positions.add(branch.position());
                                    collect(branch.body(), positions);
                                });
                case Node.Case choice ->
                        choice.branches()
                                .forEach(branch -> {
                                    positions.add(branch.position());
                                    collect(branch.body(), positions);
                                });
                case Node.For loop -> {
                    collect(loop.body(), positions);
                    collect(loop.otherwise(), positions);
                }
                case Node.TableRow row -> collect(row.body(), positions);
                case Node.Capture capture -> collect(capture.body(), positions);
                case Node.IfChanged changed -> collect(changed.body(), positions);
                case Node.Custom custom -> collect(custom.body(), positions);
                case Node.Static _, Node.Print _, Node.Assign _, Node.Break _, Node.Continue _ -> {
                    // no branches
                }
                case Node.Cycle _, Node.Count _, Node.Include _, Node.Render _ -> {
                    // no branches here
                }
            }
        }
    }
}
