package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.EventBuilder;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.predict.Models;
import io.epistle.profile.Person;
import io.epistle.segment.DueWorker;
import io.epistle.segment.Memberships;
import io.epistle.send.LedgerEntry;
import io.epistle.send.MailboxStore;
import io.epistle.send.Routing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Campaigns that people's moves start: a message is planned in the very turn in which somebody
/// moves by what they did or let pass, and by nothing else.
class TriggeredCampaignTest {
    private static final Duration AGAIN = Duration.ofDays(7);
    @TempDir Path folder;

    private int told;

    private static Shop shop(Path folder) {
        Shop shop = Shop.withCampaign(folder);
        shop.define(Workspaces.CARTS);
        return shop;
    }

    private Event added(String id, Instant at) {
        return added(id, at, at);
    }

    private Event added(String id, Instant at, Instant knownAt) {
        return did("Product Added", id, at, knownAt);
    }

    private Event did(String event, String id, Instant at, Instant knownAt) {
        return EventBuilder.track(event, at)
                .identifier(Identifier.USER_ID, id)
                .properties(Struct.of("product_id", Value.of("22423")))
                .messageId("did" + ++told)
                .knownAt(knownAt)
                .build();
    }

    /// Somebody with an address who agreed, and bought long before they put something aside.
    private void fillsCart(Shop shop, String id) {
        shop.customer(id);
        shop.turnClockTo(shop.now().plus(Duration.ofDays(3)));
        shop.tell(added(id, shop.now()));
    }

    private static void passes(Shop shop, Duration time) {
        shop.turnClockTo(shop.now().plus(time));
        long _ = shop.engine.sweep.due(shop.now());
    }

    @Test
    void anAbandonedCartIsRemindedOfToTheMillisecond() {
        try (Shop shop = shop(folder)) {
            fillsCart(shop, "ann");

            passes(shop, Duration.ofHours(1).minusMillis(1));
            assertThat(shop.rows()).isEmpty();

            passes(shop, Duration.ofMillis(2));
            assertThat(shop.rows()).containsExactly(Map.entry("PLANNED", 1));
            assertThat(shop.row("ann@example.com").plannedAt()).isEqualTo(shop.now());
            assertThat(shop.engine.noted.availablePermits()).isPositive();
        }
    }

    @Test
    void whoBuysInTimeIsNotWrittenTo() {
        try (Shop shop = shop(folder)) {
            fillsCart(shop, "ann");
            shop.turnClockTo(shop.now().plus(Duration.ofMinutes(30)));
            shop.order("ann", shop.now());

            passes(shop, Duration.ofHours(5));

            assertThat(shop.rows()).isEmpty();
        }
    }

    @Test
    void aRunningServerSendsWhatMovesStartAndChecksAgainFirst() throws Exception {
        try (Shop shop = shop(folder)) {
            fillsCart(shop, "ann");
            shop.tell(address("bob"));
            shop.consent("bob", "Consent Given");
            shop.tell(added("bob", shop.now()));
            passes(shop, Duration.ofHours(1).plusMillis(1));
            shop.order("bob", shop.now());

            try (LiveSending _ = shop.sending();
                    DueWorker _ =
                            DueWorker.start(
                                    shop.engine.dueTimes,
                                    shop.engine.sweep,
                                    shop.engine.clock,
                                    () -> true)) {
                awaitNoneOpen(shop, 2);
                fillsCart(shop, "cid");
                shop.turnClockTo(shop.now().plus(Duration.ofHours(1)).plusMillis(1));
                awaitNoneOpen(shop, 3);
            }

            assertThat(recipients(shop))
                    .containsExactlyInAnyOrder("ann@example.com", "cid@example.com");
            assertThat(shop.row("bob@example.com").state().standing().name()).isEqualTo("SKIPPED");
            assertThat(new Check(shop.engine).run().findings()).isEmpty();
        }
    }

    @Test
    void historyStartsNothing() {
        try (Shop shop = shop(folder)) {
            shop.customer("ann");
            shop.turnClockTo(shop.now().plus(Duration.ofDays(3)));
            Event event = added("ann", shop.now().minus(Duration.ofHours(2)));
            var _ = shop.engine.writer.apply(turn -> shop.engine.history.admit(turn, event, 1));

            passes(shop, Duration.ofMillis(1));

            assertThat(Memberships.size(shop.engine.store, "abandoned-carts")).isEqualTo(1);
            assertThat(shop.rows()).isEmpty();
        }
    }

