package io.epistle.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.epistle.compose.EmailAddress;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.net.ssl.SSLContext;

final class MailboxServerTest {

    private static final Envelope ENVELOPE =
            new Envelope(
                    EmailAddress.of("bounce@shop.example"), EmailAddress.of("zoe@example.com"));
    private static final MailboxLimits SMALL =
            new MailboxLimits(1_000, 100, 2, 2, Duration.ofSeconds(20));

    private final KeptMail kept = new KeptMail();

    @Test
    void aSessionReadsAsTheStandardSays() throws IOException {
        try (MailboxServer server = start(MailboxLimits.standard());
                Client client = new Client(server)) {
            client.hears("220 epistle ESMTP")
                    .says("EHLO me")
                    .hears(
                            "250-epistle",
                            "250-PIPELINING",
                            "250-SIZE 10000000",
                            "250-8BITMIME",
                            "250-SMTPUTF8",
                            "250 ENHANCEDSTATUSCODES")
                    .says("mail from:<a@b.example> size=100 Body=8BITMIME")
                    .hears("250 2.1.0 Ok")
                    .says("RCPT TO: <\"odd> one\"@example.com>")
                    .hears("250 2.1.5 Ok")
                    .says("rcpt to:<@relay.example:second@example.com>")
                    .hears("250 2.1.5 Ok")
                    .says("DATA")
                    .hears("354 End with a dot on a line by itself")
                    .says("Subject: x", "", "..stuffed", "...", ".")
                    .hears("250 2.0.0 Ok")
                    .says("MAIL FROM:<>", "RCPT TO:<postmaster>", "RSET", "NOOP", "VRFY x", "QUIT")
                    .hears(
                            "250 2.1.0 Ok",
                            "250 2.1.5 Ok",
                            "250 2.0.0 Ok",
                            "250 2.0.0 Ok",
                            "252 2.1.5 Send it and see",
                            "221 2.0.0 Goodbye")
                    .hearsEnd();
        }

        assertThat(kept.kept())
                .containsExactly(
                        new KeptMail.Kept(
                                new ReceivedEnvelope(
                                        "me",
                                        "a@b.example",
                                        List.of("\"odd> one\"@example.com", "second@example.com")),
                                "Subject: x\r\n\r\n.stuffed\r\n..\r\n"));
    }

    @Test
    void whatIsOutOfOrderOrMalformedIsRefusedAndForgotten() throws IOException {
        try (MailboxServer server = start(SMALL);
                Client client = new Client(server)) {
            client.hears("220 epistle ESMTP")
                    .says(
                            "MAIL FROM:<a@b.example>",
                            "RCPT TO:<a@b.example>",
                            "DATA",
                            "EHLO",
                            "WHAT",
                            "")
                    .hears(
                            "503 5.5.1 Say EHLO first",
                            "503 5.5.1 Name the sender first",
                            "503 5.5.1 Name a recipient first",
                            "501 5.5.4 Say your name",
                            "500 5.5.1 Command unknown",
                            "500 5.5.1 Command unknown")
                    .says("HELO me", "MAIL FROM:a@b.example", "MAIL FROM:<a@b.example> SIZE=1001")
                    .hears(
                            "250 epistle",
                            "501 5.5.4 Expected MAIL FROM:<address>",
                            "552 5.3.4 Message too large")
                    .says(
                            "MAIL FROM:<a@b.example> RET=HDRS",
                            "MAIL FROM:<a@b.example>",
                            "MAIL FROM:<c@d.example>")
                    .hears(
                            "555 5.5.4 Parameter unknown",
                            "250 2.1.0 Ok",
                            "503 5.5.1 One sender only")
                    .says("RCPT TO:<>", "RCPT TO:<nobody>", "RCPT TO:<a@b.example> NOTIFY=NEVER")
                    .hears(
                            "501 5.5.4 Expected RCPT TO:<address>",
                            "501 5.5.4 Expected RCPT TO:<address>",
                            "555 5.5.4 Parameter unknown")
                    .says(
                            "RCPT TO:<1@b.example>",
                            "RCPT TO:<2@b.example>",
                            "RCPT TO:<3@b.example>",
                            "DATA now")
                    .hears(
                            "250 2.1.5 Ok",
                            "250 2.1.5 Ok",
                            "452 4.5.3 Too many recipients",
                            "501 5.5.4 DATA stands alone")
                    .says("MAIL FROM:<" + "x".repeat(3_000) + "@b.example>")
                    .hears("500 5.5.2 Line too long");
        }

        assertThat(kept.kept()).isEmpty();
    }

