package io.epistle;

import io.epistle.compose.EmailAddress;
import io.epistle.definition.ChangeSet;
import io.epistle.event.Event;
import io.epistle.event.EventBuilder;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.predict.Models;
import io.epistle.privacy.Consent;
import io.epistle.send.AllowList;
import io.epistle.send.Channel;
import io.epistle.send.DeliveryOutcome;
import io.epistle.send.HandOver;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerEntry;
import io.epistle.send.RelayChannel;
import io.epistle.send.Routing;
import io.epistle.send.TestMode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// A whole engine over a folder of its own, with a clock that the test turns. It can be closed and
/// opened again, as a restarted process would.
final class Shop implements AutoCloseable {
    static final Instant OPENING = Instant.parse("2026-01-05T08:00:00Z");
    static final String CAMPAIGN = "note";
    static final URI BASE = URI.create("http://127.0.0.1:1");

    private final Path folder;
    private final AtomicReference<Instant> clock = new AtomicReference<>(OPENING);
    private int told;
    Engine engine;

    /// A shop that has nothing yet, not even definitions.
    Shop(Path folder) {
        this.folder = folder;
        this.engine = open();
    }

    /// A shop with the campaign [#CAMPAIGN] to everyone who ordered.
    static Shop withCampaign(Path folder) {
        Shop shop = new Shop(folder);
        shop.define(Workspaces.SHOP);
        return shop;
    }

    private Engine open() {
        return Engine.open(folder.resolve("data"), Optional.empty(), clock::get);
    }

    /// Ends this engine and starts another one over the same folder.
    void restart() {
        engine.close();
        reopen();
    }

    /// Starts an engine behind one that a test has closed.
    void reopen() {
        engine = open();
    }

    /// Sends what is due into the built-in mailbox, as a server does, until it is closed.
    LiveSending sending() throws IOException {
        return sending(Routing.NONE);
    }

    /// Sends what is due through a channel, as a server does, until it is closed.
    LiveSending sending(Channel channel) throws IOException {
        return sending(through(channel));
    }

    private LiveSending sending(Routing routing) throws IOException {
        return LiveSending.start(engine, routing, ServedModels.train(engine, Runnable::run), BASE);
    }

    private Routing through(Channel channel) {
        return new Routing(
                Optional.of(new RelayChannel(channel, Duration.ZERO, engine.clock)),
                AllowList.NONE);
    }

    Instant now() {
        return clock.get();
    }

    void turnClockTo(Instant now) {
        clock.set(now);
    }

    /// Puts definitions in force beside those that are.
    void define(Map<String, String> files) {
        try {
            Path workspace = Files.createTempDirectory(folder, "workspace");
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(workspace.resolve(file.getKey()), file.getValue());
            }
            ChangeSet changes = ApplyCommand.changes(engine, workspace, false);
            if (!changes.isEmpty()) {
                long _ = ApplyCommand.publish(engine, changes.appliedTo(engine.world(), now()));
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// A customer with an address and one order, who agreed to marketing.
    void customer(String id) {
        customer(id, address(id));
        consent(id, Consent.GIVEN);
    }

    /// A customer with one order, about whom nothing else is known than this address.
    void customer(String id, String address) {
        moves(id, address);
        order(id, now());
    }

    void order(String id, Instant at) {
        tell(
                EventBuilder.track("Order Completed", at)
                        .identifier(Identifier.USER_ID, id)
                        .properties(Struct.of("total", Value.of(10))));
    }

    /// Says yes or no to marketing by email.
    void consent(String id, String said) {
        tell(
                EventBuilder.track(said, now())
                        .identifier(Identifier.USER_ID, id)
                        .properties(Struct.of("purpose", Value.of(Consent.MARKETING_EMAIL))));
    }

    /// Changes the address of a customer.
    void moves(String id, String address) {
        tell(
                EventBuilder.identify(Struct.of("email", Value.of(address)), now())
                        .identifier(Identifier.USER_ID, id)
                        .identifier(Identifier.EMAIL, address));
    }

    private void tell(EventBuilder event) {
        tell(event.messageId("m" + ++told).knownAt(now()).build());
    }

    /// Tells a live event, as the collection does.
    void tell(Event event) {
        var _ =
                engine.writer.apply(
                        turn -> engine.live.admit(turn, event, event.messageId().hashCode()));
    }

    static String address(String id) {
        return id + "@example.com";
    }

    /// Sends the campaign through a channel.
    Ledger.Balance send(Channel channel) {
        return send(CAMPAIGN, channel);
    }

    /// Sends another campaign through a channel, to everyone.
    Ledger.Balance send(String campaign, Channel channel) {
        Instant _ = engine.writer.apply(TestMode::leave);
        return send(campaign, through(channel));
    }

    /// Sends another campaign where a routing says.
    Ledger.Balance send(String campaign, Routing routing) {
        Models models = Models.train(engine.store, engine.reader, engine.now(), 1);
        return new CampaignWorker(engine, () -> models, BASE)
                .send(
                        Objects.requireNonNull(engine.publisher.live().campaigns().get(campaign)),
                        routing,
                        _ -> {});
    }

    /// The row of the campaign for an address.
    LedgerEntry row(String address) {
        return engine.ledger.find(engine.store, CAMPAIGN, address).orElseThrow();
    }

    /// All rows of the campaign: how many are in which state, for which reason.
    SortedMap<String, Integer> rows() {
        return rows(CAMPAIGN);
    }

    /// All rows of another campaign.
    SortedMap<String, Integer> rows(String campaign) {
        SortedMap<String, Integer> rows = new TreeMap<>();
        engine.ledger.scan(
                engine.store,
                campaign,
                (_, entry) -> {
                    rows.merge((entry.state() + " " + entry.reason()).strip(), 1, Integer::sum);
                    return true;
                });
        return rows;
    }

    @Override
    public void close() {
        engine.close();
    }

    /// A channel that a test answers for.
    interface Answer {
        DeliveryOutcome to(EmailAddress recipient, HandOver handOver);
    }

    /// A channel of which each delivery is answered by `answer`.
    static Channel channel(Answer answer) {
        return new Channel() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public int deliveriesMax() {
                return 2;
            }

            @Override
            public DeliveryOutcome deliver(
                    io.epistle.send.Envelope envelope, byte[] message, HandOver handOver) {
                return answer.to(envelope.recipient(), handOver);
            }

            @Override
            public void close() {}
        };
    }
}
