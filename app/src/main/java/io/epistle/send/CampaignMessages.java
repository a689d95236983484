package io.epistle.send;

import io.epistle.compose.ComposeInput;
import io.epistle.compose.Composition;
import io.epistle.compose.Message;
import io.epistle.compose.MimeWriter;
import io.epistle.compose.OfferDefinition;
import io.epistle.compose.Pick;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.send.CampaignDrafts.Drafting;
import io.epistle.trigger.CampaignDefinition;
import io.epistle.trigger.Throttle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the messages of campaigns: those whose draft all guards let pass are composed and written.
public final class CampaignMessages implements Preparing {
    private final CampaignDrafts drafts;

    /// The messages of these drafts.
    public CampaignMessages(CampaignDrafts drafts) {
        this.drafts = drafts;
    }

    @Override
    public Preparation prepare(LedgerEntry entry) {
        return switch (drafts.draft(entry)) {
            case Drafting.Refused(Preparation why) -> why;
            case Drafting.Drafted drafted -> composed(drafted);
        };
    }

    @Override
    public Optional<Throttle> throttle(String campaign) {
        return drafts.throttle(campaign);
    }

    private static Preparation composed(Drafting.Drafted drafted) {
        ComposeInput input = drafted.input();
        CampaignDefinition campaign = drafted.campaign().definition();
        return switch (drafted.live().composer().compose(input)) {
            case Composition.Aborted(String reason) -> new Preparation.Skip(reason);
            case Composition.Broken(String reason) -> new Preparation.Fail(reason);
            case Composition.Composed composed ->
                    new Preparation.Ready(
                            new Envelope(composed.message().from().address(), input.to().address()),
                            new MessageBytes(MimeWriter.write(composed.message())),
                            campaign.purpose(),
                            campaign.topic(),
                            said(campaign, composed.message(), composed.offer(), input.picks()),
                            input.person(),
                            drafted.consents(),
                            input.now(),
                            later ->
                                    composed.offer().filter(offer -> !offer.holds(later)).isEmpty()
                                            && !drafted.isQuiet(later));
        };
    }

    private static Struct said(
            CampaignDefinition campaign,
            Message message,
            Optional<OfferDefinition> offer,
            List<Pick> picks) {
        List<Value> products = new ArrayList<>();
        picks.forEach(pick -> products.add(Struct.of("product_id", Value.of(pick.id()))));
        Struct.Builder said =
                Struct.builder()
                        .put("template_id", campaign.template())
                        .put("subject", message.subject())
                        .put("products", Value.of(products));
        offer.ifPresent(inside -> said.put("offer_id", inside.id()));
        return said.build();
    }
}