    @Test
    void aFactThatComesTooLateStartsNothingAndAFreshOneBesideItDoes() {
        try (Shop shop = shop(folder)) {
            shop.customer("ann");
            shop.customer("bob");
            shop.turnClockTo(shop.now().plus(Duration.ofDays(3)));
            shop.tell(added("ann", shop.now().minus(Duration.ofHours(2))));
            Event late = added("bob", shop.now().minus(Duration.ofHours(2)));
            Event fresh =
                    EventBuilder.track("Page Viewed", shop.now())
                            .identifier(Identifier.USER_ID, "bob")
                            .messageId("fresh")
                            .knownAt(shop.now())
                            .build();
            var _ =
                    shop.engine.writer.apply(turn -> {
                        var _ = shop.engine.live.admit(turn, late, 1);
                        return shop.engine.live.admit(turn, fresh, 1);
                    });

            assertThat(Memberships.size(shop.engine.store, "abandoned-carts")).isEqualTo(2);
            assertThat(shop.rows())
                    .containsExactly(
                            Map.entry("PLANNED", 1), Map.entry("SKIPPED told too late", 1));
            assertThat(shop.row("bob@example.com").state().isOpen()).isTrue();
            assertThat(shop.row("ann@example.com").reason()).isEqualTo("told too late");
            assertThat(new Check(shop.engine).run().findings()).isEmpty();
        }
    }

    @Test
    void whatWasToldTooLateKeepsNobodyFromTheNextMessage() {
        try (Shop shop = shop(folder)) {
            shop.customer("ann");
            shop.turnClockTo(shop.now().plus(Duration.ofDays(3)));
            shop.tell(added("ann", shop.now().minus(Duration.ofHours(2))));
            assertThat(shop.rows()).containsExactly(Map.entry("SKIPPED told too late", 1));
            passes(shop, Duration.ofDays(2));
            shop.tell(added("ann", shop.now()));

            passes(shop, Duration.ofHours(1).plusMillis(1));

            assertThat(shop.rows())
                    .containsExactly(
                            Map.entry("PLANNED", 1), Map.entry("SKIPPED told too late", 1));
        }
    }

    @Test
    void newDefinitionsStartNothing() {
        try (Shop shop = Shop.withCampaign(folder)) {
            fillsCart(shop, "ann");
            shop.turnClockTo(shop.now().plus(Duration.ofHours(2)));

            shop.define(Workspaces.CARTS);

            assertThat(Memberships.size(shop.engine.store, "abandoned-carts")).isEqualTo(1);
            assertThat(shop.rows()).isEmpty();
        }
    }

    @Test
    void whatLapsedWhileNoServerRanStartsAMessageForADayOnly() {
        for (long hours : List.of(3L, 30L)) {
            try (Shop shop = shop(folder.resolve("down-" + hours))) {
                shop.customer("ann");
                shop.turnClockTo(shop.now().plus(Duration.ofDays(3)));
                shop.tell(added("ann", shop.now()));

                passes(shop, Duration.ofHours(hours));

                assertThat(shop.rows().size()).as("%d hours", hours).isEqualTo(hours < 24 ? 1 : 0);
            }
        }
    }

    @Test
    void aMessagePlannedIsSentOnceByWhoComesAfterARestart() throws Exception {
        try (Shop shop = shop(folder)) {
            fillsCart(shop, "ann");
            passes(shop, Duration.ofHours(1).plusMillis(1));
            for (int life = 0; life < 3; life++) {
                shop.restart();
                try (LiveSending _ = shop.sending()) {
                    awaitNoneOpen(shop, 1);
                }
            }

            assertThat(recipients(shop)).containsExactly("ann@example.com");
        }
    }

    @Test
    void aMessageThatCouldNotBePreparedOnceIsSentByTheNextLife() throws Exception {
        try (Shop shop = shop(folder)) {
            fillsCart(shop, "ann");
            passes(shop, Duration.ofHours(1).plusMillis(1));
            Models models = Models.train(shop.engine.store, shop.engine.reader, shop.now(), 1);
            AtomicInteger asked = new AtomicInteger();
            Supplier<Models> failingOnce =
                    () -> {
                        if (asked.getAndIncrement() == 0) {
                            throw new IllegalStateException("not trained");
                        }
                        return models;
                    };

            try (LiveSending _ =
                    LiveSending.start(
                            shop.engine,
                            Routing.NONE,
                            ServedModels.train(failingOnce, Runnable::run),
                            Shop.BASE)) {
                awaitNoneOpen(shop, 1);
            }

            assertThat(asked.get()).isGreaterThan(1);
            assertThat(recipients(shop)).containsExactly("ann@example.com");
        }
    }

    /// A campaign to whoever has not ordered for ten days.
    private static final Map<String, String> MISSED =
            Map.of(
                    "recent.yaml",
                    """
                    kind: segment
                    id: recent
                    name: Recent
                    rule: did "Order Completed" within 10 days
                    """,
                    "miss-you.yaml",
                    """
                    kind: campaign
                    id: note
                    name: We miss you
                    trigger: leaves recent
                    purpose: marketing_email
                    template: note
                    """);

    @Test
    void whatLapsedOverADayAgoWhileNoServerRanIsNotedAsToldTooLate() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(MISSED);
            shop.customer("ann");

            passes(shop, Duration.ofDays(12));

