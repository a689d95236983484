package io.epistle.liquid.analysis;

import io.epistle.liquid.LiquidException;
import io.epistle.liquid.Partials;
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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Walks a tree and notes what it uses.
final class Walk {
    /// Stands for any item of a list.
    static final String ANY = "[]";

    /// Steps of a way that is followed through a variable.
    static final int FOLLOWED_MAX = 50;

    /// Loops inside each other of which each is walked once more, for what a round leaves to the
    /// next.
    private static final int REPEATED_LOOPS_MAX = 3;

    /// Templates inside templates that are followed.
    private static final int PARTIALS_MAX = 200;

    private final Template whole;
    private final Partials resolver;
    private final List<VariableUse> variables = new ArrayList<>();
    private final TreeSet<String> filters = new TreeSet<>();
    private final TreeSet<String> tags = new TreeSet<>();
    private final TreeSet<String> partials = new TreeSet<>();
    private final Deque<String> inside = new ArrayDeque<>();
    private final Bindings bindings = new Bindings();
    private final Guards guards = new Guards(this::ways);
    private Template template;
    private boolean dynamicPartials;
    private boolean dry;
    private int loops;
    private int followed;

    /// @param resolver the templates that are followed where this one renders them
    Walk(Template template, Partials resolver) {
        this.whole = template;
        this.template = template;
        this.resolver = resolver;
    }

