package io.epistle.segment;

import io.epistle.definition.Definitions;
import io.epistle.definition.Document;
import io.epistle.definition.Problem;
import io.epistle.definition.Problems;
import io.epistle.definition.World;
import io.epistle.rule.Checked;
import io.epistle.rule.RuleWorld;
import io.epistle.rule.Rules;
import io.epistle.rule.meant.Meant;

import java.util.List;

/// What is wrong with rules once all definitions are known: segments that lead to themselves,
/// stages that do not exist, values that make no sense.
public final class RuleChecks {
    private RuleChecks() {}

    /// The problems of all segments and lifecycles of a World that is about to be published, at
    /// their places.
    public static List<Problem> problems(World world) {
        Problems problems = new Problems();
        RuleWorld rules = DefinedRules.of(world);
        for (Document document : world.documents(SegmentDefinition.KIND)) {
            Definitions.parse(document, SegmentDefinition.PARSER, problems)
                    .ifPresent(segment ->
                            note(
                                    document,
                                    segment.rule(),
                                    Rules.resolve(segment.id(), segment.rule().said(), rules),
                                    problems));
        }
        for (Document document : world.documents(LifecycleDefinition.KIND)) {
            Definitions.parse(document, LifecycleDefinition.PARSER, problems)
                    .ifPresent(lifecycle ->
                            lifecycle
                                    .stages()
                                    .forEach(stage ->
                                            check(document, stage.rule(), rules, problems)));
        }
        return problems.sorted();
    }

    /// Notes what is wrong with a rule of a document.
    public static void check(
            Document document, WrittenRule rule, RuleWorld rules, Problems problems) {
        note(document, rule, Rules.resolve(rule.said(), rules), problems);
    }

    private static void note(
            Document document, WrittenRule rule, Checked<Meant> meant, Problems problems) {
        switch (meant) {
            case Checked.Sound<Meant> _ -> {}
            case Checked.Wrong<Meant>(var wrong) ->
                    wrong.forEach(problem ->
                            problems.add(rule.problem(document.source().file(), problem)));
        }
    }
}
