package io.epistle.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.compose.EmailAddress;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;

final class SmtpTlsTest {

    private static final Envelope ENVELOPE =
            new Envelope(
                    EmailAddress.of("bounce@shop.example"), EmailAddress.of("zoe@example.com"));
    private static final byte[] MESSAGE =
            "Subject: x\r\n\r\ntext\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Credentials PASSWORD = new Credentials.Password("shop", "s3cret");

    @TempDir private static Path folder;
    private static Certificates valid;
    private static Certificates ofAnother;

    @BeforeAll
    static void makeKeys() throws IOException, GeneralSecurityException {
        valid =
                Certificates.make(
                        Files.createDirectory(folder.resolve("valid")),
                        "ip:127.0.0.1,dns:localhost");
        ofAnother =
                Certificates.make(
                        Files.createDirectory(folder.resolve("another")), "dns:relay.example");
    }

    @Test
    void startTlsEncryptsBeforeLogInAndEnvelope() throws IOException {
        ScriptedServer.Script script =
                client ->
                        client.welcome("STARTTLS", "PIPELINING")
                                .hearAndSay("220 go")
                                .encrypt(valid.server())
                                .hear()
                                .raw("250-scripted\r\n250-AUTH LOGIN PLAIN\r\n250 PIPELINING\r\n")
                                .hearAndSay("235 welcome")
                                .takeMessage("250 ok");

        Delivery delivery = deliver(Encryption.STARTTLS, PASSWORD, valid.client(), script);

        assertThat(delivery.outcome).isInstanceOf(DeliveryOutcome.Accepted.class);
        assertThat(delivery.heard)
                .startsWith(
                        "EHLO localhost",
                        "STARTTLS",
                        "EHLO localhost",
                        "AUTH PLAIN " + base64("\0shop\0s3cret"),
                        "MAIL FROM:<bounce@shop.example>");
    }

    @Test
    void tlsFromTheFirstByteWorksToo() throws IOException {
        ScriptedServer.Script script =
                client ->
                        client.encrypt(valid.server()).welcome("PIPELINING").takeMessage("250 ok");

        Delivery delivery = deliver(Encryption.TLS, new Credentials.None(), valid.client(), script);

        assertThat(delivery.outcome).isInstanceOf(DeliveryOutcome.Accepted.class);
    }

    @Test
    void aDropAfterTheFinalDotIsUncertainUnderTlsToo() throws IOException {
        ScriptedServer.Script script =
                client ->
                        client.encrypt(valid.server())
                                .welcome("PIPELINING")
                                .takeEnvelope()
                                .hearContent()
                                .reset();

        Delivery delivery = deliver(Encryption.TLS, new Credentials.None(), valid.client(), script);

        assertThat(delivery.outcome).isInstanceOf(DeliveryOutcome.Uncertain.class);
        assertThat(delivery.handOvers).isEqualTo(1);
    }

    @Test
    void aCertificateNobodyVouchesForGetsNoMail() throws IOException, GeneralSecurityException {
        Delivery delivery =
                deliver(
                        Encryption.TLS,
                        new Credentials.None(),
                        SSLContext.getDefault(),
                        client -> client.encrypt(valid.server()).stall());

        assertUnsentForTls(delivery);
    }

    @Test
    void aCertificateForAnotherHostGetsNoMail() throws IOException {
        Delivery delivery =
                deliver(
                        Encryption.STARTTLS,
                        PASSWORD,
                        ofAnother.client(),
                        client ->
                                client.welcome("STARTTLS")
                                        .hearAndSay("220 go")
                                        .encrypt(ofAnother.server())
                                        .stall());

        assertUnsentForTls(delivery);
        assertThat(delivery.heard).containsExactly("EHLO localhost", "STARTTLS");
    }

    @Test
    void aServerThatHidesStartTlsGetsNeitherPasswordNorMail() throws IOException {
        Delivery delivery =
                deliver(
                        Encryption.STARTTLS,
                        PASSWORD,
                        valid.client(),
                        client -> client.welcome("AUTH PLAIN", "PIPELINING").stall());

        assertThat(delivery.outcome)
                .isEqualTo(
                        new DeliveryOutcome.Unsent(
                                Stage.TLS,
                                "the server does not offer STARTTLS, which is required"));
        assertThat(delivery.heard).containsExactly("EHLO localhost");
    }

    @Test
    void anAnswerSlippedInBeforeTheEncryptionIsNotBelieved() throws IOException {
        Delivery delivery =
                deliver(
                        Encryption.STARTTLS,
                        PASSWORD,
                        valid.client(),
                        client ->
                                client.welcome("STARTTLS")
                                        .hear()
                                        .raw("220 go\r\n250-slipped\r\n250 AUTH PLAIN\r\n")
                                        .stall());

        assertThat(delivery.outcome)
                .isEqualTo(
                        new DeliveryOutcome.Unsent(
                                Stage.TLS,
                                "the server answered unintelligibly: it spoke before the encryption"
                                        + " stood"));
    }

