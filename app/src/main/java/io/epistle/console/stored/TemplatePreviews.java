package io.epistle.console.stored;

import io.epistle.catalogue.Catalogue;
import io.epistle.compose.ComposeInput;
import io.epistle.compose.Composition;
import io.epistle.compose.EmailAddress;
import io.epistle.compose.MessageLinks;
import io.epistle.compose.NamedAddress;
import io.epistle.compose.OfferDefinition;
import io.epistle.compose.Pick;
import io.epistle.compose.Picks;
import io.epistle.compose.Purposes;
import io.epistle.compose.SendId;
import io.epistle.compose.Subject;
import io.epistle.compose.Unsubscribe;
import io.epistle.console.Choice;
import io.epistle.console.TemplatePreview;
import io.epistle.identity.PersonId;
import io.epistle.predict.Models;
import io.epistle.privacy.Addresses;
import io.epistle.privacy.Permit;
import io.epistle.profile.Person;
import io.epistle.trigger.CampaignTrigger;
import io.epistle.trigger.CampaignVariant;
import io.epistle.trigger.LiveDefinitions;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Templates as people would get them now: composed as a message is, by the first variant of the
/// first campaign that uses the template, but asked of no guard. Nothing is sent, stored or
/// reserved.
final class TemplatePreviews {
    /// As many as a message is handed.
    private static final int PICKS = 6;

    /// People who are looked at until one gets a mail: composing for so many takes no longer than a
    /// page may.
    private static final int LOOKED_MAX = 24;

    /// An address that belongs to nobody (RFC 2606).
    private static final EmailAddress NOBODY = EmailAddress.of("nobody@example.invalid");

    /// Links that lead nowhere (RFC 2606).
    private static final MessageLinks LINKS =
            new MessageLinks(
                    new Unsubscribe(
                            URI.create("https://preview.invalid/unsubscribe"), Optional.empty()),
                    URI.create("https://preview.invalid/preferences"),
                    MessageLinks.LinkTracking.NONE,
                    Optional.empty());

    private final Stored stored;
    private final Supplier<Optional<Models>> models;
    private final PeopleWalk walk;

    TemplatePreviews(Stored stored, Supplier<Optional<Models>> models) {
        this.stored = stored;
        this.models = models;
        this.walk = new PeopleWalk(stored);
    }

    /// A template for a person, or for the first who gets a mail of it.
    Optional<TemplatePreview> of(String template, Optional<PersonId> person) {
        LiveDefinitions live = stored.live();
        if (!live.composer().templates().contains(template)) {
            return Optional.empty();
        }
        Previewing previewing = new Previewing(live, template, stored.now(), models.get());
        return person.isPresent()
                ? person.flatMap(id -> stored.reader().read(stored.rows(), id))
                        .flatMap(previewing::preview)
                : previewing.first();
    }

    /// One template at one moment.
    private final class Previewing {
        private final LiveDefinitions live;
        private final String template;
        private final Instant now;
        private final Optional<Models> trained;
        private final Optional<LiveCampaign> campaign;

        private Previewing(
                LiveDefinitions live, String template, Instant now, Optional<Models> trained) {
            this.live = live;
            this.template = template;
            this.now = now;
            this.trained = trained;
            this.campaign =
                    live.campaigns().values().stream()
                            .filter(one -> one.definition().template().equals(template))
                            .findFirst();
        }

        /// The preview for the first whom the campaign means and who gets a mail; for the first
        /// person where nobody does.
        private Optional<TemplatePreview> first() {
            List<Person> moved = moved().isEmpty() ? List.of() : looked(moved());
            List<Person> known = moved.isEmpty() ? looked(Optional.empty()) : moved;
            return known.stream()
                    .filter(this::isMeant)
                    .flatMap(person -> preview(person).stream())
                    .filter(preview -> preview.outcome() instanceof TemplatePreview.Mail)
                    .findFirst()
                    .or(() -> known.stream().findFirst().flatMap(this::preview));
        }