            assertThat(shop.rows()).containsExactly(Map.entry("SKIPPED told too late", 1));
            assertThat(new Check(shop.engine).run().findings()).isEmpty();
        }
    }

    @Test
    void leavingStartsAMessageToo() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(MISSED);
            shop.customer("ann");
            passes(shop, Duration.ofDays(10));
            assertThat(shop.rows()).containsExactly(Map.entry("PLANNED", 1));

            shop.order("ann", shop.now());
            passes(shop, Duration.ofDays(10));
            assertThat(shop.rows())
                    .as("an address gets one, ever")
                    .containsExactly(Map.entry("PLANNED", 1));
        }
    }

    private static final String MOVED_BY =
            "{{ event.name }} of {{ event.product_id }} at {{ event.at | date: '%H:%M:%S' }} for";

    @Test
    void aMessageKnowsWhatMovedItsPerson() throws Exception {
        try (Shop shop = shop(folder)) {
            Map<String, String> files = new TreeMap<>(Workspaces.SHOP);
            files.replaceAll((_, text) -> text.replace("A few words for", MOVED_BY));
            files.remove("campaign.yaml");
            shop.define(files);
            fillsCart(shop, "ann");
            Instant at = shop.now();
            shop.tell(did("Product Viewed", "ann", at.plusSeconds(600), at.plusSeconds(600)));
            passes(shop, Duration.ofHours(2));
            shop.tell(added("ann", at.plusSeconds(5), shop.now().plusSeconds(1)));

            try (LiveSending _ = shop.sending()) {
                awaitNoneOpen(shop, 1);
            }

            byte[] mail =
                    shop.engine
                            .mailbox
                            .list(shop.engine.store, MailboxStore.count(shop.engine.store), 1)
                            .getFirst()
                            .bytes()
                            .bytes();
            assertThat(new String(mail, StandardCharsets.UTF_8))
                    .contains("Product Added of 22423 at 08:00:00 for ann@example.com");
        }
    }

    /// Rows are those that the told moves of every person allow, counted by hand.
    @Test
    void theLedgerHoldsWhatTheTimelinesTell() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> people = List.of("ann", "bob", "cid", "dot", "eve");
        try (Shop shop = shop(folder)) {
            people.forEach(shop::customer);
            shop.turnClockTo(shop.now().plus(Duration.ofDays(2)));
            for (int step = 0; step < 400; step++) {
                String id = people.get(random.nextInt(people.size()));
                switch (random.nextInt(4)) {
                    case 0, 1 -> shop.tell(added(id, shop.now()));
                    case 2 -> shop.order(id, shop.now());
                    default -> passes(shop, Duration.ofMinutes(random.nextInt(1, 900)));
                }
                long _ = shop.engine.sweep.due(shop.now());
            }

            int expected = 0;
            for (String id : people) {
                expected += allowed(entered(shop, id));
            }

            Set<Object> sendIds = new HashSet<>();
            List<LedgerEntry> rows = new ArrayList<>();
            shop.engine.ledger.scan(
                    shop.engine.store,
                    Shop.CAMPAIGN,
                    (_, entry) -> {
                        rows.add(entry);
                        sendIds.add(entry.sendId());
                        return true;
                    });
            assertThat(expected).isGreaterThan(3 * people.size());
            assertThat(rows).hasSize(expected);
            assertThat(sendIds).hasSize(expected);
            assertThat(new Check(shop.engine).run().findings()).isEmpty();
        }
    }

    private static List<Instant> entered(Shop shop, String id) {
        List<Instant> entered = new ArrayList<>();
        shop.engine.reader.sweep(
                shop.engine.store,
                person -> {
                    if (isNamed(person, id)) {
                        person.timeline().facts().stream()
                                .filter(fact -> fact.name().equals(Memberships.ENTERED))
                                .map(Fact::occurredAt)
                                .forEach(entered::add);
                    }
                });
        return entered;
    }

    private static boolean isNamed(Person person, String id) {
        return person.timeline().facts().stream()
                .flatMap(fact -> fact.event().identifiers().stream())
                .anyMatch(identifier -> identifier.value().equals(id));
    }

    private static int allowed(List<Instant> entered) {
        int count = 0;
        Instant last = Instant.MIN;
        for (Instant at : entered.stream().sorted().toList()) {
            if (last.equals(Instant.MIN) || !at.isBefore(last.plus(AGAIN))) {
                count++;
                last = at;
            }
        }
        return count;
    }

    private Event address(String id) {
        return EventBuilder.identify(Struct.of("email", Value.of(Shop.address(id))), Shop.OPENING)
                .identifier(Identifier.USER_ID, id)
                .identifier(Identifier.EMAIL, Shop.address(id))
                .messageId("address" + ++told)
                .knownAt(Shop.OPENING)
                .build();
    }

    private static void awaitNoneOpen(Shop shop, long planned) throws InterruptedException {
        for (int tries = 0; tries < 2_000; tries++) {
            var balance = shop.engine.ledger.balance(shop.engine.store, Shop.CAMPAIGN);
            if (balance.planned() == planned && balance.open() == 0) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("still open: " + shop.rows());
    }

    private static List<String> recipients(Shop shop) throws IOException {
        return shop
                .engine
                .mailbox
                .list(shop.engine.store, MailboxStore.count(shop.engine.store), Integer.MAX_VALUE)
                .stream()
                .map(MailboxStore.Received::recipient)
                .toList();
    }
}
