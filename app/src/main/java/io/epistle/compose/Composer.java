package io.epistle.compose;

import io.epistle.compose.BlockSlots.CompiledBlock;
import io.epistle.definition.World;
import io.epistle.liquid.LiquidException;
import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.Partials;
import io.epistle.liquid.RenderAborted;
import io.epistle.liquid.RenderContext;
import io.epistle.liquid.Template;
import io.epistle.liquid.value.MapValue;
import io.epistle.liquid.value.Value;
import io.epistle.rule.RuleWorld;
import io.epistle.segment.DefinedRules;
import io.epistle.segment.WrittenRule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// Turns one person, their picks and a template into a message. Everything is parsed and compiled
/// once, when the composer is made for a version of the World; then any number of threads compose
/// with it. Pure: equal inputs give equal messages.
public final class Composer {
    /// The constant sender in `Feedback-ID`, under which providers count all our complaints.
    private static final String FEEDBACK_SENDER = "epistle";

    private final SortedMap<String, CompiledTemplate> templates = new TreeMap<>();
    private final SortedMap<String, List<CompiledBlock>> blocks = new TreeMap<>();
    private final List<CompiledOffer> offers = new ArrayList<>();

    private record CompiledTemplate(
            TemplateDefinition definition,
            BrandDefinition brand,
            Template subject,
            Template preheader,
            Template html,
            Optional<Template> text) {}

    private record CompiledOffer(OfferDefinition definition, Condition condition) {}

    /// The composer of a World, with its rules.
    ///
    /// @throws LiquidException with everything that is wrong with the first wrong template
    /// @throws IllegalArgumentException where a rule makes no sense in the World
    public static Composer of(World world) {
        RuleWorld rules = DefinedRules.of(world);
        return new Composer(ComposeDefinitions.of(world), rule -> Condition.of(rule, rules));
    }

    /// Compiles the definitions.
    ///
    /// @param conditions compiles a rule; it throws where the rule is wrong
    /// @throws LiquidException with everything that is wrong with the first wrong template
    /// @throws IllegalArgumentException where a template names a brand that does not exist
    public Composer(ComposeDefinitions definitions, Function<WrittenRule, Condition> conditions) {
        SortedMap<String, BrandDefinition> brands = new TreeMap<>();
        definitions.brands().forEach(brand -> brands.put(brand.id(), brand));
        for (TemplateDefinition template : definitions.templates()) {
            BrandDefinition brand = brands.get(template.brand());
            if (brand == null) {
                throw new IllegalArgumentException(
                        "the template %s names the brand %s, which does not exist"
                                .formatted(template.id(), template.brand()));
            }
            templates.put(template.id(), compiled(template, brand));
        }
        for (BlockDefinition block :
                definitions.blocks().stream().sorted(BlockDefinition.BY_TURN).toList()) {
            blocks.computeIfAbsent(block.slot(), _ -> new ArrayList<>())
                    .add(
                            new CompiledBlock(
                                    block,
                                    block.when().map(conditions).orElse(Condition.EVERYONE),
                                    Template.parse(
                                            block.id(), block.body(), TemplateContract.block())));
        }
        for (OfferDefinition offer :
                definitions.offers().stream().sorted(OfferDefinition.BY_TURN).toList()) {
            offers.add(
                    new CompiledOffer(
                            offer, offer.when().map(conditions).orElse(Condition.EVERYONE)));
        }
    }

    private static CompiledTemplate compiled(TemplateDefinition template, BrandDefinition brand) {
        return new CompiledTemplate(
                template,
                brand,
                Template.parse(
                        template.id() + " subject", template.subject(), TemplateContract.plain()),
                Template.parse(
                        template.id() + " preheader",
                        template.preheader(),
                        TemplateContract.plain()),
                Template.parse(template.htmlFile(), template.html(), TemplateContract.page()),
                template.text()
                        .map(text ->
                                Template.parse(
                                        template.id() + " text",
                                        text.text(),
                                        TemplateContract.plain())));
    }

    /// The ids of the templates, ascending.
    public List<String> templates() {
        return List.copyOf(templates.keySet());
    }

    /// What people call a template.
    ///
    /// @throws IllegalArgumentException where there is no such template
    public String name(String id) {
        return template(id).definition().name();
    }

