package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.send.Certificates;
import io.epistle.send.LedgerState;
import io.epistle.send.MailboxStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// An operator's first day: configuration, test mode and going live, by the command line, alone and
/// beside a server in a process of its own, with a relay that wants STARTTLS and a password.
class GoLiveTest {
    private static final int CUSTOMERS = 25;
    private static final String PASSWORD = "s3cret word";

    @TempDir Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Run command(Object... words) {
        List<Object> line = new ArrayList<>(List.of(words));
        line.add("--data");
        line.add(data());
        return Run.of(line.toArray());
    }

    /// A folder with customers c0, c1, ... at example.com, who agreed, and some campaigns to them.
    private void shop(String... campaigns) {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.turnClockTo(Clock.systemUTC().instant().minus(Duration.ofHours(1)));
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                shop.customer("c" + customer);
            }
            for (String campaign : campaigns) {
                shop.define(
                        Map.of(
                                campaign + ".yaml",
                                """
                                kind: campaign
                                id: %s
                                name: Another note
                                audience: did "Order Completed"
                                purpose: marketing_email
                                template: note
                                """
                                        .formatted(campaign)));
            }
        }
    }

    private void configure(String text) throws IOException {
        Files.writeString(Files.createDirectories(data()).resolve("epistle.yaml"), text);
    }

    private void configure(RelaySink relay, String allowed) throws IOException {
        configure(
                """
                address: https://mail.shop.example
                relay:
                  host: 127.0.0.1
                  port: %d
                  encryption: none
                test:
                  allow: [%s]
                """
                        .formatted(relay.port(), allowed));
    }

    private long mailbox() {
        try (Engine engine = Command.open(data())) {
            return MailboxStore.count(engine.store);
        }
    }

    @Test
    void aloneTestModeGoesOutToTheAllowListAndLiveToEveryone() throws IOException {
        shop("second", "third");
        try (RelaySink relay = new RelaySink()) {
            configure(relay, "C3@Example.com");
            Run tried = command("campaign", "run", Shop.CAMPAIGN);
            Run dry = command("go-live", "--dry-run");
            Run still = command("campaign", "run", "second");
            Run live = command("go-live");
            Run again = command("go-live");
            List<String> tested = relay.recipients();
            Run sent = command("campaign", "run", "third");
            Run caught = command("campaign", "run", Shop.CAMPAIGN);
            Run back = command("go-live", "--back-to-test");

            assertThat(tried.code()).as(tried.said()).isZero();
            assertThat(tried.out())
                    .contains("Test mode: mails stay in the built-in mailbox, except to")
                    .contains("c3@example.com, through 127.0.0.1:" + relay.port())
                    .contains("sent only 24: caught in test mode");
            assertThat(dry.out())
                    .contains("caught       24  note")
                    .contains("24 messages lie in the built-in mailbox and went to nobody")
                    .contains("Mails would go out to everyone through 127.0.0.1");
            assertThat(still.out()).contains("24: caught in test mode");
            assertThat(tested).containsExactly("c3@example.com", "c3@example.com");
            assertThat(live.code()).as(live.said()).isZero();
            assertThat(live.out())
                    .contains("caught       24  note\n", "caught       24  second\n")
                    .contains("Live: from now on mails go out to everyone through 127.0.0.1")
                    .contains("No message waits.");
            assertThat(again.out()).contains("nothing changes");
            assertThat(sent.out()).contains("Live: mails go out").doesNotContain("caught");
            assertThat(relay.recipients()).hasSize(2 + CUSTOMERS);
            assertThat(caught.out()).contains("24 messages caught went to nobody");
            assertThat(back.out()).startsWith("Test mode: no further mail goes out");
            assertThat(command("check").out()).contains("everything agrees");
            assertThat(mailbox()).isEqualTo(2 * (CUSTOMERS - 1));
        }
    }

    @Test
    void whereNoRelayIsSetGoingLiveIsRefusedInOneSentence() throws IOException {
        shop();

        Run refused = command("go-live");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("No relay is configured, so every mail would stay")
                .contains("epistle.yaml")
                .doesNotContain("Exception");
        assertThat(command("go-live", "--back-to-test").out()).contains("already");
    }

    @Test
    void aDemonstrationNeverGoesLive() throws IOException {
        shop();
        try (RelaySink relay = new RelaySink();
                Engine engine = Command.open(data())) {
            engine.clock.standAt(engine.now(), engine.writer);
            configure(relay, "'@example.com'");
        }

        Run refused = command("go-live");
        Run sent = command("campaign", "run", Shop.CAMPAIGN);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("is a demonstration").contains("invented");
        assertThat(sent.out()).startsWith("A demonstration: every mail stays");
        assertThat(mailbox()).isEqualTo(CUSTOMERS);
    }

    @Test
    void aConfigurationThatIsWrongIsSaidBeforeAnythingIsSent() throws IOException {
        shop();
        configure("relay:\n  host: smtp.shop.example\n  prot: 25\n");
        Run wrong = command("campaign", "run", Shop.CAMPAIGN);
        Run served = command("serve", "--port", "0");
        configure("relay:\n  host: smtp.shop.example\n");
        Run nowhere = command("serve", "--port", "0");

        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("epistle.yaml:3:3: found the key \"prot\"");
        assertThat(served.err()).isEqualTo(wrong.err());
        assertThat(nowhere.err()).startsWith("A relay is configured and no address");
        assertThat(mailbox()).isZero();
    }

    @Test
    void aRelayThatIsDownIsSaidAndNothingIsLost() throws IOException {
        shop();
        int port = ServeCommand.freePort();
        configure(
                """
                address: https://mail.shop.example
                relay: {host: 127.0.0.1, port: %d, encryption: none}
                test: {allow: ['@example.com']}
                """
                        .formatted(port));

        Run down = command("campaign", "run", Shop.CAMPAIGN);

        assertThat(down.code()).isEqualTo(1);
        assertThat(down.out()).contains("open          25");
        assertThat(down.err())
                .contains("The relay 127.0.0.1:%d takes no mail".formatted(port))
                .contains("25 messages of note wait");
        assertThat(mailbox()).isZero();
    }

    @Test
    void besideAServerTheRelayWithStartTlsAndAPasswordGetsWhatItMay() throws Exception {
        shop("second", "third");
        Certificates certificates = Certificates.make(folder, "ip:127.0.0.1");
        List<String> received = Collections.synchronizedList(new ArrayList<>());
        SMTPServer relay = demanding(certificates, received);
        relay.start();
        Files.writeString(data().resolve("relay-password"), PASSWORD + "\n");
        configure(
                """
                address: https://mail.shop.example
                relay:
                  host: 127.0.0.1
                  port: %d
                  encryption: starttls
                  user: shop
                  password-file: relay-password
                test:
                  allow: [c1@example.com, c2@example.com]
                """
                        .formatted(relay.getPortAllocated()));
        List<String> trusting =
                List.of(
                        "-Djavax.net.ssl.trustStore=" + certificates.file(),
                        "-Djavax.net.ssl.trustStorePassword=" + Certificates.STORE_PASSWORD);
        try (ServerProcess _ = ServerProcess.serve(data(), trusting)) {
            Run tried = command("campaign", "run", Shop.CAMPAIGN);
            List<String> tested = List.copyOf(received);
            Run elsewhere = command("go-live", "--config", folder.resolve("other.yaml"));
            Run live = command("go-live");
            Run sent = command("campaign", "run", "second");
            List<String> all = List.copyOf(received);
            Run back = command("go-live", "--back-to-test");
            Run third = command("campaign", "run", "third");

            assertThat(tried.code()).as(tried.said()).isZero();
            assertThat(tested).containsExactlyInAnyOrder("c1@example.com", "c2@example.com");
            assertThat(elsewhere.code()).isEqualTo(2);
            assertThat(live.out()).contains("caught       23  note").contains("Live: from now on");
            assertThat(sent.code()).as(sent.said()).isZero();
            assertThat(all).hasSize(2 + CUSTOMERS);
            assertThat(back.out()).startsWith("Test mode");
            assertThat(third.out()).contains("23: caught in test mode");
            assertThat(received).hasSize(2 + CUSTOMERS + 2);
        } finally {
            relay.stop();
        }
        try (Engine engine = Command.open(data())) {
            assertThat(
                            engine.ledger.counts(engine.store, "second").stream()
                                    .filter(count -> count.count() > 0)
                                    .map(count -> count.state()))
                    .containsExactly(LedgerState.ACCEPTED);
            assertThat(new Check(engine).run().findings()).isEmpty();
        }
    }

    /// A relay that takes nothing unencrypted and nothing from strangers.
    private static SMTPServer demanding(Certificates certificates, List<String> received) {
        return SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .requireTLS()
                .startTlsSocketFactory(certificates.server(), false)
                .authenticationHandlerFactory(
                        new EasyAuthenticationHandlerFactory((user, password, context) -> {
                            if (!user.equals("shop") || !password.equals(PASSWORD)) {
                                throw new LoginFailedException();
                            }
                        }))
                .requireAuth()
                .messageHandler((context, from, to, mail) -> received.add(to))
                .build();
    }
}
