package io.epistle.liquid.analysis;

import io.epistle.liquid.Problem;
import io.epistle.liquid.Template;
import io.epistle.liquid.tree.Body;
import io.epistle.liquid.tree.Condition;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.FilterCall;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.tree.Step;
import io.epistle.liquid.value.Text;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Walks a tree once and notes what it uses.
final class Walk {
    /// Stands for any item of a list.
    static final String ANY = "[]";

    /// Steps of a way that is followed through a variable.
    private static final int FOLLOWED_MAX = 50;

    private final Template template;
    private final List<Found> variables = new ArrayList<>();
    private final TreeSet<String> filters = new TreeSet<>();
    private final TreeSet<String> tags = new TreeSet<>();
    private final TreeSet<String> partials = new TreeSet<>();
    private boolean dynamicPartials;

    /// Names the template has set: to the path they stand for, empty where they are computed.
    private final Map<String, List<String>> set = new HashMap<>();

    private record Found(int position, VariableUse use) {}

    Walk(Template template) {
        this.template = template;
    }

    Analysis analysis() {
        body(template.body());
        Branches branches = Branches.of(template);
        List<VariableUse> uses =
                variables.stream()
                        .sorted(Comparator.comparingInt(Found::position))
                        .map(Found::use)
                        .toList();
        return new Analysis(
                uses,
                List.copyOf(filters),
                List.copyOf(tags),
                List.copyOf(partials),
                dynamicPartials,
                branches.dead(),
                branches.repeated());
    }

    private void body(Body body) {
        body.nodes().forEach(this::node);
    }

    private void node(Node node) {
        switch (node) {
            case Node.Static text -> {
                // uses nothing
            }
            case Node.Print print -> use(print.value(), false);
            case Node.Assign assign -> {
                use(assign.value(), false);
                set.put(assign.name(), followed(path(assign.value())));
            }
            case Node.Capture capture -> {
                body(capture.body());
                set.put(capture.name(), List.of());
            }
            case Node.If choice -> choose(choice);
            case Node.Case choice -> choose(choice);
            case Node.For loop -> {
                loop(loop.loop(), "forloop", loop.body());
                body(loop.otherwise());
            }
            case Node.TableRow row -> {
                use(row.columns());
                loop(row.loop(), "tablerowloop", row.body());
            }
            case Node.Break stop -> {
                // uses nothing
            }
            case Node.Continue skip -> {
                // uses nothing
            }
            case Node.Cycle cycle -> {
                use(cycle.group());
                cycle.values().forEach(value -> use(value, false));
            }
            case Node.Count count -> set.putIfAbsent(count.name(), List.of());
            case Node.IfChanged changed -> body(changed.body());
            case Node.Include include -> include(include);
            case Node.Render render -> {
                partials.add(render.partial());
                use(render.bound());
                render.arguments().forEach(argument -> use(argument.value(), false));
            }
            case Node.Custom custom -> {
                tags.add(custom.name());
                custom.expressions().forEach(expression -> use(expression, false));
                body(custom.body());
            }
        }
    }

    private void choose(Node.If choice) {
        for (Node.Branch branch : choice.branches()) {
            if (branch.condition() != null) {
                condition(branch.condition());
            }
            body(branch.body());
        }
    }

    private void choose(Node.Case choice) {
        use(choice.subject(), true);
        for (Node.When branch : choice.branches()) {
            branch.values().forEach(value -> use(value, true));
            body(branch.body());
        }
    }

    private void loop(Node.Loop loop, String loopName, Body body) {
        use(loop.collection(), false);
        use(loop.limit());
        use(loop.offset());
        List<String> collection = path(loop.collection());
        List<String> item = followed(collection.isEmpty() ? collection : extended(collection, ANY));
        List<String> outerItem = set.get(loop.variable());
        List<String> outerLoop = set.get(loopName);
        set.put(loop.variable(), item);
        set.put(loopName, List.of());
        body(body);
        restore(loop.variable(), outerItem);
        restore(loopName, outerLoop);
    }

