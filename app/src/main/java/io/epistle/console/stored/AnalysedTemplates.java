package io.epistle.console.stored;

import io.epistle.compose.BlockDefinition;
import io.epistle.compose.BlockUse;
import io.epistle.compose.BrandDefinition;
import io.epistle.compose.ComposeDefinitions;
import io.epistle.compose.Finding;
import io.epistle.compose.LiquidText;
import io.epistle.compose.NamedAddress;
import io.epistle.compose.OfferDefinition;
import io.epistle.compose.TemplateContract;
import io.epistle.compose.TemplateDefinition;
import io.epistle.compose.TemplateFinding;
import io.epistle.compose.TemplateLint;
import io.epistle.console.Choice;
import io.epistle.console.TemplateRow;
import io.epistle.console.TemplateView;
import io.epistle.definition.DocumentKey;
import io.epistle.liquid.analysis.VariableUse;
import io.epistle.segment.WrittenRule;
import io.epistle.trigger.CampaignDefinition;
import io.epistle.trigger.CampaignVariant;
import io.epistle.trigger.LiveDefinitions;
import io.epistle.trigger.WorldChecks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The templates of one World, with what the analysis knows of each.
final class AnalysedTemplates {
    private static final String OFFER = "offer";

    private final LiveDefinitions live;
    private final ComposeDefinitions definitions;
    private final TemplateLint lint;
    private final List<TemplateFinding> findings;

    AnalysedTemplates(LiveDefinitions live) {
        this.live = live;
        this.definitions = ComposeDefinitions.of(live.world());
        this.lint = TemplateLint.of(live.world());
        this.findings = WorldChecks.findings(live.world(), lint);
    }

    /// Whether these are the templates of the World of those definitions.
    boolean isOf(LiveDefinitions other) {
        return live.world().version() == other.world().version();
    }

    /// All templates as lists show them, by id.
    List<TemplateRow> rows() {
        return definitions.templates().stream().map(this::row).toList();
    }

    /// One template; absent where there is none of that id.
    Optional<TemplateView> view(String id) {
        return definitions.templates().stream()
                .filter(template -> template.id().equals(id))
                .findFirst()
                .map(this::view);
    }

    private TemplateRow row(TemplateDefinition template) {
        List<TemplateFinding> told = findings(template);
        int errors =
                Math.toIntExact(
                        told.stream()
                                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                                .count());
        return new TemplateRow(
                template.id(),
                template.name(),
                template.subject(),
                campaigns(template).size(),
                errors,
                told.size() - errors);
    }

