package io.epistle;

import io.epistle.send.CampaignRehearsal;
import io.epistle.send.Channel;
import io.epistle.send.Exits;
import io.epistle.send.Hold;
import io.epistle.send.Ledger;
import io.epistle.send.MailboxChannel;
import io.epistle.send.Preparing;
import io.epistle.send.Routing;
import io.epistle.send.SendLoop;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// The one sender of a server: what people's moves start, campaigns that are run beside it, and
/// whatever else is due.
final class LiveSending implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final Engine engine;
    private final ServedModels models;
    private final CampaignWorker worker;
    private final Routing routing;
    private final Channel mailbox;
    private final SendLoop loop;
    private final CountDownLatch draining = new CountDownLatch(1);

    private LiveSending(
            Engine engine,
            ServedModels models,
            CampaignWorker worker,
            Routing routing,
            Channel mailbox,
            SendLoop loop) {
        this.engine = engine;
        this.models = models;
        this.worker = worker;
        this.routing = routing;
        this.mailbox = mailbox;
        this.loop = loop;
    }

    /// Starts sending.
    ///
    /// @param routing where mails are handed over; its relay is closed with this
    /// @param base where the links in mails lead
    static LiveSending start(Engine engine, Routing routing, ServedModels models, URI base)
            throws IOException {
        CampaignWorker worker = new CampaignWorker(engine, models::await, base);
        Channel mailbox = MailboxChannel.open(engine.mailbox);
        Exits exits = new Exits(routing, mailbox);
        Preparing messages = worker.messages();
        return new LiveSending(
                engine,
                models,
                worker,
                routing,
                mailbox,
                SendLoop.start(
                        () -> worker.sender(exits, messages, Optional.empty()), engine.noted));
    }

    /// Where mails are handed over.
    Routing routing() {
        return routing;
    }

    /// Plans a campaign, whose messages begin to go out.
    void plan(LiveCampaign campaign) {
        models.renew();
        worker.plan(campaign);
        engine.noted.release();
    }

    /// Waits until the messages of a campaign have ended or wait for something else than the
    /// sender, or the server drains.
    Ledger.Balance await(String id, LongConsumer progress) {
        try {
            while (isUnderWay(id) && !draining.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                Ledger.Balance balance = engine.ledger.balance(engine.store, id);
                progress.accept(balance.planned() - balance.open());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return engine.ledger.balance(engine.store, id);
    }

    /// Composes a campaign for its whole audience, and sends nothing.
    CampaignRehearsal.Outcome rehearse(LiveCampaign campaign, LongConsumer progress) {
        return worker.rehearse(campaign, progress);
    }

    private boolean isUnderWay(String campaign) {
        boolean moves = !Hold.isHeld(engine.store) && !routing.isShut(engine.store);
        return engine.ledger.counts(engine.store, campaign).stream()
                .anyMatch(count ->
                        switch (count.state()) {
                            case CLAIMED, HANDED -> true;
                            case PLANNED -> moves && count.reason().isEmpty();
                            default -> false;
                        });
    }

    /// Claims no more; what is under way ends.
    void drain() {
        loop.drain();
        draining.countDown();
    }

    /// Whether no more is claimed.
    boolean isDraining() {
        return draining.getCount() == 0;
    }

    /// Ends it behind the messages that are under way.
    @Override
    public void close() {
        loop.close();
        mailbox.close();
        routing.relay().ifPresent(Channel::close);
    }
}