    @Test
    void onlyADotBetweenProperLineEndsEndsAMessage() throws IOException {
        List<String> smuggles =
                List.of(
                        "\n.\n",
                        "\n.\r\n",
                        "\r\n.\n",
                        "\r.\r",
                        "\r\n.\r\r\n",
                        "\r\n.\r",
                        "\n.\r",
                        "\r.\r\n");
        for (String smuggle : smuggles) {
            try (MailboxServer server = start(MailboxLimits.standard());
                    Client client = new Client(server)) {
                client.hears("220 epistle ESMTP")
                        .says("HELO me", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA")
                        .hears(
                                "250 epistle",
                                "250 2.1.0 Ok",
                                "250 2.1.5 Ok",
                                "354 End with a dot on a line by itself")
                        .saysRaw(
                                "text"
                                        + smuggle
                                        + "MAIL FROM:<forged@bank.example>\r\n"
                                        + "RCPT TO:<c@d.example>\r\n"
                                        + ".\r\n")
                        .hears("554 5.6.0 A line ends in a bare CR or LF")
                        .says("QUIT")
                        .hears("221 2.0.0 Goodbye")
                        .hearsEnd();
            }
        }

        assertThat(kept.kept()).isEmpty();
    }

    @Test
    void messagesBeyondTheLimitsAreRefusedAndTheSessionGoesOn() throws IOException {
        try (MailboxServer server = start(SMALL);
                Client client = new Client(server)) {
            client.hears("220 epistle ESMTP").says("HELO me").hears("250 epistle");
            client.sends("a".repeat(100) + "\r\n").hears("250 2.0.0 Ok");
            client.sends("a".repeat(101) + "\r\n").hears("554 5.6.0 A line is longer than 100");
            client.sends(("a".repeat(98) + "\r\n").repeat(10)).hears("250 2.0.0 Ok");
            client.sends(("a".repeat(98) + "\r\n").repeat(10) + "\r\n")
                    .hears("552 5.3.4 Message too large");
            client.sends("").hears("250 2.0.0 Ok");
        }

        assertThat(kept.kept()).hasSize(3);
        assertThat(kept.kept().getLast().message()).isEmpty();
    }

    @Test
    void aMessageWithoutEndIsCutOff() throws IOException {
        try (MailboxServer server = start(SMALL);
                Client client = new Client(server)) {
            client.hears("220 epistle ESMTP")
                    .says("HELO me", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA")
                    .hears(
                            "250 epistle",
                            "250 2.1.0 Ok",
                            "250 2.1.5 Ok",
                            "354 End with a dot on a line by itself");

            client.saysUntilRefused("x".repeat(1_000), 10_000);
        }

        assertThat(kept.kept()).isEmpty();
    }

    @Test
    void whatTheSinkCannotStoreStaysWithTheSender() throws IOException {
        kept.failNext(1);
        byte[] message = "Subject: x\r\n\r\ny\r\n".getBytes(UTF_8);
        try (MailboxServer server = start(MailboxLimits.standard());
                SmtpChannel channel = channel(server, 1)) {

            DeliveryOutcome first = channel.deliver(ENVELOPE, message, () -> true);
            DeliveryOutcome second = channel.deliver(ENVELOPE, message, () -> true);

            assertThat(first)
                    .isEqualTo(
                            new DeliveryOutcome.Deferred(
                                    Stage.CONFIRMATION,
                                    Reply.of(451, "4.3.0 Could not be stored, try again later")));
            assertThat(second).isInstanceOf(DeliveryOutcome.Accepted.class);
        }
        assertThat(kept.kept()).hasSize(1);
    }

    @Test
    void aHandOverThatSaysNoStoresNothing() throws IOException {
        try (MailboxServer server = start(MailboxLimits.standard());
                SmtpChannel channel = channel(server, 1)) {
            DeliveryOutcome outcome =
                    channel.deliver(ENVELOPE, "x\r\n".getBytes(UTF_8), CountedHandOver.refusing());

            assertThat(outcome).isEqualTo(new DeliveryOutcome.Withheld());
        }
        assertThat(kept.kept()).isEmpty();
    }

    @Test
    void everyByteArrivesAsItWasSent() throws IOException {
        Random random = new Random(21);
        String alphabet = ".....\r\nabc \u00E9\u0000\u00FF";
        List<String> sent = new ArrayList<>();
        try (MailboxServer server = start(MailboxLimits.standard());
                SmtpChannel channel = channel(server, 1)) {
            for (int i = 0; i < 1_000; i++) {
                StringBuilder text = new StringBuilder();
                for (int lines = random.nextInt(8); lines > 0; lines--) {
                    for (int n = random.nextInt(random.nextInt(20) == 0 ? 990 : 6); n > 0; n--) {
                        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                    }
                    text.append("\r\n");
                }
                String message = text.toString().replaceAll("\r(?!\n)|(?<!\r)\n", "") + "x\r\n";
                sent.add(message);

                DeliveryOutcome outcome =
                        channel.deliver(ENVELOPE, message.getBytes(ISO_8859_1), () -> true);

                assertThat(outcome).isInstanceOf(DeliveryOutcome.Accepted.class);
            }
        }

        assertThat(kept.kept().stream().map(KeptMail.Kept::message)).isEqualTo(sent);
    }

    @Test
    void manyAtOnceEachArriveOnce() throws IOException, ExecutionException, InterruptedException {
        int messages = 1_000;
        try (MailboxServer server = start(MailboxLimits.standard());
                SmtpChannel channel = channel(server, 6);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<DeliveryOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < messages; i++) {
                byte[] message =
                        ("Subject: " + i + "\r\n\r\n" + "x".repeat(i % 500) + "\r\n")
                                .getBytes(UTF_8);
                outcomes.add(threads.submit(() -> channel.deliver(ENVELOPE, message, () -> true)));
            }
            for (Future<DeliveryOutcome> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(DeliveryOutcome.Accepted.class);
            }
        }

        assertThat(
                        kept.kept().stream()
                                .map(mail -> mail.message().lines().findFirst().orElse(""))
                                .distinct())
                .hasSize(messages);
        assertThat(kept.kept()).hasSize(messages);
    }

    @Test
    void clientsBeyondTheLimitAreTurnedAway() throws IOException {
        try (MailboxServer server = start(SMALL);
                Client first = new Client(server);
                Client second = new Client(server)) {
            first.hears("220 epistle ESMTP");
            second.hears("220 epistle ESMTP");
            try (Client third = new Client(server)) {
                third.hears("421 4.3.2 Too many connections").hearsEnd();
            }
            first.says("QUIT").hears("221 2.0.0 Goodbye").hearsEnd();
        }
    }

    @Test
    void aSilentClientIsSentAway() throws IOException {
        MailboxLimits impatient = new MailboxLimits(1_000, 100, 2, 2, Duration.ofMillis(100));
        try (MailboxServer server = start(impatient);
                Client client = new Client(server)) {
            client.hears("220 epistle ESMTP", "421 4.4.2 Silent for too long").hearsEnd();
        }
    }

    @Test
    void aClientThatOnlyErrsIsSentAway() throws IOException {
        try (MailboxServer server = start(SMALL);
                Client client = new Client(server)) {
            client.hears("220 epistle ESMTP");
            for (int i = 0; i < MailboxDialogue.ERRORS_MAX; i++) {
                client.says("x").hears("500 5.5.1 Command unknown");
            }
            client.says("x").hears("421 4.7.0 Too many errors").hearsEnd();
        }
    }

    @Test
    void aBusyPortIsNamedWithWhatToDo() throws IOException {
        try (MailboxServer server = start(SMALL)) {
            assertThatThrownBy(() ->
                            MailboxServer.start(
                                    InetAddress.getLoopbackAddress(), server.port(), SMALL, kept))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "cannot receive mail at 127.0.0.1:"
                                    + server.port()
                                    + " (Address already in use): stop the program that uses this"
                                    + " port or choose another");
        }
    }

