package io.epistle.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.compose.EmailAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;

/// What the client claims about a message when the server fails, stage by stage.
final class SmtpFaultsTest {

    private static final Envelope ENVELOPE =
            new Envelope(
                    EmailAddress.of("bounce@shop.example"), EmailAddress.of("zoe@example.com"));
    private static final byte[] MESSAGE = bytes("Subject: x\r\n\r\n.dot\r\ntext\r\n");

    /// Larger than what the sockets of both sides hold.
    private static final byte[] LARGE = bytes("Subject: x\r\n\r\n" + "text\r\n".repeat(4_000_000));

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(20);

    /// The steps of a session with a server that answers them.
    enum Point {
        GREETING(Stage.GREETING),
        HELLO(Stage.HELLO),
        MAIL(Stage.MAIL),
        RECIPIENT(Stage.RECIPIENT),
        DATA(Stage.DATA),
        CONFIRMATION(Stage.CONFIRMATION);

        private final Stage stage;

        Point(Stage stage) {
            this.stage = stage;
        }

        /// Plays the session up to where the server owes the answer of this point.
        private void playTo(ScriptedServer.Peer client, String... features) throws IOException {
            if (this == GREETING) {
                return;
            }
            client.say("220 scripted").hear();
            if (this == HELLO) {
                return;
            }
            for (String feature : features) {
                client.raw("250-" + feature + "\r\n");
            }
            client.say("250 HELP");
            for (Point point : List.of(MAIL, RECIPIENT, DATA)) {
                client.hear();
                if (this == point) {
                    return;
                }
                client.say(point == DATA ? "354 go on" : "250 ok");
            }
            client.hearContent();
        }

        /// Impatient at this point alone, so that a slow machine does not fail elsewhere.
        private SmtpTimeouts impatient() {
            boolean command = this == HELLO || this == MAIL || this == RECIPIENT;
            return new SmtpTimeouts(
                    LONG,
                    this == GREETING ? SHORT : LONG,
                    command ? SHORT : LONG,
                    this == DATA ? SHORT : LONG,
                    LONG,
                    this == CONFIRMATION ? SHORT : LONG);
        }

        private boolean isAfterHandOver() {
            return this == CONFIRMATION;
        }
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ScriptedServer server = ScriptedServer.playing()) {
            port = server.port();
        }
        CountedHandOver handOver = CountedHandOver.agreeing();