        /// The segment whose members the campaign's trigger means; absent where it means others.
        private Optional<String> moved() {
            return campaign.flatMap(one -> one.definition().trigger())
                    .filter(CampaignTrigger::entering)
                    .map(CampaignTrigger::segment);
        }

        private List<Person> looked(Optional<String> segment) {
            return walk.known(walk.next(segment, Optional.empty(), LOOKED_MAX), now);
        }

        private boolean isMeant(Person person) {
            return campaign.map(one -> one.isMeant(person, now)).orElse(true);
        }

        private Optional<TemplatePreview> preview(Person person) {
            return PersonEntry.of(stored, person, now)
                    .map(entry ->
                            new TemplatePreview(
                                    entry.row(),
                                    campaign.map(one ->
                                            new Choice(
                                                    one.definition().id(),
                                                    one.definition().name(),
                                                    0)),
                                    variant(person)
                                            .filter(one -> !one.id().isEmpty())
                                            .map(one -> new Choice(one.id(), one.name(), 0)),
                                    isMeant(person),
                                    trained.isEmpty(),
                                    outcome(person)));
        }

        /// The arm of the campaign's experiment that the person is in.
        private Optional<CampaignVariant> variant(Person person) {
            return campaign.flatMap(one -> {
                String drawn = stored.draw().get().variant(one.definition(), person);
                return one.definition().variants().stream()
                        .filter(arm -> arm.id().equals(drawn))
                        .findFirst();
            });
        }

        private TemplatePreview.Outcome outcome(Person person) {
            Optional<EmailAddress> address =
                    Addresses.of(person.timeline(), now).confirmed().stream()
                            .flatMap(text -> EmailAddress.parse(text).stream())
                            .findFirst();
            Composition composition =
                    live.composer().compose(input(person, address.orElse(NOBODY)));
            return switch (composition) {
                case Composition.Aborted(String reason) -> new TemplatePreview.Skipped(reason);
                case Composition.Broken(String reason) -> new TemplatePreview.Broken(reason);
                case Composition.Composed(var message, var offer, var blocks) ->
                        new TemplatePreview.Mail(
                                AnalysedTemplates.written(message.from()),
                                AnalysedTemplates.written(message.to()),
                                address.isPresent(),
                                message.subject(),
                                message.content().html(),
                                message.content().text(),
                                offer.map(OfferDefinition::name),
                                blocks);
            };
        }

        private ComposeInput input(Person person, EmailAddress address) {
            Optional<CampaignVariant> variant = variant(person);
            return new ComposeInput(
                    new SendId(0, 0),
                    template,
                    now,
                    live.zoneOf(person, now),
                    person,
                    NamedAddress.of(person.text("first_name", now).orElse(""), address.text()),
                    Purposes.ALL,
                    live.segmentsOf(person, now),
                    picks(person, variant),
                    trained.map(Models::catalogue).orElseGet(Catalogue::empty),
                    sending(variant),
                    campaign.flatMap(one -> one.definition().from()),
                    variant.flatMap(CampaignVariant::subject)
                            .map(text -> Subject.parse(template, text)),
                    LINKS,
                    campaign.flatMap(one -> live.eventOf(one, person, now)));
        }

        private List<Pick> picks(Person person, Optional<CampaignVariant> variant) {
            String recommender =
                    variant.map(CampaignVariant::recommender)
                            .orElse(CampaignVariant.RECOMMENDERS.getFirst());
            return trained.map(ready ->
                            Picks.of(
                                    ready.recommend(person, recommender, PICKS, now),
                                    ready.catalogue()))
                    .orElse(List.of());
        }

        private ComposeInput.SendingCampaign sending(Optional<CampaignVariant> variant) {
            return campaign.map(one ->
                            new ComposeInput.SendingCampaign(
                                    one.definition().id(),
                                    one.definition().name(),
                                    variant.map(CampaignVariant::id).orElse(""),
                                    one.definition().purpose().equals(Permit.TRANSACTIONAL)))
                    .orElseGet(
                            () -> new ComposeInput.SendingCampaign(template, template, "", false));
        }
    }
}
