package io.epistle.compose;

import io.epistle.compose.Finding.Severity;
import io.epistle.definition.Definitions;
import io.epistle.definition.Document;
import io.epistle.definition.DocumentKey;
import io.epistle.definition.Mark;
import io.epistle.definition.Node;
import io.epistle.definition.Problem;
import io.epistle.definition.Problems;
import io.epistle.definition.World;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the analysis of all templates and blocks of a World knows without making a message: what
/// they use, and what in them is wrong for every message or cannot have been meant. Nothing about
/// people is assumed: what depends on them, [TemplateChecks] counts over an audience.
public final class TemplateLint {
    private final SortedMap<String, BrandDefinition> brands = new TreeMap<>();
    private final SortedMap<String, List<BlockDefinition>> slots = new TreeMap<>();
    private final SortedMap<String, TemplateDefinition> templates = new TreeMap<>();
    private final SortedMap<DocumentKey, List<LiquidText>> texts = new TreeMap<>();
    private final List<TemplateFinding> findings = new ArrayList<>();

    private TemplateLint() {}

    /// Analyses a World. Definitions that cannot be read are left out: what is wrong with them is
    /// told elsewhere.
    public static TemplateLint of(World world) {
        TemplateLint lint = new TemplateLint();
        Problems told = new Problems();
        for (Document document : world.documents(BrandDefinition.KIND)) {
            Definitions.parse(document, BrandDefinition.PARSER, told)
                    .ifPresent(brand -> lint.brands.put(brand.id(), brand));
        }
        SortedMap<Document, BlockDefinition> blocks = new TreeMap<>();
        for (Document document : world.documents(BlockDefinition.KIND)) {
            Definitions.parse(document, BlockDefinition.PARSER, told)
                    .ifPresent(block -> blocks.put(document, block));
        }
        blocks.values().stream()
                .sorted(BlockDefinition.BY_TURN)
                .forEach(block ->
                        lint.slots
                                .computeIfAbsent(block.slot(), _ -> new ArrayList<>())
                                .add(block));
        blocks.forEach(lint::block);
        for (Document document : world.documents(TemplateDefinition.KIND)) {
            Definitions.parse(document, TemplateDefinition.PARSER, told)
                    .ifPresent(template -> lint.template(document, template));
        }
        Collections.sort(lint.findings);
        return lint;
    }

    /// All that was found in templates and blocks, by file and place.
    public List<TemplateFinding> findings() {
        return List.copyOf(findings);
    }

    /// The texts of a template or block, in the order of [LiquidText.Part]; none where there is no
    /// such definition.
    public List<LiquidText> texts(DocumentKey definition) {
        return texts.getOrDefault(definition, List.of());
    }

    /// The blocks of a slot, in the order in which they are asked; none where there is no such
    /// slot.
    public List<BlockDefinition> slot(String name) {
        return List.copyOf(slots.getOrDefault(name, List.of()));
    }

    /// What is wrong with a subject that replaces the one of a template.
    public List<TemplateFinding> subject(String template, LiquidText subject) {
        return Optional.ofNullable(templates.get(template))
                .map(replaced -> linted(subject, replaced).findings())
                .orElse(List.of());
    }

    private void template(Document document, TemplateDefinition template) {
        List<LiquidText> parts = LiquidText.of(document, template);
        templates.put(template.id(), template);
        texts.put(document.key(), parts);
        for (LiquidText part : parts) {
            findings.addAll(linted(part, template).findings());
        }
    }

    private TextLint linted(LiquidText text, TemplateDefinition template) {
        List<BrandDefinition> brand =
                Optional.ofNullable(brands.get(template.brand())).stream().toList();
        return new TextLint(text, ContractSample.of(text.name().part(), brand, slots.keySet()))
                .blocks(slots);
    }

    private void block(Document document, BlockDefinition block) {
        LiquidText body = LiquidText.of(document, block);
        texts.put(document.key(), List.of(body));
        findings.addAll(
                new TextLint(body, ContractSample.of(block.parameters(), brands.values()))
                        .findings());
        List<BlockParameter> parameters = block.parameters();
        for (int index = 0; index < parameters.size(); index++) {
            String name = parameters.get(index).name();
            if (!reads(body, name)) {
                findings.add(unused(document, body, name, parameterMark(document, index)));
            }
        }
    }

    private static boolean reads(LiquidText body, String parameter) {
        return body.analysis().variables().stream()
                .anyMatch(use ->
                        use.path().getFirst().equals(parameter)
                                || use.path().getFirst().equals("[]"));
    }

    private static TemplateFinding unused(
            Document document, LiquidText body, String name, Mark mark) {
        return new TemplateFinding(
                Severity.WARNING,
                body.name(),
                1,
                1,
                new Problem(
                        document.source().file(),
                        mark,
                        "the parameter %s, which the block never uses".formatted(name),
                        "{{ %s }} in its page, or no such parameter".formatted(name),
                        "",
                        pointed(document, mark)));
    }

    /// A line of a document with a mark below a place of it.
    private static String pointed(Document document, Mark mark) {
        String line =
                document.source()
                        .text()
                        .lines()
                        .skip(Math.max(0, mark.line() - document.source().firstLine()))
                        .findFirst()
                        .orElse("");
        return "  " + line + "\n  " + " ".repeat(Math.max(0, mark.column() - 1)) + "^";
    }

    private static Mark parameterMark(Document document, int index) {
        return document.root()
                .entry("parameters")
                .map(Node.Entry::value)
                .filter(Node.Sequence.class::isInstance)
                .map(list -> ((Node.Sequence) list).items().get(index))
                .map(item ->
                        item instanceof Node.Mapping mapping
                                ? mapping.entry("name")
                                        .map(name -> name.value().mark())
                                        .orElse(item.mark())
                                : item.mark())
                .orElse(document.root().mark());
    }
}
