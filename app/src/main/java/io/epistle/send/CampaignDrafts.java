package io.epistle.send;

import io.epistle.catalogue.Catalogue;
import io.epistle.compose.ComposeInput;
import io.epistle.compose.EmailAddress;
import io.epistle.compose.MessageLinks;
import io.epistle.compose.NamedAddress;
import io.epistle.compose.Pick;
import io.epistle.compose.Purposes;
import io.epistle.compose.SendId;
import io.epistle.compose.Subject;
import io.epistle.event.Fact;
import io.epistle.privacy.AddressHash;
import io.epistle.privacy.Addresses;
import io.epistle.privacy.Consents;
import io.epistle.privacy.MailPreferences;
import io.epistle.privacy.MailTracking;
import io.epistle.privacy.Permit;
import io.epistle.privacy.Suppressions;
import io.epistle.profile.Person;
import io.epistle.profile.PersonReader;
import io.epistle.store.Rows;
import io.epistle.trigger.CampaignDefinition;
import io.epistle.trigger.CampaignVariant;
import io.epistle.trigger.FrequencyCap;
import io.epistle.trigger.GuardDecision;
import io.epistle.trigger.GuardInput;
import io.epistle.trigger.Guards;
import io.epistle.trigger.LiveDefinitions;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;
import io.epistle.trigger.Refusal;
import io.epistle.trigger.Throttle;
import io.epistle.vault.Vault;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// Decides whether a message of a campaign may be made now, by all guards, and of what.
public final class CampaignDrafts {
    /// Who knows the products, and chooses what a person may like.
    public interface Picking {
        /// Products for a person, best first.
        ///
        /// @param recommender the name a variant gives
        List<Pick> picks(Person person, String recommender, Instant now);

        /// What products are called and cost.
        Catalogue catalogue();
    }

    /// What came of asking.
    sealed interface Drafting {
        /// All guards let it pass.
        ///
        /// @param live the definitions it was decided under
        /// @param consents what the person agreed to at the address it goes to
        /// @param input what it is composed of
        record Drafted(
                LiveDefinitions live, LiveCampaign campaign, Consents consents, ComposeInput input)
                implements Drafting {
            /// Whether quiet hours of the person forbid it at a later moment.
            boolean isQuiet(Instant later) {
                return campaign.definition().messageKind() == GuardInput.Kind.MARKETING
                        && campaign.definition()
                                .quietHours()
                                .flatMap(hours -> hours.quietUntil(later, input.zone()))
                                .isPresent();
            }
        }

        /// It is not to be made, or not now.
        record Refused(Preparation why) implements Drafting {}
    }

    /// Why a message is skipped whose person is no longer there.
    static final String ERASED = "person erased";

    private final Rows rows;
    private final Vault vault;
    private final PersonReader reader;
    private final Supplier<LiveDefinitions> definitions;
    private final Picking picking;
    private final BiFunction<SendId, MailTracking, MessageLinks> links;
    private final CampaignDraw draw;
    private final InstantSource clock;
    private final boolean stands;

    /// Drafts under the definitions in force.
    ///
    /// @param clock says the moment of a claim
    /// @param stands whether the clock stands: then nothing can wait, and nothing is slowed
    public CampaignDrafts(
            Rows rows,
            Vault vault,
            PersonReader reader,
            Supplier<LiveDefinitions> definitions,
            Picking picking,
            BiFunction<SendId, MailTracking, MessageLinks> links,
            CampaignDraw draw,
            InstantSource clock,
            boolean stands) {
        this.rows = rows;
        this.vault = vault;
        this.reader = reader;
        this.definitions = definitions;
        this.picking = picking;
        this.links = links;
        this.draw = draw;
        this.clock = clock;
        this.stands = stands;
    }

    /// Asks for the message of a row, which need not be in the ledger, as it would be made now.
    Drafting draft(LedgerEntry entry) {
        return draft(entry, clock.instant());
    }

    /// Asks for the message of a row as it would be made at `now`.
    Drafting draft(LedgerEntry entry, Instant now) {
        LiveDefinitions live = definitions.get();
        LiveCampaign campaign = live.campaigns().get(entry.key().campaign());
        Optional<Person> person = reader.read(rows, entry.person());
        if (campaign == null) {
            return fail("the campaign is no longer defined");
        }
        if (person.isEmpty()) {
            return skip(ERASED);
        }
        // A clock that was set back is behind the turn that claimed the row.
        Instant moment = now.isBefore(entry.changedAt()) ? entry.changedAt() : now;
        Addresses addresses = Addresses.of(person.get().timeline(), moment);
        if (addresses.areOnlyClaimed()) {
            return skip("address not confirmed");
        }
        List<EmailAddress> confirmed =
                addresses.confirmed().stream()
                        .flatMap(text -> EmailAddress.parse(text).stream())
                        .toList();
        if (confirmed.isEmpty()) {
            return skip("no address");
        }
        // The row guards one address. Whoever moved or was merged since may have another one, which
        // other rows guard.
        Optional<EmailAddress> address =
                confirmed.stream()
                        .filter(one ->
                                AddressHash.of(vault, one.text()).equals(entry.key().address()))
                        .findFirst();
        if (address.isEmpty()) {
            return skip("address changed");
        }
        Consents consents = addresses.consents(address.get().text());
        return switch (Guards.decide(
                guardInput(live, campaign, person.get(), consents, entry, moment))) {
            case GuardDecision.Skip(var refusal) ->
                    refused(campaign.definition(), entry, refusal, moment);
            case GuardDecision.Proceed _ ->
                    drafted(live, campaign, person.get(), address.get(), consents, entry, moment);
        };
    }