    private void restore(String name, @Nullable List<String> outer) {
        if (outer == null) {
            set.remove(name);
        } else {
            set.put(name, outer);
        }
    }

    private void include(Node.Include include) {
        if (include.partial().constant() instanceof Text name) {
            partials.add(name.value());
        } else {
            dynamicPartials = true;
            use(include.partial(), false);
        }
        use(include.bound());
        include.arguments().forEach(argument -> use(argument.value(), false));
    }

    private void condition(Condition condition) {
        Condition rest = condition;
        while (true) {
            switch (rest) {
                case Condition.Truth truth -> {
                    use(truth.operand(), true);
                    return;
                }
                case Condition.Compare compare -> {
                    use(compare.left(), true);
                    use(compare.right(), true);
                    return;
                }
                case Condition.And and -> {
                    condition(and.first());
                    rest = and.rest();
                }
                case Condition.Or or -> {
                    condition(or.first());
                    rest = or.rest();
                }
                case Condition.Unknown _ -> {
                    return;
                }
                case Condition.Not not -> rest = not.condition();
            }
        }
    }

    private void use(@Nullable Expression expression) {
        if (expression != null) {
            use(expression, false);
        }
    }

    private void use(Expression expression, boolean guarded) {
        switch (expression) {
            case Expression.Literal literal -> {
                // uses nothing
            }
            case Expression.Lookup lookup -> {
                note(path(lookup), lookup.source(), lookup.position(), guarded);
                steps(lookup.steps(), guarded);
            }
            case Expression.DynamicLookup lookup -> {
                note(path(lookup), lookup.source(), lookup.position(), guarded);
                use(lookup.name(), guarded);
                steps(lookup.steps(), guarded);
            }
            case Expression.Between between -> {
                use(between.first(), guarded);
                use(between.last(), guarded);
            }
            case Expression.Filtered filtered -> {
                use(filtered.source(), guarded || filtered.guarded());
                for (FilterCall call : filtered.calls()) {
                    filters.add(call.name());
                    call.positional().forEach(argument -> use(argument, guarded));
                    call.named().forEach(argument -> use(argument, guarded));
                }
            }
        }
    }

    private void steps(List<Step> steps, boolean guarded) {
        for (Step step : steps) {
            switch (step) {
                case Step.Named named -> {
                    // part of the path
                }
                case Step.Key key -> {
                    // part of the path
                }
                case Step.Index index -> use(index.index(), guarded);
            }
        }
    }

    private void note(List<String> path, String written, int position, boolean guarded) {
        if (!path.isEmpty()) {
            Problem place = template.problem(position, "");
            variables.add(
                    new Found(
                            position,
                            new VariableUse(
                                    path,
                                    written,
                                    position,
                                    place.line(),
                                    place.column(),
                                    guarded)));
        }
    }

    /// A way that a variable may stand for; a longer one counts as computed, since a chain of
    /// assignments that each add a step to the last one would be spelled out at each of them.
    private static List<String> followed(List<String> path) {
        return path.size() <= FOLLOWED_MAX ? path : List.of();
    }

    /// The way into the data that an expression stands for; empty where it is computed.
    private List<String> path(Expression expression) {
        return switch (expression) {
            case Expression.Lookup lookup -> {
                List<String> root = set.get(lookup.root());
                if (root == null) {
                    yield extended(List.of(lookup.root()), lookup.steps());
                }
                yield root.isEmpty() ? root : extended(root, lookup.steps());
            }
            case Expression.DynamicLookup lookup -> extended(List.of(ANY), lookup.steps());
            case Expression.Literal _, Expression.Between _, Expression.Filtered _ -> List.of();
        };
    }

    private static List<String> extended(List<String> path, List<Step> steps) {
        var way = new ArrayList<String>(path);
        for (Step step : steps) {
            way.add(
                    switch (step) {
                        case Step.Named named -> named.name();
                        case Step.Key key -> key.name();
                        case Step.Index index -> ANY;
                    });
        }
        return way;
    }

    private static List<String> extended(List<String> path, String step) {
        var way = new ArrayList<String>(path);
        way.add(step);
        return way;
    }
}
