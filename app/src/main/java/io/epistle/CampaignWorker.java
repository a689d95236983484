package io.epistle;

import io.epistle.compose.TemplateChecks;
import io.epistle.predict.Models;
import io.epistle.send.CampaignDrafts;
import io.epistle.send.CampaignDraw;
import io.epistle.send.CampaignMessages;
import io.epistle.send.CampaignPlanning;
import io.epistle.send.CampaignRehearsal;
import io.epistle.send.CampaignRun;
import io.epistle.send.Channel;
import io.epistle.send.Exits;
import io.epistle.send.Ledger;
import io.epistle.send.MailLinks;
import io.epistle.send.MailboxChannel;
import io.epistle.send.Preparing;
import io.epistle.send.Retries;
import io.epistle.send.Routing;
import io.epistle.send.SendWorker;
import io.epistle.send.SentFacts;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/// Sends a campaign: plans it, trains what it recommends on what was known when it was started, and
/// brings every message to its end through real SMTP.
final class CampaignWorker {
    /// Products in one mail.
    static final int SHOWN = 6;

    /// Training is repeatable; this seed is part of what the models are.
    static final long SEED = 1;

    private final Engine engine;
    private final Supplier<Models> models;
    private final MailLinks links;
    private final CampaignDraw draw;

    /// A worker whose links lead to `base`.
    ///
    /// @param models what to recommend by; asked for with every message, and may wait
    CampaignWorker(Engine engine, Supplier<Models> models, URI base) {
        this.engine = engine;
        this.models = models;
        this.links = engine.links(base);
        this.draw = engine.draw();
    }

    /// Sends a campaign, or goes on with one that was interrupted; what waits of others waits on.
    ///
    /// @param routing where its mails are handed over
    Ledger.Balance send(LiveCampaign campaign, Routing routing, LongConsumer progress) {
        String id = campaign.definition().id();
        try (Channel mailbox = MailboxChannel.open(engine.mailbox)) {
            SendWorker sender = sender(new Exits(routing, mailbox), messages(), Optional.of(id));
            plan(campaign);
            sender.run(progress);
            return engine.ledger.balance(engine.store, id);
        } catch (IOException noServer) {
            throw new Command.Refusal("The built-in mailbox " + noServer.getMessage() + ".");
        }
    }

    /// Plans every message of a campaign; nothing happens where that was done.
    void plan(LiveCampaign campaign) {
        CampaignRun _ =
                new CampaignPlanning(
                                engine.store,
                                engine.writer,
                                engine.vault,
                                engine.reader,
                                engine.ledger,
                                draw)
                        .plan(campaign, engine.world().version());
    }

    /// A sender with a life of its own; one at a time.
    ///
    /// @param campaign the only one whose messages are sent; absent for all
    SendWorker sender(Exits exits, Preparing preparing, Optional<String> campaign) {
        return new SendWorker(
                engine.store,
                engine.writer,
                engine.ledger,
                engine.people,
                engine.reader,
                new SentFacts(engine.people, engine.timelines),
                engine.clock.standsAt().isPresent() ? Retries.STANDING : Retries.STANDARD,
                exits,
                preparing,
                engine::latest,
                engine.noted,
                campaign);
    }

    /// What makes messages of rows.
    CampaignMessages messages() {
        return new CampaignMessages(drafts());
    }

    /// What decides whether a message may be made, and of what.
    CampaignDrafts drafts() {
        return new CampaignDrafts(
                engine.store,
                engine.vault,
                engine.reader,
                engine.publisher::live,
                new TrainedPicking(models, SHOWN),
                links::of,
                draw,
                engine.clock,
                engine.clock.standsAt().isPresent());
    }

    /// Composes a campaign for its whole audience, and sends nothing.
    CampaignRehearsal.Outcome rehearse(LiveCampaign campaign, LongConsumer progress) {
        TemplateChecks checks =
                new TemplateChecks(
                        engine.publisher.live().composer(), campaign.definition().template());
        return new CampaignRehearsal(
                        engine.store, engine.vault, engine.reader, engine.ledger, draw, drafts())
                .of(campaign, checks, engine.now(), progress);
    }

    /// The rows that a campaign's report names, for people.
    static List<String> lines(Ledger.Balance balance) {
        return List.of(
                "planned %,8d".formatted(balance.planned()),
                "sent    %,8d".formatted(balance.sent()),
                "skipped %,8d".formatted(balance.skipped()),
                "failed  %,8d".formatted(balance.failed()),
                "uncertain %,6d".formatted(balance.uncertain()),
                "open    %,8d".formatted(balance.open()));
    }
}