    Analysis analysis() {
        body(whole.body());
        Branches branches = Branches.of(whole);
        List<VariableUse> uses =
                variables.stream()
                        .distinct()
                        .sorted(
                                Comparator.comparing((VariableUse use) ->
                                                !use.template().equals(whole.name()))
                                        .thenComparing(VariableUse::template)
                                        .thenComparingInt(VariableUse::position))
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
            case Node.Static _, Node.Break _, Node.Continue _ -> {
                // uses nothing
            }
            case Node.Print print -> use(print.value(), false);
            case Node.Assign assign -> {
                use(assign.value(), false);
                bindings.assign(assign.name(), followed(ways(assign.value())));
            }
            case Node.Capture capture -> {
                body(capture.body());
                bindings.assign(capture.name(), Bindings.COMPUTED);
            }
            case Node.If choice -> choose(choice);
            case Node.Case choice -> choose(choice);
            case Node.For loop -> {
                loop(loop.loop(), "forloop", loop.body());
                bindings.perhaps(() -> body(loop.otherwise()));
            }
            case Node.TableRow row -> {
                use(row.columns());
                loop(row.loop(), "tablerowloop", row.body());
            }
            case Node.Cycle cycle -> {
                use(cycle.group());
                cycle.values().forEach(value -> use(value, false));
            }
            case Node.Count count -> bindings.count(count.name());
            case Node.IfChanged changed -> body(changed.body());
            case Node.Include include -> include(include);
            case Node.Render render -> render(render);
            case Node.Custom custom -> {
                tags.add(custom.name());
                custom.expressions().forEach(expression -> use(expression, false));
                bindings.perhaps(() -> body(custom.body()));
            }
        }
    }

    /// A branch runs where its condition holds and none before it does.
    private void choose(Node.If choice) {
        var learned = new ArrayList<List<String>>();
        var branches = new ArrayList<Runnable>();
        boolean exhaustive = false;
        for (Node.Branch branch : choice.branches()) {
            Condition condition = branch.condition();
            exhaustive |= condition == null;
            branches.add(() -> {
                if (condition == null) {
                    body(branch.body());
                    return;
                }
                condition(condition);
                List<List<String>> here = guards.where(condition, true);
                List<List<String>> behind = guards.where(condition, false);
                guards.learn(here);
                body(branch.body());
                guards.forget(here);
                guards.learn(behind);
                learned.addAll(behind);
            });
        }
        bindings.oneOf(branches, exhaustive);
        guards.forget(learned);
    }

    /// Every branch that matches runs.
    private void choose(Node.Case choice) {
        use(choice.subject(), true);
        for (Node.When branch : choice.branches()) {
            branch.values().forEach(value -> use(value, true));
            List<List<String>> here = guards.whereEqual(choice.subject(), branch.values());
            guards.learn(here);
            bindings.perhaps(() -> body(branch.body()));
            guards.forget(here);
        }
    }

    private void loop(Node.Loop loop, String loopName, Body body) {
        use(loop.collection(), false);
        use(loop.limit());
        use(loop.offset());
        List<List<String>> items =
                followed(
                        ways(loop.collection()).stream()
                                .map(way -> way.isEmpty() ? way : extended(way, ANY))
                                .toList());
        int before = bindings.bound();
        bindings.bind(loopName, Bindings.COMPUTED);
        bindings.bind(loop.variable(), items);
        loops++;
        if (!dry && loops <= REPEATED_LOOPS_MAX) {
            dry = true;
            Map<String, List<List<String>>> round = bindings.layer(() -> body(body));
            dry = false;
            bindings.merge(List.of(Map.of(), round));
        }
        bindings.perhaps(() -> body(body));
        loops--;
        bindings.release(before);
    }

    /// An include shares all variables, both ways.
    private void include(Node.Include include) {
        use(include.bound());
        include.arguments().forEach(argument -> use(argument.value(), false));
        if (!(include.partial().constant() instanceof Text name)) {
            dynamicPartials = true;
            use(include.partial(), false);
            return;
        }
        partials.add(name.value());
        List<List<String>> bound =
                include.bound() == null ? bindings.of(name.value()) : ways(include.bound());
        int before = bindings.bound();
        follow(
                name.value(),
                partial -> {
                    for (Node.Argument argument : include.arguments()) {
                        bindings.bind(argument.name(), followed(ways(argument.value())));
                    }
                    bindings.bind(
                            include.alias().orElse(lastPart(name.value())),
                            followed(itemsToo(bound)));
                    bindings.perhaps(() -> body(partial.body()));
                });
        bindings.release(before);
    }

    /// A template that is rendered sees its arguments and the data, and sets nothing.
    private void render(Node.Render render) {
        partials.add(render.partial());
        use(render.bound());
        render.arguments().forEach(argument -> use(argument.value(), false));
        var arguments = new HashMap<String, List<List<String>>>();
        for (Node.Argument argument : render.arguments()) {
            arguments.put(argument.name(), followed(ways(argument.value())));
        }
        if (render.bound() != null) {
            String name = render.alias().orElse(lastPart(render.partial()));
            List<List<String>> bound = ways(render.bound());
            var handed = new ArrayList<>(render.each() ? itemsToo(bound) : bound);
            // What is nil is not handed over, and the data are seen.
            handed.add(List.of(name));
            arguments.put(name, followed(handed));
            if (render.each()) {
                arguments.put("forloop", Bindings.COMPUTED);
            }
        }
        follow(
                render.partial(),
                partial -> bindings.isolated(arguments, () -> body(partial.body())));
    }

    /// What is handed over may be a list, whose items the partial then gets one by one.
    private static List<List<String>> itemsToo(List<List<String>> ways) {
        var all = new ArrayList<List<String>>(ways);
        ways.stream().filter(way -> !way.isEmpty()).forEach(way -> all.add(extended(way, ANY)));
        return all;
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /// Walks a partial if there is one of that name, not inside itself and not without end.
    private void follow(String name, Consumer<Template> walk) {
        Optional<Template> found = inside.contains(name) ? Optional.empty() : find(name);
        if (found.isEmpty()) {
            return;
        }
        if (++followed > PARTIALS_MAX) {
            dynamicPartials = true;
            return;
        }
        Template outer = template;
        template = found.get();
        inside.push(name);
        walk.accept(template);
        inside.pop();
        template = outer;
    }

    /// The partial; one that cannot be read is as good as none, its author is told elsewhere.
    private Optional<Template> find(String name) {
        try {
            return resolver.find(name);
        } catch (LiquidException unreadable) {
            return Optional.empty();
        }
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
                note(lookup, lookup.source(), lookup.position(), guarded);
                steps(lookup.steps(), guarded);
            }
            case Expression.DynamicLookup lookup -> {
                note(lookup, lookup.source(), lookup.position(), guarded);
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

    private void note(Expression expression, String written, int position, boolean guarded) {
        if (dry) {
            return;
        }
        for (List<String> path : ways(expression)) {
            if (!path.isEmpty()) {
                Problem place = template.problem(position, "");
                variables.add(
                        new VariableUse(
                                template.name(),
                                path,
                                written,
                                position,
                                place.line(),
                                place.column(),
                                guarded || guards.knows(path)));
            }
        }
    }

    /// Ways that a variable may stand for; a long one counts as computed, since a chain of
    /// assignments that each add a step to the last one would be spelled out at each of them.
    private static List<List<String>> followed(List<List<String>> ways) {
        return ways.stream()
                .map(way -> way.size() <= FOLLOWED_MAX ? way : List.<String>of())
                .distinct()
                .toList();
    }

    /// The ways into the data that an expression may stand for; an empty one where it is computed.
    private List<List<String>> ways(Expression expression) {
        return switch (expression) {
            case Expression.Lookup lookup ->
                    bindings.of(lookup.root()).stream()
                            .map(root -> root.isEmpty() ? root : extended(root, lookup.steps()))
                            .toList();
            case Expression.DynamicLookup lookup -> List.of(extended(List.of(ANY), lookup.steps()));
            case Expression.Literal _, Expression.Between _, Expression.Filtered _ ->
                    Bindings.COMPUTED;
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
