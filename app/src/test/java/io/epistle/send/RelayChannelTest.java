package io.epistle.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.compose.EmailAddress;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// A relay that comes and goes: who tries to reach it, what is known of it, and how much is logged.
final class RelayChannelTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Envelope ENVELOPE =
            new Envelope(
                    EmailAddress.of("bounce@shop.example"), EmailAddress.of("zoe@example.com"));
    private static final DeliveryOutcome DOWN =
            new DeliveryOutcome.Unsent(Stage.CONNECT, "connection refused");
    private static final DeliveryOutcome UP =
            new DeliveryOutcome.Accepted(Reply.of(250, "2.0.0 ok"), "");

    private final Logger logger = Logger.getLogger(RelayChannel.class.getName());
    private final List<String> logged = new ArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord told) {
                    logged.add(told.getLevel() + " " + told.getMessage());
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
    private DeliveryOutcome next = UP;
    private int tried;
    private Instant now = NOON;

    @BeforeEach
    void listens() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void listensNoMore() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private RelayChannel relay(Duration pause) {
        Channel over =
                new Channel() {
                    @Override
                    public String name() {
                        return "smtp.example.com:587";
                    }

                    @Override
                    public int deliveriesMax() {
                        return 4;
                    }

                    @Override
                    public DeliveryOutcome deliver(
                            Envelope envelope, byte[] message, HandOver handOver) {
                        tried++;
                        return next;
                    }

                    @Override
                    public void close() {}
                };
        return new RelayChannel(over, pause, () -> now);
    }

    private DeliveryOutcome deliver(RelayChannel relay) {
        return relay.deliver(ENVELOPE, new byte[0], () -> true);
    }

    @Test
    void whileItIsDownNobodyTriesAndOneLineIsLogged() {
        RelayChannel relay = relay(Duration.ofHours(1));
        next = DOWN;

        for (int message = 0; message < 1_000; message++) {
            assertThat(deliver(relay)).isInstanceOf(DeliveryOutcome.Unsent.class);
        }

        assertThat(tried).isEqualTo(1);
        assertThat(logged).hasSize(1).first().asString().startsWith("WARNING");
        assertThat(relay.outage()).contains(new RelayChannel.Outage(NOON, "connection refused"));
    }

    @Test
    void behindThePauseItIsTriedAndWhenItIsBackThatIsSaidOnce() {
        RelayChannel relay = relay(Duration.ZERO);
        next = DOWN;
        assertThat(deliver(relay)).isEqualTo(DOWN);
        now = NOON.plusSeconds(90);
        assertThat(deliver(relay)).isEqualTo(DOWN);
        assertThat(relay.outage().orElseThrow().since()).isEqualTo(NOON);
        next = UP;

        assertThat(deliver(relay)).isEqualTo(UP);
        assertThat(deliver(relay)).isEqualTo(UP);

        assertThat(tried).isEqualTo(4);
        assertThat(relay.outage()).isEmpty();
        assertThat(logged).hasSize(2).last().asString().startsWith("INFO");
    }

    @Test
    void oneThatComesAndGoesFillsNoLog() {
        RelayChannel relay = relay(Duration.ZERO);

        for (int round = 0; round < 500; round++) {
            next = round % 2 == 0 ? DOWN : UP;
            DeliveryOutcome _ = deliver(relay);
        }

        assertThat(logged).hasSize(2);
    }

    @Test
    void whatTheServerSaysOfAMessageIsNoOutage() {
        RelayChannel relay = relay(Duration.ofHours(1));
        for (DeliveryOutcome answer :
                List.of(
                        new DeliveryOutcome.Deferred(Stage.GREETING, Reply.of(421, "busy")),
                        new DeliveryOutcome.Rejected(Stage.RECIPIENT, Reply.of(550, "no")),
                        new DeliveryOutcome.Rejected(Stage.MAIL, Reply.of(552, "too large")),
                        new DeliveryOutcome.Rejected(Stage.MAIL, Reply.of(550, "5.3.4 too large")),
                        new DeliveryOutcome.Rejected(Stage.MAIL, Reply.of(553, "5.6.7 no UTF-8")),
                        new DeliveryOutcome.Unsent(Stage.CONTENT, "broken"),
                        new DeliveryOutcome.Uncertain("broken"),
                        new DeliveryOutcome.Withheld())) {
            next = answer;

            assertThat(deliver(relay)).isEqualTo(answer);
            assertThat(relay.outage()).isEmpty();
        }
    }

    @Test
    void aServerThatWantsALogInTakesNoMail() {
        RelayChannel relay = relay(Duration.ofHours(1));
        next = new DeliveryOutcome.Unsent(Stage.MAIL, "the server answered 530 log in first");

        for (int message = 0; message < 100; message++) {
            assertThat(deliver(relay)).isInstanceOf(DeliveryOutcome.Unsent.class);
        }

        assertThat(tried).isEqualTo(1);
        assertThat(relay.outage().orElseThrow().reason()).contains("530");
    }

    @Test
    void whatIsRefusedToTheSenderWaitsAndHoldsUpNoOtherSender() {
        RelayChannel relay = relay(Duration.ofHours(1));
        Reply reply = Reply.of(550, "5.7.1 sender hello@shop.example not allowed");
        next = new DeliveryOutcome.Rejected(Stage.MAIL, reply);

        for (int message = 0; message < 100; message++) {
            assertThat(deliver(relay)).isEqualTo(new DeliveryOutcome.Deferred(Stage.MAIL, reply));
        }

        assertThat(tried).isEqualTo(100);
        assertThat(logged).hasSize(1).first().asString().startsWith("WARNING");
        assertThat(relay.outage())
                .contains(new RelayChannel.Outage(NOON, "it refuses the sender, 550 5.7.1"));
        next = UP;
        assertThat(deliver(relay)).isEqualTo(UP);
        assertThat(relay.outage()).isEmpty();
    }
}
