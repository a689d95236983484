package io.epistle.liquid.analysis;

import io.epistle.liquid.LiquidException;
import io.epistle.liquid.Partials;
import io.epistle.liquid.Template;
import io.epistle.liquid.tree.Body;
import io.epistle.liquid.tree.Condition;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Walks a tree in the order in which it runs, and knows at each place what variables stand for and
/// which of them are there; what it comes by is noted in [Uses].
final class Walk {
    /// Loops inside each other of which each is walked once more, for what a round leaves to the
    /// next.
    private static final int REPEATED_LOOPS_MAX = 3;

    /// Templates inside templates that are followed.
    private static final int PARTIALS_MAX = 200;

    private final Template whole;
    private final Partials resolver;
    private final Deque<String> inside = new ArrayDeque<>();
    private final Bindings bindings = new Bindings();
    private final Ways ways = new Ways(bindings);
    private final Guards guards = new Guards(ways);
    private final Uses uses;
    private boolean dynamicPartials;
    private int loops;
    private int followed;

    /// @param resolver the templates that are followed where this one renders them
    Walk(Template template, Partials resolver) {
        this.whole = template;
        this.resolver = resolver;
        this.uses = new Uses(template, ways, guards);
    }

    Analysis analysis() {
        body(whole.body());
        Branches branches = Branches.of(whole);
        return new Analysis(
                uses.variables(),
                uses.filters(),
                uses.tags(),
                uses.partials(),
                dynamicPartials,
                branches.dead(),
                branches.repeated(),
                uses.sets(),
                uses.unread());
    }

    private void body(Body body) {
        body.nodes().forEach(this::node);
    }

    private void node(Node node) {
        switch (node) {
            case Node.Static _, Node.Break _, Node.Continue _ -> {
                // uses nothing
            }
            case Node.Print print -> uses.expression(print.value());
            case Node.Assign assign -> {
                uses.expression(assign.value());
                uses.set(assign.name(), assign.position());
                bindings.assign(assign.name(), ways.followed(assign.value()));
            }
            case Node.Capture capture -> {
                body(capture.body());
                uses.set(capture.name(), capture.position());
                bindings.assign(capture.name(), Bindings.COMPUTED);
            }
            case Node.If choice -> choose(choice);
            case Node.Case choice -> choose(choice);
            case Node.For loop -> {
                loop(loop.loop(), "forloop", loop.body());
                bindings.perhaps(() -> body(loop.otherwise()));
            }
            case Node.TableRow row -> {
                uses.expression(row.columns());
                loop(row.loop(), "tablerowloop", row.body());
            }
            case Node.Cycle cycle -> {
                uses.expression(cycle.group());
                cycle.values().forEach(uses::expression);
            }
            case Node.Count count -> {
                uses.count(count.name());
                bindings.count(count.name());
            }
            case Node.IfChanged changed -> body(changed.body());
            case Node.Include include -> include(include);
            case Node.Render render -> render(render);
            case Node.Custom custom -> {
                uses.tag(custom);
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
                uses.condition(condition);
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
        uses.expression(choice.subject(), true);
        for (Node.When branch : choice.branches()) {
            branch.values().forEach(value -> uses.expression(value, true));
            List<List<String>> here = guards.whereEqual(choice.subject(), branch.values());
            guards.learn(here);
            bindings.perhaps(() -> body(branch.body()));
            guards.forget(here);
        }
    }

    private void loop(Node.Loop loop, String loopName, Body body) {
        uses.expression(loop.collection());
        uses.expression(loop.limit());
        uses.expression(loop.offset());
        List<List<String>> items = ways.items(loop.collection());
        int before = bindings.bound();
        bindings.bind(loopName, Bindings.COMPUTED);
        bindings.bind(loop.variable(), items);
        loops++;
        if (!uses.isDry() && loops <= REPEATED_LOOPS_MAX) {
            uses.dry(() -> {
                Map<String, List<List<String>>> round = bindings.layer(() -> body(body));
                bindings.merge(List.of(Map.of(), round));
            });
        }
        bindings.perhaps(() -> body(body));
        loops--;
        bindings.release(before);
    }

    /// An include shares all variables, both ways.
    private void include(Node.Include include) {
        uses.expression(include.bound());
        include.arguments().forEach(argument -> uses.expression(argument.value()));
        if (!(include.partial().constant() instanceof Text name)) {
            dynamicPartials = true;
            uses.partial(Optional.empty(), include.position());
            uses.expression(include.partial());
            uses.readAny();
            return;
        }
        uses.partial(Optional.of(name.value()), include.position());
        if (include.bound() == null) {
            uses.read(name.value());
        }
        List<List<String>> bound =
                include.bound() == null ? bindings.of(name.value()) : ways.of(include.bound());
        int before = bindings.bound();
        boolean known =
                follow(
                        name.value(),
                        partial -> {
                            for (Node.Argument argument : include.arguments()) {
                                bindings.bind(argument.name(), ways.followed(argument.value()));
                            }
                            bindings.bind(
                                    include.alias().orElse(lastPart(name.value())),
                                    Ways.followed(Ways.itemsToo(bound)));
                            bindings.perhaps(() -> body(partial.body()));
                        });
        if (!known) {
            uses.readAny();
        }
        bindings.release(before);
    }

    /// A template that is rendered sees its arguments and the data, and sets nothing.
    private void render(Node.Render render) {
        uses.partial(Optional.of(render.partial()), render.position());
        uses.expression(render.bound());
        render.arguments().forEach(argument -> uses.expression(argument.value()));
        var arguments = new HashMap<String, List<List<String>>>();
        for (Node.Argument argument : render.arguments()) {
            arguments.put(argument.name(), ways.followed(argument.value()));
        }
        if (render.bound() != null) {
            String name = render.alias().orElse(lastPart(render.partial()));
            List<List<String>> bound = ways.of(render.bound());
            var handed = new ArrayList<>(render.each() ? Ways.itemsToo(bound) : bound);
            // What is nil is not handed over, and the data are seen.
            handed.add(List.of(name));
            arguments.put(name, Ways.followed(handed));
            if (render.each()) {
                arguments.put("forloop", Bindings.COMPUTED);
            }
        }
        boolean _ =
                follow(
                        render.partial(),
                        partial -> bindings.isolated(arguments, () -> body(partial.body())));
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /// Walks a partial if there is one of that name, not inside itself and not without end; whether
    /// all that it does is walked.
    private boolean follow(String name, Consumer<Template> walk) {
        if (inside.contains(name)) {
            return true;
        }
        Optional<Template> found = find(name);
        if (found.isEmpty()) {
            return false;
        }
        if (++followed > PARTIALS_MAX) {
            dynamicPartials = true;
            return false;
        }
        inside.push(name);
        uses.inside(found.get(), () -> walk.accept(found.get()));
        inside.pop();
        return true;
    }

    /// The partial; one that cannot be read is as good as none, its author is told elsewhere.
    private Optional<Template> find(String name) {
        try {
            return resolver.find(name);
        } catch (LiquidException unreadable) {
            return Optional.empty();
        }
    }
}