    private static Drafting skip(String reason) {
        return new Drafting.Refused(new Preparation.Skip(reason));
    }

    private static Drafting fail(String reason) {
        return new Drafting.Refused(new Preparation.Fail(reason));
    }

    /// How fast a campaign goes out; absent where nothing slows it.
    Optional<Throttle> throttle(String campaign) {
        return Optional.ofNullable(definitions.get().campaigns().get(campaign))
                .flatMap(one -> one.definition().throttle())
                .filter(_ -> !stands);
    }

    private static Optional<Instant> lateAt(CampaignDefinition campaign, LedgerEntry entry) {
        return campaign.lateAfter().map(entry.wantedAt()::plus);
    }

    private Drafting refused(
            CampaignDefinition campaign, LedgerEntry entry, Refusal refusal, Instant moment) {
        Optional<Instant> late = lateAt(campaign, entry).filter(at -> !moment.isBefore(at));
        if (late.isPresent() && campaign.waitsUntil(refusal).isPresent()) {
            return skip(new Refusal.Late(late.get()).reason());
        }
        return new Drafting.Refused(
                campaign.waitsUntil(refusal)
                        .filter(_ -> !stands)
                        .<Preparation>map(until -> new Preparation.Wait(refusal.reason(), until))
                        .orElseGet(() -> new Preparation.Skip(refusal.reason())));
    }

    private GuardInput guardInput(
            LiveDefinitions live,
            LiveCampaign campaign,
            Person person,
            Consents consents,
            LedgerEntry entry,
            Instant moment) {
        String purpose = campaign.definition().purpose();
        MailPreferences preferences = MailPreferences.of(person.timeline(), moment);
        return new GuardInput(
                moment,
                campaign.definition().messageKind(),
                Suppressions.get(rows, entry.key().address())
                        .filter(row -> row.concerns(purpose))
                        .map(Suppressions.Suppression::reason),
                purpose,
                consents.about(purpose, campaign.definition().topic()),
                preferences.pausedAt(moment),
                campaign.isMeant(person, moment),
                draw.isHeldOut(campaign.definition(), person),
                campaign.definition().cap(),
                FrequencyCap.of(preferences.frequency()),
                handedAt(person, moment),
                campaign.definition().quietHours(),
                live.zoneOf(person, moment),
                lateAt(campaign.definition(), entry));
    }

    /// When mails were sent to a person. What was caught counts as long as others are: nobody who
    /// got none is to wait for the first real one.
    private List<Instant> handedAt(Person person, Instant moment) {
        boolean isTest = TestMode.isOn(rows);
        return person.timeline().until(moment).stream()
                .filter(fact -> fact.name().equals(SentFacts.NAME))
                .filter(fact -> isTest || fact.properties().text(SentFacts.CAUGHT).isEmpty())
                .map(Fact::occurredAt)
                .toList();
    }

    private Drafting drafted(
            LiveDefinitions live,
            LiveCampaign campaign,
            Person person,
            EmailAddress address,
            Consents consents,
            LedgerEntry entry,
            Instant moment) {
        CampaignVariant variant =
                campaign.definition().variants().stream()
                        .filter(one -> one.id().equals(entry.variant()))
                        .findFirst()
                        .orElse(campaign.definition().variants().getFirst());
        List<Pick> picks = picking.picks(person, variant.recommender(), moment);
        return new Drafting.Drafted(
                live,
                campaign,
                consents,
                new ComposeInput(
                        entry.sendId(),
                        campaign.definition().template(),
                        moment,
                        live.zoneOf(person, moment),
                        person,
                        NamedAddress.of(
                                person.text("first_name", moment).orElse(""), address.text()),
                        Purposes.ALL,
                        live.segmentsOf(person, moment),
                        picks,
                        picking.catalogue(),
                        new ComposeInput.SendingCampaign(
                                campaign.definition().id(),
                                campaign.definition().name(),
                                entry.variant(),
                                campaign.definition().purpose().equals(Permit.TRANSACTIONAL)),
                        campaign.definition().from(),
                        variant.subject()
                                .map(text -> Subject.parse(campaign.definition().id(), text)),
                        links.apply(entry.sendId(), MailTracking.of(consents)),
                        live.eventOf(campaign, person, entry.plannedAt())));
    }
}