        try (SmtpChannel channel = channel(port, LONG)) {
            DeliveryOutcome outcome = channel.deliver(ENVELOPE, MESSAGE, handOver);

            assertThat(outcome)
                    .isEqualTo(
                            new DeliveryOutcome.Unsent(
                                    Stage.CONNECT, "the connection broke: Connection refused"));
            assertThat(handOver.calls()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void aDropBeforeTheAnswerIsUncertainOnlyAfterTheHandOver(Point point) throws IOException {
        for (String feature : List.of("PIPELINING", "X-PLAIN")) {
            Delivery delivery = deliver(LONG, MESSAGE, client -> point.playTo(client, feature));

            if (point.isAfterHandOver()) {
                assertThat(delivery.outcome)
                        .isEqualTo(
                                new DeliveryOutcome.Uncertain("the server closed the connection"));
            } else {
                assertThat(delivery.outcome)
                        .isEqualTo(
                                new DeliveryOutcome.Unsent(
                                        point.stage, "the server closed the connection"));
            }
            assertThat(delivery.handOvers).isEqualTo(point.isAfterHandOver() ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void aResetBeforeTheAnswerIsUncertainOnlyAfterTheHandOver(Point point) throws IOException {
        Delivery delivery =
                deliver(
                        LONG,
                        MESSAGE,
                        client -> {
                            point.playTo(client, "PIPELINING");
                            client.reset();
                        });

        assertThat(delivery.outcome.surelyNotAccepted()).isEqualTo(!point.isAfterHandOver());
        assertThat(delivery.outcome)
                .isInstanceOf(
                        point.isAfterHandOver()
                                ? DeliveryOutcome.Uncertain.class
                                : DeliveryOutcome.Unsent.class);
        assertThat(delivery.handOvers).isEqualTo(point.isAfterHandOver() ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void silenceEndsInTimeAndIsUncertainOnlyAfterTheHandOver(Point point) throws IOException {
        Delivery delivery =
                deliver(
                        point.impatient(),
                        MESSAGE,
                        client -> {
                            point.playTo(client, "PIPELINING");
                            client.stall();
                        });

        assertUnansweredAt(point, delivery);
        assertThat(delivery.reason()).startsWith("no answer in time");
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void anAnswerThatDripsWithoutEndEndsInTime(Point point) throws IOException {
        Delivery delivery =
                deliver(
                        point.impatient(),
                        MESSAGE,
                        client -> {
                            point.playTo(client, "PIPELINING");
                            client.raw("250-").drip("x", 20);
                        });

        assertUnansweredAt(point, delivery);
        assertThat(delivery.reason()).startsWith("no answer in time");
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void garbageIsUncertainOnlyAfterTheHandOver(Point point) throws IOException {
        List<String> garbage =
                List.of(
                        "hello there\r\n",
                        "\r\n",
                        "25\r\n",
                        "2500 ok\r\n",
                        "999 ok\r\n",
                        "150 ok\r\n",
                        "\u0000\u0001\u0002\u00FF\r\n",
                        "250-yes\r\n354 no\r\n",
                        "250-yes\r\n" + "250-more\r\n".repeat(200),
                        "250 " + "x".repeat(10_000) + "\r\n",
                        "x".repeat(100_000));
        for (String text : garbage) {
            Delivery delivery =
                    deliver(
                            LONG,
                            MESSAGE,
                            client -> {
                                point.playTo(client, "PIPELINING");
                                client.raw(text).stall();
                            });

            assertUnansweredAt(point, delivery);
            assertThat(delivery.reason()).startsWith("the server answered unintelligibly");
        }
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void aHalfAnswerAndADropAreUncertainOnlyAfterTheHandOver(Point point) throws IOException {
        for (String half : List.of("2", "250", "250-first line\r\n", "250 no line end")) {
            Delivery delivery =
                    deliver(
                            LONG,
                            MESSAGE,
                            client -> {
                                point.playTo(client, "PIPELINING");
                                client.raw(half);
                            });

            assertUnansweredAt(point, delivery);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 421, DEFERRED", "GREETING, 450, DEFERRED", "GREETING, 554, UNSENT",
        "HELLO, 421, DEFERRED", "MAIL, 421, DEFERRED", "MAIL, 451, DEFERRED",
        "MAIL, 550, REJECTED", "MAIL, 530, UNSENT", "MAIL, 503, UNSENT",
        "RECIPIENT, 421, DEFERRED", "RECIPIENT, 450, DEFERRED", "RECIPIENT, 550, REJECTED",
        "RECIPIENT, 535, UNSENT", "DATA, 421, DEFERRED", "DATA, 451, DEFERRED",
        "DATA, 554, REJECTED", "CONFIRMATION, 421, DEFERRED", "CONFIRMATION, 452, DEFERRED",
        "CONFIRMATION, 554, REJECTED", "CONFIRMATION, 503, REJECTED"
    })
    void aRefusalIsSurelyNotAcceptedWhereverItComes(Point point, int code, String expected)
            throws IOException {
        for (String feature : List.of("PIPELINING", "X-PLAIN")) {
            Delivery delivery =
                    deliver(
                            LONG,
                            MESSAGE,
                            client -> {
                                point.playTo(client, feature);
                                client.say(code + " 4.7.1 wait");
                                client.stall();
                            });

            Reply reply = Reply.of(code, "4.7.1 wait");
            DeliveryOutcome outcome =
                    switch (expected) {
                        case "DEFERRED" -> new DeliveryOutcome.Deferred(point.stage, reply);
                        case "REJECTED" -> new DeliveryOutcome.Rejected(point.stage, reply);
                        default ->
                                new DeliveryOutcome.Unsent(
                                        point.stage, "the server answered " + code + " 4.7.1 wait");
                    };
            assertThat(delivery.outcome).isEqualTo(outcome);
            assertThat(delivery.outcome.surelyNotAccepted()).isTrue();
            assertThat(delivery.handOvers).isEqualTo(point.isAfterHandOver() ? 1 : 0);
        }
    }

    @Test
    void aServerThatKnowsOnlyHeloIsServed() throws IOException {
        Delivery delivery =
                deliver(
                        LONG,
                        MESSAGE,
                        client ->
                                client.say("220 old")
                                        .hearAndSay("500 what?")
                                        .hearAndSay("250 hello")
                                        .takeMessage("250 done"));

        assertThat(delivery.outcome)
                .isEqualTo(new DeliveryOutcome.Accepted(Reply.of(250, "done"), ""));
        assertThat(delivery.heard.subList(0, 2))
                .containsExactly("EHLO localhost", "HELO localhost");
    }

    @Test
    void bothHellosRefusedLeaveTheMessageUnsent() throws IOException {
        Delivery delivery =
                deliver(
                        LONG,
                        MESSAGE,
                        client ->
                                client.say("220 x")
                                        .hearAndSay("502 no")
                                        .hearAndSay("550 no")
                                        .stall());

        assertThat(delivery.outcome)
                .isEqualTo(new DeliveryOutcome.Unsent(Stage.HELLO, "the server answered 550 no"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING", "X-PLAIN"})
    void acceptedAndDroppedIsAcceptedAndTheNextMessageTakesAnotherConnection(String feature)
            throws IOException {
        ScriptedServer.Script script =
                client -> client.welcome(feature).takeMessage("250 2.0.0 Ok: queued as 4ABC12");
        try (ScriptedServer server = ScriptedServer.playing(script, script);
                SmtpChannel channel = channel(server.port(), LONG)) {
            CountedHandOver handOver = CountedHandOver.agreeing();

            DeliveryOutcome first = channel.deliver(ENVELOPE, MESSAGE, handOver);
            DeliveryOutcome second = channel.deliver(ENVELOPE, MESSAGE, handOver);

            DeliveryOutcome accepted =
                    new DeliveryOutcome.Accepted(
                            Reply.of(250, "2.0.0 Ok: queued as 4ABC12"), "4ABC12");
            assertThat(List.of(first, second)).containsExactly(accepted, accepted);
            assertThat(handOver.calls()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aDropAmidALargeContentIsSurelyNotSent() throws IOException {
        Delivery delivery =
                deliver(
                        LONG,
                        LARGE,
                        client ->
                                client.welcome("PIPELINING")
                                        .takeEnvelope()
                                        .hearBytes(1_000)
                                        .reset());

        assertThat(delivery.outcome)
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Unsent.class,
                        unsent -> assertThat(unsent.stage()).isEqualTo(Stage.CONTENT));
        assertThat(delivery.handOvers).isZero();
    }

    @Test
    void aDropAmidASmallContentIsUncertainExactlyWhenItWasHandedOver() throws IOException {
        for (int i = 0; i < 30; i++) {
            Delivery delivery =
                    deliver(
                            LONG,
                            MESSAGE,
                            client ->
                                    client.welcome("PIPELINING")
                                            .takeEnvelope()
                                            .hearBytes(3)
                                            .reset());

            if (delivery.handOvers == 0) {
                assertThat(delivery.outcome).isInstanceOf(DeliveryOutcome.Unsent.class);
            } else {
                assertThat(delivery.outcome).isInstanceOf(DeliveryOutcome.Uncertain.class);
            }
        }
    }

    @Test
    void aServerThatStopsReadingAmidTheContentIsGivenUpInTime() throws IOException {
        Delivery delivery =
                deliver(
                        SHORT,
                        LARGE,
                        client -> client.welcome("PIPELINING").takeEnvelope().stall());

        assertThat(delivery.outcome)
                .isEqualTo(
                        new DeliveryOutcome.Unsent(
                                Stage.CONTENT, "no answer in time (not done within 0.5 s)"));
        assertThat(delivery.handOvers).isZero();
    }

    @Test
    void anAnswerBeforeTheFinalDotEndsTheDeliveryBeforeTheHandOver() throws IOException {
        Delivery delivery =
                deliver(
                        LONG,
                        MESSAGE,
                        client ->
                                client.welcome("PIPELINING")
                                        .hearAndSay("250 ok")
                                        .hearAndSay("250 ok")
                                        .hear()
                                        .raw("354 go on\r\n552 5.3.4 too large\r\n")
                                        .stall());

        assertThat(delivery.outcome)
                .isEqualTo(
                        new DeliveryOutcome.Rejected(
                                Stage.CONTENT, Reply.of(552, "5.3.4 too large")));
        assertThat(delivery.handOvers).isZero();
    }

    @Test
    void afterAnAnswerBeforeTheFinalDotTheNextMessageTakesAnotherConnection() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.playing(
                                client ->
                                        client.welcome("PIPELINING")
                                                .hearAndSay("250 ok")
                                                .hearAndSay("250 ok")
                                                .hear()
                                                .raw("354 go on\r\n452 4.3.1 disk full\r\n")
                                                .takeMessage("250 mixed up"),
                                client -> client.welcome("PIPELINING").takeMessage("250 second"));
                SmtpChannel channel = channel(server.port(), LONG)) {
            DeliveryOutcome first = channel.deliver(ENVELOPE, MESSAGE, () -> true);
            DeliveryOutcome second = channel.deliver(ENVELOPE, MESSAGE, () -> true);

            assertThat(first).isInstanceOf(DeliveryOutcome.Deferred.class);
            assertThat(second).isEqualTo(new DeliveryOutcome.Accepted(Reply.of(250, "second"), ""));
        }
    }

    @Test
    void anUnaskedAnswerIsNotTakenForTheNextMessages() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.playing(
                                client -> {
                                    client.welcome("PIPELINING").takeEnvelope().hearContent();
                                    client.raw("250 first\r\n250 unasked\r\n").stall();
                                },
                                client -> client.welcome("PIPELINING").takeMessage("250 second"));
                SmtpChannel channel = channel(server.port(), LONG)) {
            CountedHandOver handOver = CountedHandOver.agreeing();

            channel.deliver(ENVELOPE, MESSAGE, handOver);
            DeliveryOutcome second = channel.deliver(ENVELOPE, MESSAGE, handOver);

            assertThat(second).isEqualTo(new DeliveryOutcome.Accepted(Reply.of(250, "second"), ""));
            assertThat(server.connections()).isEqualTo(2);
            assertThat(handOver.calls()).isEqualTo(2);
        }
    }

    @Test
    void aRefusedRecipientDoesNotCostTheConnection() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.playing(client ->
                                client.welcome("PIPELINING")
                                        .hearAndSay("250 ok")
                                        .hearAndSay("550 5.1.1 unknown")
                                        .hearAndSay("554 5.5.1 no valid recipients")
                                        .hearAndSay("250 reset")
                                        .takeMessage("250 done"));
                SmtpChannel channel = channel(server.port(), LONG)) {
            CountedHandOver handOver = CountedHandOver.agreeing();

            DeliveryOutcome first = channel.deliver(ENVELOPE, MESSAGE, handOver);
            DeliveryOutcome second = channel.deliver(ENVELOPE, MESSAGE, handOver);

            assertThat(first)
                    .isEqualTo(
                            new DeliveryOutcome.Rejected(
                                    Stage.RECIPIENT, Reply.of(550, "5.1.1 unknown")));
            assertThat(second).isInstanceOf(DeliveryOutcome.Accepted.class);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.heard().get(4)).isEqualTo("RSET");
            assertThat(handOver.calls()).isEqualTo(1);
        }
    }

    @Test
    void anInvitationAfterARefusedRecipientIsDeclinedByLeaving() throws IOException {
        List<String> seen = new ArrayList<>();
        Delivery delivery =
                deliver(
                        LONG,
                        MESSAGE,
                        client -> {
                            client.welcome("PIPELINING")
                                    .hearAndSay("250 ok")
                                    .hearAndSay("550 no")
                                    .hearAndSay("354 anyway");
                            try {
                                client.hear();
                                seen.add("content");
                            } catch (IOException e) {
                                seen.add("left");
                            }
                        });

        assertThat(delivery.outcome).isInstanceOf(DeliveryOutcome.Rejected.class);
        assertThat(delivery.handOvers).isZero();
        assertThat(seen).containsExactly("left");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHandOverThatSaysNoOrThrowsLeavesNoFinalDotBehind(boolean throwing) throws IOException {
        List<String> seen = new ArrayList<>();
        CountedHandOver refusing = CountedHandOver.refusing();
        try (ScriptedServer server =
                        ScriptedServer.playing(client -> {
                            client.welcome("PIPELINING").takeEnvelope();
                            try {
                                client.hearContent();
                                seen.add("complete");
                            } catch (IOException e) {
                                seen.add("incomplete");
                            }
                        });
                SmtpChannel channel = channel(server.port(), LONG)) {

            if (throwing) {
                assertThatThrownBy(() ->
                                channel.deliver(
                                        ENVELOPE,
                                        MESSAGE,
                                        () -> {
                                            throw new IllegalStateException("disk full");
                                        }))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("disk full");
            } else {
                assertThat(channel.deliver(ENVELOPE, MESSAGE, refusing))
                        .isEqualTo(new DeliveryOutcome.Withheld());
                assertThat(refusing.calls()).isEqualTo(1);
            }
        }
        assertThat(seen).containsExactly("incomplete");
    }

    @Test
    void whatTheServerAnnouncesNotToTakeIsRejectedWithoutAsking() throws IOException {
        Envelope beyondAscii =
                new Envelope(ENVELOPE.returnPath(), EmailAddress.of("jörg@example.com"));
        byte[] eightBit = "Subject: x\r\n\r\nä\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] utf8Headers = "Subject: ä\r\n\r\nx\r\n".getBytes(StandardCharsets.UTF_8);
        try (ScriptedServer server =
                        ScriptedServer.playing(client -> client.welcome("SIZE 20").stall());
                SmtpChannel channel = channel(server.port(), LONG)) {
            CountedHandOver handOver = CountedHandOver.agreeing();

            assertRejected(
                    channel.deliver(ENVELOPE, MESSAGE, handOver), Stage.CONTENT, "552 5.3.4");
            assertRejected(
                    channel.deliver(beyondAscii, bytes("a\r\n"), handOver),
                    Stage.RECIPIENT,
                    "553 5.6.7");
            assertRejected(
                    channel.deliver(ENVELOPE, eightBit, handOver), Stage.CONTENT, "554 5.6.1");
            assertRejected(
                    channel.deliver(ENVELOPE, utf8Headers, handOver), Stage.MAIL, "553 5.6.7");
            assertThat(handOver.calls()).isZero();
            assertThat(server.heard()).containsExactly("EHLO localhost");
        }
    }

    @Test
    void theEnvelopeUsesWhatTheServerOffers() throws IOException {
        Envelope beyondAscii =
                new Envelope(ENVELOPE.returnPath(), EmailAddress.of("jörg@example.com"));
        byte[] eightBit = "Subject: x\r\n\r\nä\r\n".getBytes(StandardCharsets.UTF_8);
        try (ScriptedServer server =
                        ScriptedServer.playing(client ->
                                client.welcome("SIZE 0", "8BITMIME", "SMTPUTF8", "PIPELINING")
                                        .takeMessage("250 ok")
                                        .takeMessage("250 ok"));
                SmtpChannel channel = channel(server.port(), LONG)) {
            CountedHandOver handOver = CountedHandOver.agreeing();

            channel.deliver(ENVELOPE, MESSAGE, handOver);
            channel.deliver(beyondAscii, eightBit, handOver);

            assertThat(server.heard())
                    .containsSubsequence(
                            "MAIL FROM:<bounce@shop.example> SIZE=" + (MESSAGE.length + 1),
                            "RCPT TO:<zoe@example.com>",
                            "DATA",
                            "MAIL FROM:<bounce@shop.example> SIZE=18 BODY=8BITMIME SMTPUTF8");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionIsClosedAfterItsNumberOfMessages() throws IOException {
        ScriptedServer.Script two =
                client ->
                        client.welcome("PIPELINING")
                                .takeMessage("250 ok")
                                .takeMessage("250 ok")
                                .hearAndSay("221 bye");
        try (ScriptedServer server = ScriptedServer.playing(two, two)) {
            SmtpSettings usual = SmtpSettings.plain("127.0.0.1", server.port());
            SmtpSettings settings =
                    new SmtpSettings(
                            usual.host(),
                            usual.port(),
                            usual.encryption(),
                            usual.credentials(),
                            usual.helloName(),
                            SmtpTimeouts.all(LONG),
                            1,
                            2);
            try (SmtpChannel channel = new SmtpChannel("relay", settings, trust())) {
                for (int i = 0; i < 4; i++) {
                    assertThat(channel.deliver(ENVELOPE, MESSAGE, CountedHandOver.agreeing()))
                            .isInstanceOf(DeliveryOutcome.Accepted.class);
                }
            }

            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.heard().stream().filter("QUIT"::equals)).hasSize(2);
        }
    }

    @Test
    void aClosedChannelSendsNothing() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing()) {
            SmtpChannel channel = channel(server.port(), LONG);
            channel.close();

            assertThat(channel.deliver(ENVELOPE, MESSAGE, CountedHandOver.agreeing()))
                    .isEqualTo(new DeliveryOutcome.Unsent(Stage.CONNECT, "the channel is closed"));
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aMessageThatCouldSmuggleAnotherIsRefusedBeforeAnythingIsSent() throws IOException {
        List<String> messages =
                List.of(
                        "",
                        "no line end",
                        "a\r\n.\n.\r\n",
                        "a\n.\r\nMAIL FROM:<x@y.example>\r\n",
                        "a\rb\r\n",
                        "a\r\n\r",
                        "x".repeat(999) + "\r\n");
        try (ScriptedServer server = ScriptedServer.playing();
                SmtpChannel channel = channel(server.port(), LONG)) {
            for (String message : messages) {
                assertThatThrownBy(() ->
                                channel.deliver(
                                        ENVELOPE, bytes(message), CountedHandOver.agreeing()))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("each ended by CRLF");
            }
            assertThat(server.connections()).isZero();
        }
    }

    private static void assertUnansweredAt(Point point, Delivery delivery) {
        if (point.isAfterHandOver()) {
            assertThat(delivery.outcome).isInstanceOf(DeliveryOutcome.Uncertain.class);
            assertThat(delivery.outcome.surelyNotAccepted()).isFalse();
            assertThat(delivery.handOvers).isEqualTo(1);
        } else {
            assertThat(delivery.outcome)
                    .isInstanceOfSatisfying(
                            DeliveryOutcome.Unsent.class,
                            unsent -> assertThat(unsent.stage()).isEqualTo(point.stage));
            assertThat(delivery.outcome.surelyNotAccepted()).isTrue();
            assertThat(delivery.handOvers).isZero();
        }
    }

    private static void assertRejected(DeliveryOutcome outcome, Stage stage, String reply) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        DeliveryOutcome.Rejected.class,
                        rejected -> {
                            assertThat(rejected.stage()).isEqualTo(stage);
                            assertThat(rejected.reply().toString()).startsWith(reply);
                        });
    }

    private record Delivery(DeliveryOutcome outcome, int handOvers, List<String> heard) {

        private String reason() {
            return switch (outcome) {
                case DeliveryOutcome.Unsent unsent -> unsent.reason();
                case DeliveryOutcome.Uncertain uncertain -> uncertain.reason();
                case DeliveryOutcome.Accepted accepted -> "";
                case DeliveryOutcome.Deferred deferred -> "";
                case DeliveryOutcome.Rejected rejected -> "";
                case DeliveryOutcome.Withheld withheld -> "";
            };
        }
    }

    private static Delivery deliver(Duration timeout, byte[] message, ScriptedServer.Script script)
            throws IOException {
        return deliver(SmtpTimeouts.all(timeout), message, script);
    }

    private static Delivery deliver(
            SmtpTimeouts timeouts, byte[] message, ScriptedServer.Script script)
            throws IOException {
        CountedHandOver handOver = CountedHandOver.agreeing();
        try (ScriptedServer server = ScriptedServer.playing(script)) {
            SmtpChannel channel = channel(server.port(), timeouts);
            DeliveryOutcome outcome = channel.deliver(ENVELOPE, message, handOver);
            return new Delivery(outcome, handOver.calls(), server.heard());
        }
    }

    private static SmtpChannel channel(int port, Duration timeout) {
        return channel(port, SmtpTimeouts.all(timeout));
    }

    private static SmtpChannel channel(int port, SmtpTimeouts timeouts) {
        SmtpSettings usual = SmtpSettings.plain("127.0.0.1", port);
        SmtpSettings settings =
                new SmtpSettings(
                        usual.host(),
                        port,
                        usual.encryption(),
                        usual.credentials(),
                        usual.helloName(),
                        timeouts,
                        usual.connectionsMax(),
                        usual.messagesPerConnectionMax());
        return new SmtpChannel("relay", settings, trust());
    }

    private static SSLContext trust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has TLS, found none", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
