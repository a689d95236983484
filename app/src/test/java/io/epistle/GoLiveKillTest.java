package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.send.Ledger;
import io.epistle.send.MailboxStore;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// A server that sends through a relay is killed at seeded moments, in test mode and live: in test
/// mode nobody but the allow-list gets a mail, nobody gets one twice, and nobody is lost.
@Tag("proof")
class GoLiveKillTest {
    private static final int CUSTOMERS = 400;
    private static final int KILLS = 4;

    @TempDir Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private static boolean isAllowed(String recipient) {
        return recipient.startsWith("c1");
    }

    @Test
    void aSenderThatIsKilledInEitherModeReachesNobodyTwiceAndNobodyItMayNot() throws Exception {
        List<String> allowed = new ArrayList<>();
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.turnClockTo(Clock.systemUTC().instant().minus(Duration.ofHours(1)));
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                shop.customer("c" + customer);
                if (isAllowed("c" + customer)) {
                    allowed.add(Shop.address("c" + customer));
                }
            }
            shop.define(
                    Map.of(
                            "live.yaml",
                            """
                            kind: campaign
                            id: live
                            name: A note for everyone
                            audience: did "Order Completed"
                            purpose: marketing_email
                            template: note
                            """));
        }
        SplittableRandom random = new SplittableRandom(5);
        try (RelaySink relay = new RelaySink()) {
            configure(relay, allowed);
            sendThroughKills(Shop.CAMPAIGN, random, relay);
            List<String> tested = relay.recipients();
            Run live = Run.of("go-live", "--data", data());
            sendThroughKills("live", random, relay);
            List<String> all = relay.recipients();

            assertThat(live.code()).as(live.said()).isZero();
            assertThat(tested).doesNotHaveDuplicates().allMatch(GoLiveKillTest::isAllowed);
            assertThat(all.subList(tested.size(), all.size())).doesNotHaveDuplicates();
            holds(Shop.CAMPAIGN, tested);
            holds("live", all.subList(tested.size(), all.size()));
        }
    }

    private void configure(RelaySink relay, List<String> allowed) throws IOException {
        Files.writeString(
                data().resolve("epistle.yaml"),
                """
                address: https://mail.shop.example
                relay: {host: 127.0.0.1, port: %d, encryption: none, deliveries: 3}
                test: {allow: [%s]}
                """
                        .formatted(relay.port(), String.join(", ", allowed)));
    }

    /// Runs a campaign in a process that is killed when a drawn part of the mails has arrived, and
    /// again until nothing is open.
    private void sendThroughKills(String campaign, SplittableRandom random, RelaySink relay)
            throws IOException {
        for (int kill = 0; kill < KILLS; kill++) {
            int before = relay.recipients().size();
            int enough = random.nextInt(1, 20);
            Process process = ServerProcess.start("campaign", "run", campaign, "--data", data());
            while (process.isAlive() && relay.recipients().size() < before + enough) {
                Thread.onSpinWait();
            }
            Process _ = process.destroyForcibly().onExit().join();
        }
        Run ended = Run.of("campaign", "run", campaign, "--data", data());
        assertThat(ended.code()).as(ended.said()).isZero();
    }

    private void holds(String campaign, List<String> atRelay) {
        try (Engine engine = Command.open(data())) {
            Ledger.Balance balance = engine.ledger.balance(engine.store, campaign);
            long caught =
                    engine.ledger.caught(engine.store, campaign).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
            assertThat(balance.planned()).isEqualTo(CUSTOMERS);
            assertThat(balance.open()).isZero();
            assertThat(balance.sent() + balance.uncertain()).isEqualTo(CUSTOMERS);
            assertThat(balance.uncertain()).as("kills inside a hand-over").isLessThan(KILLS * 30);
            assertThat((long) atRelay.size())
                    .isBetween(balance.sent() - caught, CUSTOMERS - caught);
            TreeSet<String> inMailbox = new TreeSet<>();
            engine.mailbox
                    .list(engine.store, Long.MAX_VALUE, 10 * CUSTOMERS)
                    .forEach((MailboxStore.Received mail) -> inMailbox.add(mail.recipient()));
            assertThat(inMailbox).noneMatch(GoLiveKillTest::isAllowed);
            assertThat(new Check(engine).run().findings()).isEmpty();
        }
    }
}
