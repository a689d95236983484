package io.epistle.liquid.analysis;

import io.epistle.liquid.Problem;
import io.epistle.liquid.Template;
import io.epistle.liquid.analysis.DeadBranch.Reason;
import io.epistle.liquid.tree.Body;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Comparisons;
import io.epistle.liquid.value.Emptiness;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Moment;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.NumberValue;
import io.epistle.liquid.value.Range;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Texts;
import io.epistle.liquid.value.Value;
import io.epistle.liquid.value.Whole;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the parts of a template that never run: what literals decide, and nothing about data. A
/// part told here is never rendered; one not told may still never be.
final class Branches {
    private final Template template;
    private final List<DeadBranch> dead = new ArrayList<>();
    private final List<RepeatedWhen> repeated = new ArrayList<>();

    private Branches(Template template) {
        this.template = template;
    }

    static Branches of(Template template) {
        var branches = new Branches(template);
        branches.body(template.body());
        return branches;
    }

    List<DeadBranch> dead() {
        return dead;
    }

    List<RepeatedWhen> repeated() {
        return repeated;
    }

    private void body(Body body) {
        boolean interrupted = false;
        for (Node node : body.nodes()) {
            if (interrupted) {
                if (!blank(node)) {
                    dead(node.position(), Reason.BEHIND_INTERRUPT);
                    return;
                }
            } else {
                node(node);
                interrupted = node instanceof Node.Break || node instanceof Node.Continue;
            }
        }
    }

    /// White space, which nobody misses.
    private static boolean blank(Node node) {
        return node instanceof Node.Static text
                && Texts.blank(new String(text.utf8(), StandardCharsets.UTF_8));
    }

    private void node(Node node) {
        switch (node) {
            case Node.If choice -> choose(choice);
            case Node.Case choice -> choose(choice);
            case Node.For loop -> loop(loop);
            case Node.TableRow row -> cells(row);
            case Node.Capture capture -> body(capture.body());
            case Node.IfChanged changed -> body(changed.body());
            case Node.Custom custom -> body(custom.body());
            case Node.Static _, Node.Print _, Node.Assign _, Node.Break _, Node.Continue _ -> {
                // no branches
            }
            case Node.Cycle _, Node.Count _, Node.Include _, Node.Render _ -> {
                // no branches here
            }
        }
    }

    private void choose(Node.If choice) {
        Set<String> before = new HashSet<>();
        boolean decided = false;
        for (Node.Branch branch : choice.branches()) {
            Certainty known =
                    branch.condition() == null
                            ? Certainty.ALWAYS
                            : Certainty.of(branch.condition());
            boolean same =
                    branch.condition() != null && !before.add(NormalForm.of(branch.condition()));
            if (decided) {
                dead(branch.position(), Reason.DECIDED_BEFORE);
            } else if (known == Certainty.NEVER) {
                dead(branch.position(), Reason.NEVER_HOLDS);
            } else if (same) {
                dead(branch.position(), Reason.SAME_CONDITION);
            } else {
                body(branch.body());
            }
            decided |= known == Certainty.ALWAYS;
        }
    }

    private void choose(Node.Case choice) {
        Value subject = choice.subject().constant();
        boolean matched = false;
        for (Node.When branch : choice.branches()) {
            boolean otherwise = branch.values().isEmpty();
            boolean certain = subject != null && matches(subject, branch.values());
            if (otherwise && matched) {
                dead(branch.position(), Reason.DECIDED_BEFORE);
            } else if (!otherwise && subject != null && !certain && literal(branch.values())) {
                dead(branch.position(), Reason.NEVER_EQUAL);
            } else {
                body(branch.body());
            }
            matched |= certain;
        }
        repeatedWhens(choice);
    }

    private static boolean matches(Value subject, List<Expression> values) {
        return values.stream()
                .map(Expression::constant)
                .anyMatch(value ->
                        value != null && Comparisons.equal(subject, value, Certainty.UNMETERED));
    }

    private static boolean literal(List<Expression> values) {
        return values.stream().allMatch(value -> value.constant() != null);
    }

    private void repeatedWhens(Node.Case choice) {
        Map<String, Integer> firstLines = new HashMap<>();
        for (Node.When branch : choice.branches()) {
            Problem place = template.problem(branch.position(), "");
            for (Expression value : branch.values()) {
                Value literal = value.constant();
                if (literal != null) {
                    String written = NormalForm.of(literal);
                    Integer first = firstLines.putIfAbsent(written, place.line());
                    if (first != null) {
                        repeated.add(
                                new RepeatedWhen(
                                        branch.position(),
                                        place.line(),
                                        place.column(),
                                        written,
                                        first));
                    }
                }
            }
        }
    }

    private void loop(Node.For node) {
        Node.Loop loop = node.loop();
        Certainty items = items(loop.collection().constant());
        boolean cut = loop.limit() != null || loop.offset() != null || loop.resumes();
        if (items == Certainty.NEVER || takesNone(loop)) {
            deadBody(node.body(), Reason.NO_ITEMS);
        } else {
            body(node.body());
        }
        if (items == Certainty.ALWAYS && !cut) {
            deadBody(node.otherwise(), Reason.ALWAYS_ITEMS);
        } else {
            body(node.otherwise());
        }
    }

    private void cells(Node.TableRow row) {
        if (items(row.loop().collection().constant()) == Certainty.NEVER || takesNone(row.loop())) {
            deadBody(row.body(), Reason.NO_ITEMS);
        } else {
            body(row.body());
        }
    }

    /// Whether a limit leaves no items. It does not hold for a text, and data may be texts.
    private static boolean takesNone(Node.Loop loop) {
        return loop.limit() != null
                && loop.limit().constant() instanceof Whole whole
                && whole.number() <= 0
                && loop.collection().constant() instanceof Range;
    }

    /// Whether a loop over a literal has items.
    private static Certainty items(@Nullable Value collection) {
        return switch (collection) {
            case null -> Certainty.OPEN;
            case Text text -> text.value().isEmpty() ? Certainty.NEVER : Certainty.ALWAYS;
            case Range range -> range.size() == 0 ? Certainty.NEVER : Certainty.ALWAYS;
            case Nil _, NumberValue _, Bool _, Moment _, Emptiness _ -> Certainty.NEVER;
            case Sequence _, Mapping _ -> Certainty.OPEN;
        };
    }

    private void deadBody(Body body, Reason reason) {
        if (!body.nodes().isEmpty()) {
            dead(body.nodes().getFirst().position(), reason);
        }
    }

    private void dead(int position, Reason reason) {
        Problem place = template.problem(position, "");
        dead.add(new DeadBranch(position, place.line(), place.column(), reason));
    }
}