    @Test
    void aHandshakeThatNeverEndsIsGivenUpInTime() throws IOException {
        SmtpTimeouts impatient = SmtpTimeouts.all(Duration.ofMillis(500));

        Delivery delivery =
                deliver(
                        Encryption.TLS,
                        new Credentials.None(),
                        valid.client(),
                        impatient,
                        ScriptedServer.Peer::stall);

        assertThat(delivery.outcome)
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Unsent.class,
                        unsent -> assertThat(unsent.stage()).isEqualTo(Stage.TLS));
    }

    @Test
    void logInFallsBackToLogin() throws IOException {
        Delivery delivery =
                deliver(
                        Encryption.NONE,
                        PASSWORD,
                        valid.client(),
                        client ->
                                client.welcome("AUTH=LOGIN", "AUTH LOGIN CRAM-MD5")
                                        .hearAndSay("334 VXNlcm5hbWU6")
                                        .hearAndSay("334 UGFzc3dvcmQ6")
                                        .hearAndSay("235 ok")
                                        .takeMessage("250 ok"));

        assertThat(delivery.outcome).isInstanceOf(DeliveryOutcome.Accepted.class);
        assertThat(delivery.heard)
                .startsWith("EHLO localhost", "AUTH LOGIN", base64("shop"), base64("s3cret"));
    }

    @Test
    void anAccessTokenLogsInAndItsRefusalIsHeardOut() throws IOException {
        Credentials token = new Credentials.AccessToken("shop@example.com", "ya29.x");
        Delivery accepted =
                deliver(
                        Encryption.NONE,
                        token,
                        valid.client(),
                        client ->
                                client.welcome("AUTH XOAUTH2")
                                        .hearAndSay("235 ok")
                                        .takeMessage("250 ok"));
        Delivery refused =
                deliver(
                        Encryption.NONE,
                        token,
                        valid.client(),
                        client ->
                                client.welcome("AUTH XOAUTH2")
                                        .hearAndSay("334 eyJzdGF0dXMiOiI0MDAifQ==")
                                        .hearAndSay("535 5.7.8 bad token")
                                        .stall());

        assertThat(accepted.outcome).isInstanceOf(DeliveryOutcome.Accepted.class);
        assertThat(accepted.heard.get(1))
                .isEqualTo(
                        "AUTH XOAUTH2 " + base64("user=shop@example.com\1auth=Bearer ya29.x\1\1"));
        assertThat(refused.outcome)
                .isEqualTo(
                        new DeliveryOutcome.Unsent(
                                Stage.AUTHENTICATE, "the server answered 535 5.7.8 bad token"));
    }

    @Test
    void aRefusedLogInIsTheChannelsFaultNotTheMessages() throws IOException {
        for (String reply : List.of("535 5.7.8 bad password", "454 4.7.0 try later")) {
            Delivery delivery =
                    deliver(
                            Encryption.NONE,
                            PASSWORD,
                            valid.client(),
                            client -> client.welcome("AUTH PLAIN").hearAndSay(reply).stall());

            assertThat(delivery.outcome)
                    .isIn(
                            new DeliveryOutcome.Unsent(
                                    Stage.AUTHENTICATE,
                                    "the server answered 535 5.7.8 bad password"),
                            new DeliveryOutcome.Deferred(
                                    Stage.AUTHENTICATE, Reply.of(454, "4.7.0 try later")));
            assertThat(delivery.handOvers).isZero();
        }
    }

    @Test
    void aServerWithoutAWayToLogInGetsNoMail() throws IOException {
        Delivery delivery =
                deliver(
                        Encryption.NONE,
                        PASSWORD,
                        valid.client(),
                        client -> client.welcome("PIPELINING").stall());

        assertThat(delivery.outcome)
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Unsent.class,
                        unsent -> assertThat(unsent.stage()).isEqualTo(Stage.AUTHENTICATE));
    }

    @Test
    void aPasswordNeverCrossesTheNetworkReadableAndNeverShowsInText() {
        assertThatThrownBy(() ->
                        settings(
                                "relay.example",
                                25,
                                Encryption.NONE,
                                PASSWORD,
                                SmtpTimeouts.standard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("encryption is STARTTLS or TLS where credentials are given")
                .hasMessageNotContaining("s3cret");
        assertThat(PASSWORD.toString() + new Credentials.AccessToken("shop", "s3cret"))
                .doesNotContain("s3cret");
    }

    private static void assertUnsentForTls(Delivery delivery) {
        assertThat(delivery.outcome)
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Unsent.class,
                        unsent -> {
                            assertThat(unsent.stage()).isEqualTo(Stage.TLS);
                            assertThat(unsent.reason()).startsWith("TLS failed: ");
                        });
        assertThat(delivery.handOvers).isZero();
    }

    private record Delivery(DeliveryOutcome outcome, int handOvers, List<String> heard) {}

    private static Delivery deliver(
            Encryption encryption,
            Credentials credentials,
            SSLContext trust,
            ScriptedServer.Script script)
            throws IOException {
        return deliver(
                encryption, credentials, trust, SmtpTimeouts.all(Duration.ofSeconds(20)), script);
    }

    private static Delivery deliver(
            Encryption encryption,
            Credentials credentials,
            SSLContext trust,
            SmtpTimeouts timeouts,
            ScriptedServer.Script script)
            throws IOException {
        CountedHandOver handOver = CountedHandOver.agreeing();
        try (ScriptedServer server = ScriptedServer.playing(script)) {
            SmtpSettings settings =
                    settings("127.0.0.1", server.port(), encryption, credentials, timeouts);
            SmtpChannel channel = new SmtpChannel("relay", settings, trust);
            DeliveryOutcome outcome = channel.deliver(ENVELOPE, MESSAGE, handOver);
            return new Delivery(outcome, handOver.calls(), server.heard());
        }
    }

    private static SmtpSettings settings(
            String host,
            int port,
            Encryption encryption,
            Credentials credentials,
            SmtpTimeouts timeouts) {
        return new SmtpSettings(host, port, encryption, credentials, "localhost", timeouts, 4, 100);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
