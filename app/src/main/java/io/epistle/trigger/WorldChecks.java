package io.epistle.trigger;

import io.epistle.collect.LiveSources;
import io.epistle.compose.BlockDefinition;
import io.epistle.compose.Finding;
import io.epistle.compose.LiquidText;
import io.epistle.compose.OfferDefinition;
import io.epistle.compose.TemplateFinding;
import io.epistle.compose.TemplateLint;
import io.epistle.definition.Definitions;
import io.epistle.definition.Document;
import io.epistle.definition.Node;
import io.epistle.definition.Problem;
import io.epistle.definition.Problems;
import io.epistle.definition.World;
import io.epistle.rule.RuleWorld;
import io.epistle.segment.DefinedRules;
import io.epistle.segment.RuleChecks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is wrong with definitions only once they stand together: rules whose segments lead in a
/// circle or whose stages do not exist, two fallbacks for one slot, one write key for two sources.
/// To be asked before a World is published; that everything named exists was checked when the
/// documents were read.
public final class WorldChecks {
    private WorldChecks() {}

    /// All problems of a World at their places, by file and place; none where it may be published.
    public static List<Problem> problems(World world) {
        Problems problems = new Problems();
        RuleChecks.problems(world).forEach(problems::add);
        LiveSources.problems(world).forEach(problems::add);
        RuleWorld rules = DefinedRules.of(world);
        blocks(world, rules, problems);
        for (Document document : world.documents(OfferDefinition.KIND)) {
            Definitions.parse(document, OfferDefinition.PARSER, problems)
                    .flatMap(OfferDefinition::when)
                    .ifPresent(rule -> RuleChecks.check(document, rule, rules, problems));
        }
        for (Document document : world.documents(CampaignDefinition.KIND)) {
            Definitions.parse(document, CampaignDefinition.PARSER, problems)
                    .ifPresent(campaign -> campaign(document, campaign, rules, problems));
        }
        findings(world).stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .map(TemplateFinding::problem)
                .forEach(problems::add);
        return problems.sorted();
    }

    /// What the analysis of all Liquid texts of a World knows, the subjects of campaigns' variants
    /// among them, by file and place. Its errors are among [#problems(World)]; the others do not
    /// keep the World from being published.
    public static List<TemplateFinding> findings(World world) {
        return findings(world, TemplateLint.of(world));
    }

    /// The same, of a World that was analysed already.
    public static List<TemplateFinding> findings(World world, TemplateLint lint) {
        List<TemplateFinding> findings = new ArrayList<>(lint.findings());
        Problems told = new Problems();
        for (Document document : world.documents(CampaignDefinition.KIND)) {
            Definitions.parse(document, CampaignDefinition.PARSER, told)
                    .ifPresent(campaign ->
                            subjects(document, campaign)
                                    .forEach(subject ->
                                            findings.addAll(
                                                    lint.subject(campaign.template(), subject))));
        }
        Collections.sort(findings);
        return List.copyOf(findings);
    }

    /// The subjects that the variants of a campaign bring, in their order.
    public static List<LiquidText> subjects(Document document, CampaignDefinition campaign) {
        List<LiquidText> subjects = new ArrayList<>();
        List<CampaignVariant> variants = campaign.variants();
        Optional<Node> list = document.root().entry("variants").map(Node.Entry::value);
        if (list.isPresent() && list.get() instanceof Node.Sequence(_, var items)) {
            for (int index = 0; index < variants.size(); index++) {
                String id = variants.get(index).id();
                Optional<String> subject = variants.get(index).subject();
                if (subject.isPresent() && items.get(index) instanceof Node.Mapping variant) {
                    variant.entry("subject")
                            .map(entry ->
                                    LiquidText.subject(document, id, entry.value(), subject.get()))
                            .ifPresent(subjects::add);
                }
            }
        }
        return subjects;
    }

    private static void blocks(World world, RuleWorld rules, Problems problems) {
        SortedMap<String, List<Document>> fallbacks = new TreeMap<>();
        for (Document document : world.documents(BlockDefinition.KIND)) {
            Definitions.parse(document, BlockDefinition.PARSER, problems)
                    .ifPresent(block -> {
                        block.when()
                                .ifPresent(
                                        rule -> RuleChecks.check(document, rule, rules, problems));
                        if (block.fallback()) {
                            fallbacks
                                    .computeIfAbsent(block.slot(), _ -> new ArrayList<>())
                                    .add(document);
                        }
                    });
        }
        fallbacks.forEach((slot, documents) -> {
            for (Document second : documents.subList(1, documents.size())) {
                problems.add(
                        new Problem(
                                second.source().file(),
                                second.root().mark(),
                                "a second fallback for the slot %s".formatted(slot),
                                "one; the other is %s".formatted(documents.getFirst().id())));
            }
        });
    }

    private static void campaign(
            Document document, CampaignDefinition campaign, RuleWorld rules, Problems problems) {
        RuleChecks.check(document, campaign.audience(), rules, problems);
        campaign.exclusion().ifPresent(rule -> RuleChecks.check(document, rule, rules, problems));
    }
}
