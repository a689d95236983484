package io.epistle.trigger;

import io.epistle.compose.DefinitionForms;
import io.epistle.compose.NamedAddress;
import io.epistle.compose.TemplateDefinition;
import io.epistle.definition.DefinitionParser;
import io.epistle.definition.Fields;
import io.epistle.definition.Form;
import io.epistle.privacy.Permit;
import io.epistle.privacy.TopicDefinition;
import io.epistle.segment.SegmentDefinition;
import io.epistle.segment.WrittenRule;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A message to everybody of an audience, once each: to all of them when somebody runs it, or, with
/// a trigger, to each when they move.
///
/// ```yaml
/// kind: campaign
/// id: picks-for-you
/// name: Picks for you
/// audience: did "Order Completed"     # a rule, or the id of a segment
/// exclusion: just-refunded
/// purpose: marketing_email
/// topic: picks                        # people can leave it alone; none where nothing is said
/// template: picks-for-you
/// variants:                           # weights sum to 100
///   - {id: for-you, weight: 50, recommender: item_knn}
///   - {id: popular, weight: 50, recommender: popularity}
/// cap: at most 2 messages within 7 days
/// when-capped: skip                   # or wait, until there is room
/// quiet-hours: 21:00 to 08:00
/// when-quiet: wait                    # or skip
/// late-after: 1 day                   # overdue for so long it is of no use
/// throttle: 200 per second
/// ```
///
/// @param id unique among campaigns
/// @param name for people; also the name of the mailing list in the headers
/// @param description empty where its author kept silent
/// @param trigger what starts a message to one person; absent where somebody runs it for all
/// @param audience who is meant; with a trigger everyone where nothing is said
/// @param exclusion who of them is not; absent where all are
/// @param purpose what a person must have agreed to
/// @param topic the id of the topic that a person can leave; empty where it has none
/// @param template the id of its template
/// @param from the sender; absent where the template says it
/// @param variants at least one, weights sum to [#WEIGHTS]; assignment is sticky by experiment
/// @param experiment under which name people are assigned to variants
/// @param holdoutPercent how many of a hundred get nothing, so that the effect can be measured
/// @param cap how often one person may hear from us; absent where nothing limits it
/// @param whenCapped what becomes of a message to somebody who heard enough, by this cap or their
///   own; skipped where nothing is said
/// @param quietHours when nothing is sent; absent where every hour will do
/// @param whenQuiet what becomes of a message that is due in quiet hours; waits where nothing is
///   said
/// @param lateAfter how long a message may be overdue, since nothing was sent, until it is skipped;
///   absent for ever, and a day with a trigger where nothing is said
/// @param throttle how fast it goes out; absent where nothing slows it
public record CampaignDefinition(
        String id,
        String name,
        String description,
        Optional<CampaignTrigger> trigger,
        WrittenRule audience,
        Optional<WrittenRule> exclusion,
        String purpose,
        String topic,
        String template,
        Optional<NamedAddress> from,
        List<CampaignVariant> variants,
        String experiment,
        int holdoutPercent,
        Optional<FrequencyCap> cap,
        Insistence whenCapped,
        Optional<QuietHours> quietHours,
        Insistence whenQuiet,
        Optional<Duration> lateAfter,
        Optional<Throttle> throttle) {
    /// The kind of these documents.
    public static final String KIND = "campaign";

    /// What the weights of all variants sum to.
    public static final int WEIGHTS = 100;

    /// More arms than an experiment could tell apart.
    public static final int VARIANTS_MAX = 20;

    /// What answers a move is stale a day later.
    private static final Duration LATE_AFTER_MOVE = Duration.ofDays(1);

    private static final int HOLDOUT_PERCENT_MAX = 90;

    /// Reads these documents.
    public static final DefinitionParser<CampaignDefinition> PARSER =
            new DefinitionParser<>() {
                @Override
                public String kind() {
                    return KIND;
                }

                @Override
                public Optional<CampaignDefinition> parse(String id, Fields fields) {
                    return read(id, fields);
                }
            };

    public CampaignDefinition {
        variants = List.copyOf(variants);
        int weights = variants.stream().mapToInt(CampaignVariant::weight).sum();
        if (variants.isEmpty() || weights != WEIGHTS) {
            throw new IllegalArgumentException(
                    "found weights that sum to %d, expected %d".formatted(weights, WEIGHTS));
        }
    }

    /// Which guards its messages pass.
    public GuardInput.Kind messageKind() {
        return purpose.equals(Permit.TRANSACTIONAL)
                ? GuardInput.Kind.TRANSACTIONAL
                : GuardInput.Kind.MARKETING;
    }

    /// Until when a message waits that was refused; absent where it is skipped.
    public Optional<Instant> waitsUntil(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Quiet(Instant until) -> until(whenQuiet, until);
            case Refusal.CapReached(_, Instant until) -> until(whenCapped, until);
            case Refusal.AskedForLess(_, Instant until) -> until(whenCapped, until);
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> until(Insistence insistence, Instant until) {
        return Optional.of(until).filter(_ -> insistence == Insistence.WAIT);
    }

    private static Optional<CampaignDefinition> read(String id, Fields fields) {
        String name = fields.text("name");
        String description = fields.optional("description", Form.TEXT).orElse("").strip();
        Optional<CampaignTrigger> trigger = trigger(fields);
        WrittenRule audience =
                fields.has("trigger") && !fields.has("audience")
                        ? WrittenRule.of(WrittenRule.EVERYONE)
                        : WrittenRule.readAudience(fields, "audience");
        Optional<WrittenRule> exclusion = WrittenRule.readOptionalAudience(fields, "exclusion");
        String purpose = fields.required("purpose", Form.ID);
        String topic = fields.optionalReference("topic", TopicDefinition.KIND).orElse("");
        String template = fields.reference("template", TemplateDefinition.KIND);
        Optional<NamedAddress> from = fields.optionalObject("from", DefinitionForms::namedAddress);
        List<CampaignVariant> variants = variants(fields);
        String experiment = fields.optional("experiment", Form.ID).orElse(id);
        int holdout =
                fields.optional("holdout-percent", Form.whole(0, HOLDOUT_PERCENT_MAX))
                        .map(Math::toIntExact)
                        .orElse(0);
        Optional<FrequencyCap> cap = fields.optional("cap", FrequencyCap.FORM);
        Insistence whenCapped =
                fields.optional("when-capped", Insistence.FORM).orElse(Insistence.SKIP);
        Optional<QuietHours> quietHours = fields.optional("quiet-hours", QuietHours.FORM);
        Insistence whenQuiet =
                fields.optional("when-quiet", Insistence.FORM).orElse(Insistence.WAIT);
        Optional<Duration> lateAfter =
                fields.optional("late-after", Form.DURATION)
                        .or(() -> trigger.map(_ -> LATE_AFTER_MOVE));
        Optional<Throttle> throttle = fields.optional("throttle", Throttle.FORM);
        return fields.build(() ->
                new CampaignDefinition(
                        id,
                        name,
                        description,
                        trigger,
                        audience,
                        exclusion,
                        purpose,
                        topic,
                        template,
                        from,
                        variants,
                        experiment,
                        holdout,
                        cap,
                        whenCapped,
                        quietHours,
                        whenQuiet,
                        lateAfter,
                        throttle));
    }

    private static Optional<CampaignTrigger> trigger(Fields fields) {
        Optional<CampaignTrigger.Moving> moving = fields.optional("trigger", CampaignTrigger.FORM);
        Optional<Duration> again = fields.optional("again", Form.DURATION);
        if (!fields.has("trigger") && again.isPresent()) {
            fields.note("again", "again without a trigger", "trigger: and a move beside it");
        }
        moving.ifPresent(
                move -> fields.refer(SegmentDefinition.KIND, move.segment(), fields.at("trigger")));
        return moving.map(move -> new CampaignTrigger(move.segment(), move.entering(), again));
    }

    private static List<CampaignVariant> variants(Fields fields) {
        Optional<String> recommender = fields.optional("recommender", CampaignVariant.RECOMMENDER);
        boolean said = fields.has("variants");
        List<CampaignVariant> variants =
                fields.objects("variants", variant -> CampaignVariant.read(variant, recommender));
        if (!said) {
            return List.of(CampaignVariant.only(recommender));
        }
        check(variants, fields);
        return variants;
    }

    private static void check(List<CampaignVariant> variants, Fields fields) {
        int weights = variants.stream().mapToInt(CampaignVariant::weight).sum();
        if (variants.isEmpty() || weights != WEIGHTS) {
            fields.note(
                    "variants",
                    "weights that sum to %d".formatted(weights),
                    "weights that sum to %d".formatted(WEIGHTS));
        }
        if (variants.size() > VARIANTS_MAX) {
            fields.note(
                    "variants",
                    "%d variants".formatted(variants.size()),
                    "at most %d".formatted(VARIANTS_MAX));
        }
        Set<String> ids = new HashSet<>();
        for (CampaignVariant variant : variants) {
            if (!ids.add(variant.id())) {
                fields.note(
                        "variants", "the variant %s twice".formatted(variant.id()), "each id once");
            }
        }
    }
}
