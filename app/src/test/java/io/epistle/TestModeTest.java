package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.compose.EmailAddress;
import io.epistle.event.Fact;
import io.epistle.measure.CampaignResults;
import io.epistle.send.AllowList;
import io.epistle.send.Channel;
import io.epistle.send.DeliveryOutcome;
import io.epistle.send.Envelope;
import io.epistle.send.HandOver;
import io.epistle.send.Hold;
import io.epistle.send.LedgerEntry;
import io.epistle.send.LedgerState;
import io.epistle.send.MailboxBounds;
import io.epistle.send.MailboxStore;
import io.epistle.send.RelayChannel;
import io.epistle.send.Routing;
import io.epistle.send.SentFacts;
import io.epistle.send.SmtpChannel;
import io.epistle.send.SmtpSettings;
import io.epistle.send.TestMode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.SSLContext;

/// Test mode, holds and the way out: who gets mails through a real relay while the mode changes
/// under the messages that are under way.
class TestModeTest {
    private static final int CUSTOMERS = 300;

    @TempDir Path folder;

    /// What is in force, and what was handed over under it; whoever looks or changes holds its
    /// monitor, so that a change is either in front of a hand-over in the log or behind it.
    private static final class Log {
        private final List<String> handed = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();
        private final Set<Integer> surprised = new HashSet<>();
        private volatile boolean over;
        private boolean live;
        private boolean held;
        private int changes;
        private int withheld;
    }

    /// The address of a customer, and whether the allow-list means it; known by number, not by
    /// reading the list.
    private static String address(int customer) {
        return switch (customer % 5) {
            case 0 -> "c%d@example.com".formatted(customer);
            case 1 -> "C%d@Staff.Example".formatted(customer);
            case 2 -> "c%d@xn--bcher-kva.example".formatted(customer);
            case 3 -> "c%d@mail.staff.example".formatted(customer);
            default -> "Tester%d@example.com".formatted(customer);
        };
    }

    private static boolean isAllowed(int customer) {
        return switch (customer % 5) {
            case 1, 2 -> true;
            case 4 -> customer < 50;
            default -> false;
        };
    }

    private static AllowList allowed() {
        List<String> said = new ArrayList<>(List.of("@STAFF.example", "@BÜCHER.example"));
        for (int customer = 4; customer < 50; customer += 5) {
            said.add("tESTER%d@EXAMPLE.com".formatted(customer));
        }
        return AllowList.of(
                said.stream().map(text -> AllowList.entry(text).orElseThrow()).toList());
    }

    private static SmtpChannel smtp(RelaySink relay) throws NoSuchAlgorithmException {
        return new SmtpChannel(
                "relay", SmtpSettings.plain("127.0.0.1", relay.port()), SSLContext.getDefault());
    }

    private static Routing through(Channel channel, AllowList allowed) {
        return new Routing(
                Optional.of(new RelayChannel(channel, Duration.ZERO, () -> Shop.OPENING)), allowed);
    }

    /// A channel whose hand-overs are held against what is in force at their place in the log. What
    /// is in force changes once behind the preparing of every fifth customer's mail.
    private static Channel watched(
            Channel over, Shop shop, Log log, Map<String, Integer> customers) {
        return new Channel() {
            @Override
            public String name() {
                return over.name();
            }

            @Override
            public int deliveriesMax() {
                return over.deliveriesMax();
            }

            @Override
            public DeliveryOutcome deliver(Envelope envelope, byte[] message, HandOver handOver) {
                return over.deliver(
                        envelope, message, () -> commit(envelope.recipient(), handOver));
            }

            private boolean commit(EmailAddress recipient, HandOver handOver) {
                synchronized (log) {
                    int customer = customers.getOrDefault(recipient.text(), -1);
                    if (customer % 5 == 1 && log.surprised.add(customer)) {
                        change(shop, log, customer % 2 == 0);
                    }
                    boolean may = handOver.commit();
                    if (may) {
                        log.handed.add(recipient.text());
                        if (log.held || !(log.live || isAllowed(customer))) {
                            log.wrong.add(recipient.text());
                        }
                    }
                    log.withheld += may ? 0 : 1;
                    return may;
                }
            }

            @Override
            public void close() {
                over.close();
            }
        };
    }