    /// Composes one message.
    ///
    /// @throws IllegalArgumentException where there is no such template
    public Composition compose(ComposeInput input) {
        return compose(input, Listening.NOBODY);
    }

    /// Composes one message before listeners.
    Composition compose(ComposeInput input, Listening listening) {
        CompiledTemplate template = template(input.template());
        try {
            return rendered(input, template, listening);
        } catch (RenderAborted aborted) {
            return new Composition.Aborted(message(aborted));
        } catch (LiquidException | LiquidFault fault) {
            return new Composition.Broken(message(fault));
        }
    }

    /// The brand of a template.
    ///
    /// @throws IllegalArgumentException where there is no such template
    BrandDefinition brand(String id) {
        return template(id).brand();
    }

    /// The parts of a template that every message of it renders, as they are compiled.
    ///
    /// @throws IllegalArgumentException where there is no such template
    List<Template> parts(String id) {
        CompiledTemplate template = template(id);
        List<Template> parts =
                new ArrayList<>(List.of(template.subject(), template.preheader(), template.html()));
        template.text().ifPresent(parts::add);
        return parts;
    }

    private CompiledTemplate template(String id) {
        CompiledTemplate template = templates.get(id);
        if (template == null) {
            throw new IllegalArgumentException(
                    "found the template %s, expected one of %s".formatted(id, templates.keySet()));
        }
        return template;
    }

    private Composition rendered(
            ComposeInput input, CompiledTemplate template, Listening listening) {
        Predicate<Condition> holds = condition -> condition.holds(input.person(), input.now());
        Optional<OfferDefinition> offer = offer(input, holds);
        Map<String, Value> values = TemplateContract.values(input, template.brand(), offer);
        BlockSlots slots = new BlockSlots(blocks, holds, context(input, values, listening));
        values.put(EmailTags.BLOCKS, slots);
        Template subjectTemplate =
                input.subject().map(Subject::template).orElse(template.subject());
        String subject = oneLine(subjectTemplate.render(context(input, values, listening)));
        if (subject.isEmpty()) {
            return new Composition.Broken(
                    "the subject of the template %s is empty for this person"
                            .formatted(template.definition().id()));
        }
        values.put("subject", Value.of(subject));
        values.put(
                "preheader",
                Value.of(oneLine(template.preheader().render(context(input, values, listening)))));
        RenderContext context = context(input, values, listening);
        String html = TrackedLinks.in(template.html().render(context), input.links());
        String text =
                template.text()
                        .map(given -> given.render(context))
                        .orElseGet(() -> PlainText.of(html));
        Content content = new Content(OpenPixel.in(html, input.links()), text);
        return new Composition.Composed(
                message(input, template, subject, content), offer, slots.used());
    }

    private Optional<OfferDefinition> offer(ComposeInput input, Predicate<Condition> holds) {
        return offers.stream()
                .filter(offer -> offer.definition().holds(input.now()))
                .filter(offer -> holds.test(offer.condition()))
                .map(CompiledOffer::definition)
                .findFirst();
    }

    private static RenderContext context(
            ComposeInput input, Map<String, Value> values, Listening listening) {
        return new RenderContext(
                new MapValue(values),
                input.now(),
                input.zone(),
                Locale.ENGLISH,
                Partials.NONE,
                listening.undefined(),
                listening.branches());
    }

    private static Message message(
            ComposeInput input, CompiledTemplate template, String subject, Content content) {
        TemplateDefinition definition = template.definition();
        return new Message(
                input.sendId(),
                input.now(),
                input.from().orElse(definition.from()),
                definition.replyTo(),
                input.to(),
                subject,
                content,
                mailing(input, template.brand()),
                List.of());
    }

    private static Mailing mailing(ComposeInput input, BrandDefinition brand) {
        ComposeInput.SendingCampaign campaign = input.campaign();
        FeedbackId feedbackId =
                new FeedbackId(campaign.id(), brand.id(), "campaign", FEEDBACK_SENDER);
        return campaign.transactional()
                ? new Mailing.Transactional(feedbackId)
                : new Mailing.Bulk(
                        new ListId(campaign.name(), campaign.id() + "." + brand.fromDomain()),
                        input.links().unsubscribe(),
                        feedbackId);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String message(RuntimeException fault) {
        return Optional.ofNullable(fault.getMessage()).orElse("no reason was given");
    }
}
