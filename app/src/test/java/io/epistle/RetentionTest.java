package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.collect.SeenRetention;
import io.epistle.event.Admission;
import io.epistle.event.Event;
import io.epistle.event.EventBuilder;
import io.epistle.event.Identifier;
import io.epistle.send.MailboxBounds;
import io.epistle.send.MailboxRetention;
import io.epistle.send.MailboxStore;
import io.epistle.send.ReceivedEnvelope;
import io.epistle.store.Retention;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What is dropped with time, and what is not.
class RetentionTest {
    @TempDir Path folder;

    private static Event event(Shop shop, String id) {
        return EventBuilder.track("Product Viewed", shop.now())
                .identifier(Identifier.USER_ID, "ann")
                .messageId(id)
                .build();
    }

    private static Admission live(Shop shop, String id) {
        return shop.engine.writer.apply(turn -> shop.engine.live.admit(turn, event(shop, id), 1));
    }

    private static Admission imported(Shop shop, String id) {
        return shop.engine.writer.apply(
                turn -> shop.engine.history.admit(turn, event(shop, id), 1));
    }

    private static void passDays(Shop shop, int days) {
        shop.turnClockTo(shop.now().plus(Duration.ofDays(days)));
    }

    @Test
    void anIdIsKnownForItsWindowAndForgottenBehindItButForImports() {
        try (Shop shop = new Shop(folder)) {
            SeenRetention retention = new SeenRetention(shop.engine.store);
            live(shop, "first");
            imported(shop, "order");
            passDays(shop, SeenRetention.DAYS);
            live(shop, "later");

            assertThat(retention.shorten(shop.engine.writer)).isZero();
            assertThat(live(shop, "first")).isInstanceOf(Admission.Duplicate.class);

            passDays(shop, 1);
            assertThat(retention.shorten(shop.engine.writer)).isEqualTo(1);
            assertThat(live(shop, "first")).isInstanceOf(Admission.Accepted.class);
            assertThat(live(shop, "later")).isInstanceOf(Admission.Duplicate.class);
            assertThat(imported(shop, "order")).isInstanceOf(Admission.Duplicate.class);
        }
    }

    private static void receive(Shop shop, int mails) {
        for (int left = mails; left > 0; left--) {
            shop.engine.mailbox.received(
                    new ReceivedEnvelope(
                            "127.0.0.1", "shop@example.com", List.of("ann@example.com")),
                    "Subject: hello\r\n\r\nhello".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static List<Long> numbers(Shop shop) {
        return shop.engine.mailbox.list(shop.engine.store, Long.MAX_VALUE, 100).stream()
                .map(MailboxStore.Received::number)
                .toList();
    }

    @Test
    void theMailboxKeepsTheNewestMails() {
        try (Shop shop = new Shop(folder)) {
            Retention retention =
                    MailboxRetention.of(
                            shop.engine.vault, new MailboxBounds(Duration.ofDays(10), 4));
            receive(shop, 3);
            passDays(shop, 8);
            receive(shop, 3);

            assertThat(retention.shorten(shop.engine.writer)).isEqualTo(2);
            assertThat(numbers(shop)).containsExactly(6L, 5L, 4L, 3L);

            passDays(shop, 3);
            assertThat(retention.shorten(shop.engine.writer)).isEqualTo(1);
            assertThat(numbers(shop)).containsExactly(6L, 5L, 4L);
            assertThat(new Check(shop.engine).run().findings()).isEmpty();

            passDays(shop, 100);
            assertThat(retention.shorten(shop.engine.writer)).isEqualTo(3);
            receive(shop, 1);
            assertThat(numbers(shop)).containsExactly(7L);
            assertThat(new Check(shop.engine).run().findings()).isEmpty();
        }
    }
}