    private TemplateView view(TemplateDefinition template) {
        Map<LiquidText.Name, String> ids = ids(template);
        List<LiquidText> texts = texts(template);
        return new TemplateView(
                row(template),
                live.world()
                        .document(key(template))
                        .map(document -> Math.max(1, document.version()))
                        .orElse(1L),
                written(template.from()),
                brand(template),
                texts.stream().map(text -> text(text, ids)).toList(),
                variables(texts, ids),
                texts.stream()
                        .flatMap(text -> text.analysis().filters().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                texts.stream()
                        .filter(text -> text.name().part() != LiquidText.Part.BODY)
                        .flatMap(
                                text -> BlockUse.of(text).stream().map(use -> slot(text, use, ids)))
                        .toList(),
                shows(texts, OFFER) ? offers() : List.of(),
                campaigns(template),
                findings(template).stream().map(finding -> told(finding, ids)).toList());
    }

    private static DocumentKey key(TemplateDefinition template) {
        return new DocumentKey(TemplateDefinition.KIND, template.id());
    }

    private static DocumentKey key(BlockDefinition block) {
        return new DocumentKey(BlockDefinition.KIND, block.id());
    }

    /// The sender as a mail program shows it.
    static String written(NamedAddress sender) {
        return sender.name().isEmpty()
                ? sender.address().text()
                : "%s <%s>".formatted(sender.name(), sender.address().text());
    }

    private String brand(TemplateDefinition template) {
        return definitions.brands().stream()
                .filter(brand -> brand.id().equals(template.brand()))
                .findFirst()
                .map(BrandDefinition::name)
                .orElse(template.brand());
    }

    /// The blocks that a template may print, each once, in the order of its slots.
    private List<BlockDefinition> blocks(TemplateDefinition template) {
        return own(template).stream()
                .flatMap(text -> BlockUse.of(text).stream())
                .flatMap(use -> use.slot().stream())
                .flatMap(slot -> lint.slot(slot).stream())
                .distinct()
                .toList();
    }

    /// The texts of a template, then the subjects that variants of its campaigns bring.
    private List<LiquidText> own(TemplateDefinition template) {
        return Stream.concat(
                        lint.texts(key(template)).stream(),
                        campaigns(template).stream()
                                .flatMap(campaign -> subjects(campaign.id()).stream()))
                .toList();
    }

    private List<LiquidText> subjects(String campaign) {
        return live.world()
                .document(new DocumentKey(CampaignDefinition.KIND, campaign))
                .map(document -> WorldChecks.subjects(document, campaign(campaign)))
                .orElse(List.of());
    }

    private CampaignDefinition campaign(String id) {
        return Objects.requireNonNull(live.campaigns().get(id)).definition();
    }

    private List<LiquidText> texts(TemplateDefinition template) {
        return Stream.concat(
                        own(template).stream(),
                        blocks(template).stream().flatMap(block -> lint.texts(key(block)).stream()))
                .toList();
    }

    /// What the page calls each text.
    private Map<LiquidText.Name, String> ids(TemplateDefinition template) {
        Map<LiquidText.Name, String> ids = new LinkedHashMap<>();
        for (LiquidText text : texts(template)) {
            ids.put(text.name(), id(text.name()));
        }
        return ids;
    }

    /// No id has a full stop in it, so no two texts are called the same.
    private static String id(LiquidText.Name name) {
        String part = name.part().name().toLowerCase(Locale.ROOT);
        String definition = name.definition().id();
        if (name.part() == LiquidText.Part.BODY) {
            return "block-" + definition;
        }
        return name.variant().isEmpty()
                ? part
                : "%s-%s.%s".formatted(part, definition, name.variant());
    }

    private TemplateView.Text text(LiquidText text, Map<LiquidText.Name, String> ids) {
        return new TemplateView.Text(
                ids.getOrDefault(text.name(), ""),
                text.name().part(),
                owner(text.name()),
                variant(text.name()),
                text.file(),
                text.template().source());
    }

    private String owner(LiquidText.Name text) {
        if (!text.variant().isEmpty()) {
            return campaign(text.definition().id()).name();
        }
        return definitions.blocks().stream()
                .filter(block -> key(block).equals(text.definition()))
                .findFirst()
                .map(BlockDefinition::name)
                .orElse("");
    }

    private Optional<String> variant(LiquidText.Name text) {
        return Optional.of(text.variant())
                .filter(id -> !id.isEmpty())
                .flatMap(id ->
                        campaign(text.definition().id()).variants().stream()
                                .filter(variant -> variant.id().equals(id))
                                .map(CampaignVariant::name)
                                .findFirst());
    }

    private static List<TemplateView.Variable> variables(
            List<LiquidText> texts, Map<LiquidText.Name, String> ids) {
        Map<String, List<TemplateView.Place>> places = new TreeMap<>();
        Set<String> missed = new TreeSet<>();
        for (LiquidText text : texts) {
            for (VariableUse use : data(text)) {
                places.computeIfAbsent(use.display(), _ -> new ArrayList<>())
                        .add(place(text.name(), use.line(), use.column(), ids));
                if (!use.guarded()) {
                    missed.add(use.display());
                }
            }
        }
        List<TemplateView.Variable> variables = new ArrayList<>();
        places.forEach((path, used) ->
                variables.add(
                        new TemplateView.Variable(
                                path, !missed.contains(path), used.stream().distinct().toList())));
        return List.copyOf(variables);
    }

    /// The uses of the data. What a text sets on some of its ways may be meant to be nothing on the
    /// others, and is none of the data unless messages have that name.
    private static List<VariableUse> data(LiquidText text) {
        return text.analysis().variables().stream()
                .filter(use ->
                        !text.analysis().sets().contains(use.path().getFirst())
                                || TemplateContract.NAMES.contains(use.path().getFirst()))
                .toList();
    }

    private static TemplateView.Place place(
            LiquidText.Name text, int line, int column, Map<LiquidText.Name, String> ids) {
        return new TemplateView.Place(ids.getOrDefault(text, ""), line, column);
    }

    private TemplateView.Slot slot(
            LiquidText text, BlockUse use, Map<LiquidText.Name, String> ids) {
        return new TemplateView.Slot(
                use.slot(),
                use.arguments().stream().map(BlockUse.Argument::name).toList(),
                place(text.name(), use.place().line(), use.place().column(), ids),
                use.slot().map(lint::slot).orElse(List.of()).stream()
                        .map(block ->
                                new TemplateView.Candidate(
                                        block.id(),
                                        block.name(),
                                        block.when().map(WrittenRule::text).orElse("")))
                        .toList());
    }

    private static boolean shows(List<LiquidText> texts, String name) {
        return texts.stream()
                .flatMap(text -> text.analysis().variables().stream())
                .anyMatch(use -> use.path().getFirst().equals(name));
    }

    private List<Choice> offers() {
        return definitions.offers().stream()
                .sorted(OfferDefinition.BY_TURN)
                .map(offer -> new Choice(offer.id(), offer.name(), 0))
                .toList();
    }

    private List<Choice> campaigns(TemplateDefinition template) {
        return live.campaigns().values().stream()
                .filter(campaign -> campaign.definition().template().equals(template.id()))
                .map(campaign ->
                        new Choice(campaign.definition().id(), campaign.definition().name(), 0))
                .toList();
    }

    /// What is told of a template, its blocks, and the subjects that its campaigns give it.
    private List<TemplateFinding> findings(TemplateDefinition template) {
        Set<DocumentKey> owners = new TreeSet<>();
        owners.add(key(template));
        blocks(template).forEach(block -> owners.add(key(block)));
        campaigns(template)
                .forEach(campaign ->
                        owners.add(new DocumentKey(CampaignDefinition.KIND, campaign.id())));
        return findings.stream()
                .filter(finding -> owners.contains(finding.text().definition()))
                .toList();
    }

    private static TemplateView.Told told(
            TemplateFinding finding, Map<LiquidText.Name, String> ids) {
        return new TemplateView.Told(
                finding.severity() == Finding.Severity.ERROR,
                finding.sentence(),
                "%s:%d:%d"
                        .formatted(
                                finding.problem().file(),
                                finding.problem().mark().line(),
                                finding.problem().mark().column()),
                place(finding.text(), finding.line(), finding.column(), ids),
                finding.pointed());
    }
}