    private static void change(Shop shop, Log log, boolean mode) {
        synchronized (log) {
            log.changes++;
            if (mode) {
                log.live = !log.live;
                var _ =
                        shop.engine.writer.apply(turn ->
                                log.live
                                        ? Optional.of(TestMode.leave(turn))
                                        : TestMode.enter(turn));
            } else {
                log.held = !log.held;
                var _ =
                        shop.engine.writer.apply(turn ->
                                log.held
                                        ? Optional.of(Hold.place(turn, "a test"))
                                        : Hold.release(turn));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noMailGoesOutBehindAChangeOfModeOrAHold(long seed) throws Exception {
        SortedMap<String, Integer> customers = new TreeMap<>();
        Log log = new Log();
        try (RelaySink relay = new RelaySink();
                SmtpChannel smtp = smtp(relay);
                Shop shop = Shop.withCampaign(folder)) {
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                shop.customer("c" + customer, address(customer));
                shop.consent("c" + customer, "Consent Given");
                customers.put(EmailAddress.of(address(customer)).text(), customer);
            }
            Routing routing = through(watched(smtp, shop, log, customers), allowed());
            Thread changing = Thread.ofVirtual().start(() -> changes(shop, log, seed));

            var balance = shop.send(Shop.CAMPAIGN, routing);
            while (balance.open() > 0) {
                balance = shop.send(Shop.CAMPAIGN, routing);
            }
            log.over = true;
            changing.join();

            assertThat(log.wrong).isEmpty();
            assertThat(log.changes).isGreaterThan(20);
            assertThat(log.withheld).as("prepared in front of a change").isPositive();
            assertThat(relay.recipients()).containsExactlyInAnyOrderElementsOf(log.handed);
            holds(shop, relay.recipients(), CUSTOMERS);
            assertThat(caughtRows(shop)).isPositive();
            assertThat(relay.recipients().size()).isPositive();
            assertThat(results(shop)).as("people who got it").isEqualTo(log.handed.size());
        }
    }

    private static void changes(Shop shop, Log log, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        while (!log.over) {
            LockSupport.parkNanos(random.nextLong(30_000_000));
            change(shop, log, random.nextInt(3) > 0);
        }
        synchronized (log) {
            if (log.held) {
                change(shop, log, false);
            }
        }
    }

    /// Everyone got one mail, in the one place that the ledger and their timeline name.
    private static void holds(Shop shop, List<String> atRelay, int customers) {
        List<String> inMailbox =
                shop.engine.mailbox.list(shop.engine.store, Long.MAX_VALUE, 10_000).stream()
                        .map(MailboxStore.Received::recipient)
                        .toList();
        List<LedgerEntry> rows = new ArrayList<>();
        shop.engine.ledger.scan(
                shop.engine.store,
                Shop.CAMPAIGN,
                (_, entry) -> {
                    rows.add(entry);
                    return true;
                });
        List<String> everyone = new ArrayList<>(atRelay);
        everyone.addAll(inMailbox);
        assertThat(everyone).doesNotHaveDuplicates().hasSize(customers);
        assertThat(rows).hasSize(customers);
        for (String address : atRelay) {
            assertThat(shop.row(address).state()).as(address).isEqualTo(LedgerState.ACCEPTED);
            assertThat(caught(shop, address)).as(address).containsExactly("");
        }
        for (String address : inMailbox) {
            assertThat(shop.row(address).state()).as(address).isEqualTo(LedgerState.CAUGHT);
            assertThat(caught(shop, address)).as(address).containsExactly("caught in test mode");
        }
        assertThat(shop.engine.ledger.caught(shop.engine.store, Shop.CAMPAIGN))
                .isEqualTo(Map.of("caught in test mode", (long) inMailbox.size()));
        assertThat(new Check(shop.engine).run().findings()).isEmpty();
    }

    /// How many people the campaign's results are about.
    private static long results(Shop shop) {
        return CampaignResults.of(
                        shop.engine.store,
                        shop.engine.reader,
                        shop.engine.ledger,
                        Shop.CAMPAIGN,
                        shop.engine.measurement())
                .arms()
                .stream()
                .mapToLong(CampaignResults.Arm::sent)
                .sum();
    }

    private static long caughtRows(Shop shop) {
        return shop.engine.ledger.caught(shop.engine.store, Shop.CAMPAIGN).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /// What the facts of mails to an address say of having been caught; nothing where they went
    /// out.
    private static List<String> caught(Shop shop, String address) {
        return shop
                .engine
                .reader
                .read(shop.engine.store, shop.row(address).person())
                .orElseThrow()
                .timeline()
                .facts()
                .stream()
                .filter(fact -> fact.name().equals(SentFacts.NAME))
                .map(Fact::properties)
                .map(said -> said.text(SentFacts.CAUGHT).orElse(""))
                .toList();
    }

    @Test
    void aNewFolderIsInTestModeAndARestartForgetsNoMode() {
        try (Shop shop = Shop.withCampaign(folder)) {
            assertThat(TestMode.isOn(shop.engine.store)).isTrue();
            var since = shop.engine.writer.apply(TestMode::leave);
            shop.turnClockTo(shop.now().plus(Duration.ofHours(1)));
            shop.restart();
            assertThat(TestMode.liveSince(shop.engine.store)).contains(since);
            assertThat(shop.engine.writer.apply(TestMode::leave)).isEqualTo(since);
            assertThat(shop.engine.writer.apply(TestMode::enter)).contains(since);
            shop.restart();
            assertThat(TestMode.isOn(shop.engine.store)).isTrue();
        }
    }

    @Test
    void withoutARelayEverythingIsCaughtInTestModeAndWaitsInALiveFolder() throws Exception {
        try (RelaySink relay = new RelaySink();
                SmtpChannel smtp = smtp(relay);
                Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            var _ = shop.send(Shop.CAMPAIGN, new Routing(Optional.empty(), allowed()));
            shop.customer("ben");
            shop.customer("cat", "cat@staff.example");
            shop.consent("cat", "Consent Given");
            var _ = shop.engine.writer.apply(TestMode::leave);
            shop.define(another("second"));

            var _ = shop.send("second", new Routing(Optional.empty(), allowed()));

            assertThat(shop.rows()).isEqualTo(Map.of("CAUGHT caught in test mode", 1));
            assertThat(shop.rows("second")).isEqualTo(Map.of("PLANNED", 3));

            var _ = shop.send("second", through(smtp, AllowList.NONE));

            assertThat(shop.rows("second")).isEqualTo(Map.of("ACCEPTED", 3));
            assertThat(relay.recipients()).hasSize(3);
            assertThat(new Check(shop.engine).run().findings()).isEmpty();
        }
    }

    private static Map<String, String> another(String id) {
        return Map.of(
                id + ".yaml",
                """
                kind: campaign
                id: %s
                name: Another note
                audience: did "Order Completed"
                purpose: marketing_email
                template: note
                cap: at most 1 messages within 7 days
                """
                        .formatted(id));
    }

    @Test
    void whoGotNothingButTestMailsIsNotCappedOnceTheFolderIsLive() throws Exception {
        try (RelaySink relay = new RelaySink();
                SmtpChannel smtp = smtp(relay);
                Shop shop = Shop.withCampaign(folder)) {
            Routing routing = through(smtp, AllowList.NONE);
            shop.customer("ann");
            var _ = shop.send(Shop.CAMPAIGN, routing);
            shop.define(another("second"));
            shop.define(another("third"));

            var _ = shop.send("second", routing);
            var _ = shop.engine.writer.apply(TestMode::leave);
            var _ = shop.send("third", routing);

            assertThat(shop.rows("second").keySet()).allMatch(row -> row.startsWith("SKIPPED"));
            assertThat(shop.rows("third")).isEqualTo(Map.of("ACCEPTED", 1));
            assertThat(relay.recipients()).containsExactly("ann@example.com");
        }
    }

    @Test
    void aDemonstrationHasNoRelayWhateverIsConfigured() throws Exception {
        try (RelaySink relay = new RelaySink();
                Shop shop = Shop.withCampaign(folder)) {
            Config config =
                    new Config(
                            Config.PORT,
                            Optional.of(Shop.BASE),
                            Optional.of(SmtpSettings.plain("127.0.0.1", relay.port())),
                            AllowList.of(List.of("@example.com")),
                            MailboxBounds.STANDARD);
            shop.customer("ann");
            shop.engine.clock.standAt(shop.now(), shop.engine.writer);

            var _ = shop.send(Shop.CAMPAIGN, shop.engine.routing(config));

            assertThat(relay.recipients()).isEmpty();
            assertThat(shop.rows()).isEqualTo(Map.of("CAUGHT caught in test mode", 1));
        }
    }

    /// The relay is not there for an hour of retries, then it is: nobody is given up.
    @Test
    void aRelayThatIsDownForHoursGetsEverythingWhenItIsBack() throws Exception {
        try (Shop shop = Shop.withCampaign(folder)) {
            for (int customer = 0; customer < 20; customer++) {
                shop.customer("c" + customer);
            }
            var _ = shop.engine.writer.apply(TestMode::leave);
            int free = ServeCommand.freePort();
            try (SmtpChannel nowhere =
                    new SmtpChannel(
                            "relay",
                            SmtpSettings.plain("127.0.0.1", free),
                            SSLContext.getDefault())) {
                Routing down = through(nowhere, AllowList.NONE);
                for (int quarter = 0; quarter < 40; quarter++) {
                    var _ = shop.send(Shop.CAMPAIGN, down);
                    shop.turnClockTo(shop.now().plus(Duration.ofMinutes(15)));
                }
            }
            assertThat(shop.rows()).isEqualTo(Map.of("DEFERRED not connected", 20));
            try (RelaySink relay = new RelaySink();
                    SmtpChannel smtp = smtp(relay)) {
                var _ = shop.send(Shop.CAMPAIGN, through(smtp, AllowList.NONE));

                assertThat(relay.recipients()).doesNotHaveDuplicates().hasSize(20);
                assertThat(shop.rows()).isEqualTo(Map.of("ACCEPTED", 20));
            }
        }
    }
}
