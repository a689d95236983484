package io.epistle;

import io.epistle.compose.Picks;
import io.epistle.predict.Models;
import io.epistle.send.CampaignDraw;
import io.epistle.send.CampaignMessages;
import io.epistle.send.CampaignPlanning;
import io.epistle.send.CampaignRun;
import io.epistle.send.Channel;
import io.epistle.send.Ledger;
import io.epistle.send.MailLinks;
import io.epistle.send.MailboxLimits;
import io.epistle.send.MailboxServer;
import io.epistle.send.SendWorker;
import io.epistle.send.SmtpChannel;
import io.epistle.send.SmtpSettings;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

import javax.net.ssl.SSLContext;

/// Sends a campaign: plans it, trains what it recommends on what was known when it was started, and
/// brings every message to its end through real SMTP.
final class CampaignWorker {
    /// Products in one mail.
    static final int SHOWN = 6;

    /// Training is repeatable; this seed is part of what the models are, and in a demonstration of
    /// who is in which arm.
    static final long SEED = 1;

    private final Engine engine;
    private final Models models;
    private final MailLinks links;
    private final CampaignDraw draw;

    /// A worker whose links lead to `base`.
    CampaignWorker(Engine engine, Models models, URI base) {
        this.engine = engine;
        this.models = models;
        this.links = engine.links(base);
        this.draw =
                engine.standsAt().isPresent()
                        ? CampaignDraw.demonstrated(SEED)
                        : CampaignDraw.of(engine.vault);
    }

    /// Sends a campaign into the built-in mailbox, or goes on with one that was interrupted.
    Ledger.Balance send(LiveCampaign campaign, LongConsumer progress) {
        try (MailboxServer server =
                        MailboxServer.start(
                                InetAddress.getLoopbackAddress(),
                                0,
                                MailboxLimits.standard(),
                                engine.mailbox);
                Channel channel =
                        new SmtpChannel(
                                "mailbox",
                                SmtpSettings.plain("127.0.0.1", server.port()),
                                SSLContext.getDefault())) {
            return send(campaign, channel, progress);
        } catch (IOException noServer) {
            throw new Command.Refusal("The built-in mailbox " + noServer.getMessage() + ".");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this JDK has no TLS", impossible);
        }
    }

    /// Sends a campaign through a channel.
    Ledger.Balance send(LiveCampaign campaign, Channel channel, LongConsumer progress) {
        String id = campaign.definition().id();
        SendWorker worker =
                new SendWorker(
                        engine.store,
                        engine.writer,
                        engine.ledger,
                        engine.people,
                        engine.reader,
                        engine.timelines,
                        new SendWorker.Retries(
                                engine.standsAt().isPresent()
                                        ? Duration.ZERO
                                        : Duration.ofMinutes(1),
                                5));
        CampaignRun _ =
                new CampaignPlanning(
                                engine.store,
                                engine.writer,
                                engine.vault,
                                engine.reader,
                                engine.ledger,
                                draw)
                        .plan(campaign, engine.world().version());
        CampaignMessages messages =
                new CampaignMessages(
                        engine.store,
                        engine.vault,
                        engine.reader,
                        engine.publisher::live,
                        (person, recommender, now) ->
                                Picks.of(
                                        models.recommend(person, recommender, SHOWN, now),
                                        models.catalogue()),
                        links::of,
                        draw,
                        engine::now);
        worker.run(
                channel,
                messages,
                engine.now(),
                ended -> {
                    progress.accept(ended);
                    return !engine.stopsSending();
                });
        return engine.ledger.balance(engine.store, id);
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
