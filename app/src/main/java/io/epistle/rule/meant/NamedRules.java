package io.epistle.rule.meant;

import io.epistle.rule.Checked;
import io.epistle.rule.Problem;
import io.epistle.rule.RuleWorld;
import io.epistle.rule.said.Position;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out what the rules mean that a rule names: those of segments and of lifecycle stages. Each
/// is resolved once, by the [Resolver]; none may lead back to itself.
final class NamedRules {
    /// Segments that lead to segments: a longer chain is not understood by anybody, and readers of
    /// the tree recurse.
    private static final int DEEP_MAX = 16;

    private static final String A_CYCLE = "a cycle: ";

    private final RuleWorld world;
    private final Trail trail;
    private final Problems problems;
    private int depth;

    NamedRules(RuleWorld world, Trail trail, Problems problems) {
        this.world = world;
        this.trail = trail;
        this.problems = problems;
    }

    /// A rule that another names.
    ///
    /// @param depth how many rules lead from one to the next below it
    record Named(Checked<Meant> meaning, int depth) {}

    /// How many rules lead from one to the next below the rule that was read here.
    int depth() {
        return depth;
    }

    Meant segment(String text, Position at, String id) {
        Optional<String> rule = world.segmentRule(id);
        if (rule.isEmpty()) {
            problems.unknown(at, "the segment", id, world.segments());
            return new Meant.Everyone(text);
        }
        return meaning(at, segmentLabel(id), rule.get())
                .map(meant -> (Meant) new Meant.InSegment(text, id, meant))
                .orElse(new Meant.Everyone(text));
    }

    /// What messages call a segment.
    static String segmentLabel(String id) {
        return "segment \"" + id + "\"";
    }

    Meant stage(String text, Position at, String name) {
        List<String> names = world.lifecycle().stream().map(RuleWorld.Stage::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            problems.unknown(at, "the lifecycle stage", name, names);
            return new Meant.Everyone(text);
        }
        List<Meant> parts = new ArrayList<>();
        for (RuleWorld.Stage before : world.lifecycle().subList(0, index)) {
            parts.add(new Meant.Not("not " + before.name(), stageRule(at, before)));
        }
        parts.add(stageRule(at, world.lifecycle().get(index)));
        return new Meant.InStage(text, name, new Meant.All(text, parts));
    }

    private Meant stageRule(Position at, RuleWorld.Stage stage) {
        String label = "the lifecycle stage \"" + stage.name() + "\"";
        return meaning(at, label, stage.rule())
                .map(rule -> (Meant) new Meant.InSegment(stage.name(), stage.name(), rule))
                .orElse(new Meant.Everyone(stage.name()));
    }

    /// What a named rule means; absent with a problem at the place that names it.
    private Optional<Meant> meaning(Position at, String label, String rule) {
        Optional<String> cycle = trail.cycleTo(label);
        if (cycle.isPresent()) {
            problems.note(at, A_CYCLE + cycle.get(), "a rule that does not lead back to itself");
            return Optional.empty();
        }
        Named named = trail.length() > DEEP_MAX ? tooDeep() : lookedUp(label, rule);
        depth = Math.max(depth, named.depth() + 1);
        if (depth > DEEP_MAX) {
            problems.note(
                    at,
                    "more than %d rules that lead from one to the next".formatted(DEEP_MAX),
                    "fewer");
            return Optional.empty();
        }
        return switch (named.meaning()) {
            case Checked.Sound<Meant>(Meant meant) -> Optional.of(meant);
            case Checked.Wrong<Meant>(List<Problem> found) -> {
                noteWithin(at, label, found.getFirst());
                yield Optional.empty();
            }
        };
    }

    private static Named tooDeep() {
        return new Named(new Checked.Sound<>(new Meant.Everyone("everyone")), DEEP_MAX);
    }

    private Named lookedUp(String label, String rule) {
        Optional<Named> known = trail.known(label);
        if (known.isPresent()) {
            return known.get();
        }
        Named named = Resolver.resolve(rule, world, trail.to(label));
        trail.learn(label, named);
        return named;
    }

    /// Notes at its reference what is wrong with a rule; a cycle tells its own way.
    private void noteWithin(Position at, String label, Problem problem) {
        if (problem.found().startsWith(A_CYCLE)) {
            problems.note(at, problem.found(), problem.expected());
        } else {
            problems.note(
                    at,
                    "%s, whose rule has a problem (%s)".formatted(label, problem.message()),
                    "a rule without problems");
        }
    }
}