    @Test
    void closingLetsAMessageFinish() throws IOException, InterruptedException, ExecutionException {
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        MailboxSink slow =
                (envelope, message) -> {
                    storing.countDown();
                    await(mayEnd);
                    kept.received(envelope, message);
                };
        try (MailboxServer server =
                        MailboxServer.start(
                                InetAddress.getLoopbackAddress(),
                                0,
                                MailboxLimits.standard(),
                                slow);
                Client idle = new Client(server);
                SmtpChannel channel = channel(server, 1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            idle.hears("220 epistle ESMTP");
            Future<DeliveryOutcome> outcome =
                    threads.submit(
                            () -> channel.deliver(ENVELOPE, "x\r\n".getBytes(UTF_8), () -> true));
            storing.await();

            Future<?> closed = threads.submit(server::close);
            idle.hearsEnd();
            mayEnd.countDown();

            assertThat(outcome.get()).isInstanceOf(DeliveryOutcome.Accepted.class);
            closed.get();
            assertThatThrownBy(() -> new Client(server)).isInstanceOf(IOException.class);
        }
        assertThat(kept.kept()).hasSize(1);
    }

    private MailboxServer start(MailboxLimits limits) throws IOException {
        return MailboxServer.start(InetAddress.getLoopbackAddress(), 0, limits, kept);
    }

    private static SmtpChannel channel(MailboxServer server, int connectionsMax) {
        try {
            return new SmtpChannel(
                    "mailbox",
                    new SmtpSettings(
                            "127.0.0.1",
                            server.port(),
                            Encryption.NONE,
                            new Credentials.None(),
                            "localhost",
                            SmtpTimeouts.all(Duration.ofSeconds(20)),
                            connectionsMax,
                            100),
                    SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has TLS, found none", e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A client that says whatever a test wants.
    private static final class Client implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;

        private Client(MailboxServer server) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.setSoTimeout(20_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        private Client says(String... lines) throws IOException {
            return saysRaw(String.join("\r\n", lines) + "\r\n");
        }

        private Client saysRaw(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            return this;
        }

        private Client hears(String... lines) throws IOException {
            for (String line : lines) {
                assertThat(in.readLine()).isEqualTo(line);
            }
            return this;
        }

        private void hearsEnd() throws IOException {
            assertThat(in.readLine()).isNull();
        }

        private Client sends(String content) throws IOException {
            return says("MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA")
                    .hears("250 2.1.0 Ok", "250 2.1.5 Ok", "354 End with a dot on a line by itself")
                    .saysRaw(content + ".\r\n");
        }

        private void saysUntilRefused(String text, int times) {
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < times; i++) {
                                    saysRaw(text);
                                }
                            })
                    .isInstanceOf(IOException.class);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
