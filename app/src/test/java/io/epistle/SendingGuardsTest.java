package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.EventBuilder;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.privacy.Consent;
import io.epistle.privacy.Suppressions;
import io.epistle.send.Cancellation;
import io.epistle.send.Channel;
import io.epistle.send.DeliveryOutcome;
import io.epistle.send.LanesMigration;
import io.epistle.send.LedgerCheck;
import io.epistle.send.MailLinks;
import io.epistle.send.Outbox;
import io.epistle.send.Reply;
import io.epistle.send.Stage;
import io.epistle.send.TestMode;
import io.epistle.store.TimelineStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// What lets a message wait, go on or end between its plan and its hand-over: caps, quiet hours,
/// offers, purposes, paces, and what an operator says.
class SendingGuardsTest {
    private static final DeliveryOutcome ACCEPTED =
            new DeliveryOutcome.Accepted(Reply.of(250, "2.0.0 ok"), "");
    private static final DeliveryOutcome LATER =
            new DeliveryOutcome.Deferred(Stage.RECIPIENT, Reply.of(451, "4.7.1 not now"));

    @TempDir Path folder;

    /// Addresses that the server took, each as often as it did.
    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

    private final List<String> mails = Collections.synchronizedList(new ArrayList<>());

    private final Channel taking =
            new Channel() {
                @Override
                public String name() {
                    return "taking";
                }

                @Override
                public int deliveriesMax() {
                    return 8;
                }

                @Override
                public DeliveryOutcome deliver(
                        io.epistle.send.Envelope envelope,
                        byte[] message,
                        io.epistle.send.HandOver handOver) {
                    if (!handOver.commit()) {
                        return new DeliveryOutcome.Withheld();
                    }
                    taken.add(envelope.recipient().text());
                    mails.add(new String(message, StandardCharsets.UTF_8));
                    return ACCEPTED;
                }

                @Override
                public void close() {}
            };

    private static Map<String, String> campaign(String id, String more) {
        return Map.of(
                id + ".yaml",
                """
                kind: campaign
                id: %s
                name: The campaign %s
                audience: did "Order Completed"
                purpose: marketing_email
                template: note
                %s
                """
                        .formatted(id, id, more));
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        for (int look = 0; look < 3_000 && !reached.getAsBoolean(); look++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    private void plan(Shop shop, String... campaigns) {
        for (String campaign : campaigns) {
            new CampaignWorker(
                            shop.engine,
                            () -> {
                                throw new AssertionError("nothing is recommended");
                            },
                            Shop.BASE)
                    .plan(
                            Objects.requireNonNull(
                                    shop.engine.publisher.live().campaigns().get(campaign)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void campaignsThatRunAtOnceShareEachPersonsCap(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        int cap = 1 + random.nextInt(3);
        try (Shop shop = Shop.withCampaign(folder)) {
            List<String> ids = new ArrayList<>();
            for (int number = 0; number < 5; number++) {
                ids.add("c" + number);
                shop.define(
                        campaign(
                                "c" + number,
                                "cap: at most %d messages within 7 days".formatted(cap)));
            }
            for (int customer = 0; customer < 60; customer++) {
                shop.customer("p" + customer);
            }
            plan(shop, ids.toArray(String[]::new));
            Instant _ = shop.engine.writer.apply(TestMode::leave);

            try (LiveSending _ = shop.sending(taking)) {
                await(() -> ids.stream().allMatch(id -> open(shop, id) == 0));
            }

            Map<String, Integer> each = new TreeMap<>();
            taken.forEach(address -> each.merge(address, 1, Integer::sum));
            assertThat(each).hasSize(60);
            assertThat(each.values()).allMatch(count -> count == cap);
            assertThat(
                            ids.stream()
                                    .mapToInt(id ->
                                            shop.rows(id).getOrDefault("SKIPPED frequency cap", 0))
                                    .sum())
                    .isEqualTo(60 * (5 - cap));
            assertThat(LedgerCheck.findings(shop.engine.store)).isEmpty();
        }
    }

    private static long open(Shop shop, String campaign) {
        return shop.engine.ledger.balance(shop.engine.store, campaign).open();
    }

    @Test
    void whoeverIsCappedWaitsWhereTheCampaignSaysSo() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(
                    campaign("second", "cap: at most 1 messages within 7 days\nwhen-capped: wait"));
            shop.customer("ann");
            var _ = shop.send(taking);

            var _ = shop.send("second", taking);
            assertThat(shop.rows("second")).isEqualTo(Map.of("PLANNED frequency cap", 1));
            shop.turnClockTo(shop.now().plus(Duration.ofDays(7)).minusMillis(1));
            var _ = shop.send("second", taking);
            assertThat(taken).hasSize(1);

            shop.turnClockTo(shop.now().plusMillis(1));
            var _ = shop.send("second", taking);
            assertThat(shop.rows("second")).isEqualTo(Map.of("ACCEPTED", 1));
            assertThat(LedgerCheck.findings(shop.engine.store)).isEmpty();
        }
    }

    @Test
    void whatIsDueAtNightWaitsForTheMorningOrIsSkipped() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(campaign("waits", "quiet-hours: 21:00 to 08:00"));
            shop.define(campaign("skips", "quiet-hours: 21:00 to 08:00\nwhen-quiet: skip"));
            shop.customer("ann");
            Instant night = Instant.parse("2026-01-06T03:00:00Z");
            shop.turnClockTo(night);

            var _ = shop.send("waits", taking);
            var _ = shop.send("skips", taking);

            assertThat(shop.rows("waits")).isEqualTo(Map.of("PLANNED quiet hours", 1));
            assertThat(shop.rows("skips")).isEqualTo(Map.of("SKIPPED quiet hours", 1));
            assertThat(shop.engine.ledger.nextDue(shop.engine.store, "waits"))
                    .contains(Instant.parse("2026-01-06T08:00:00Z"));
            shop.turnClockTo(Instant.parse("2026-01-06T08:00:00Z"));
            var _ = shop.send("waits", taking);
            assertThat(shop.rows("waits")).isEqualTo(Map.of("ACCEPTED", 1));
            assertThat(row(shop, "waits").attempts()).isEqualTo(1);
        }
    }

    private static io.epistle.send.LedgerEntry row(Shop shop, String campaign) {
        return shop.engine
                .ledger
                .find(shop.engine.store, campaign, "ann@example.com")
                .orElseThrow();
    }

    @Test
    void aMessageThatWaitedLongerThanItIsOfUseIsSkipped() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(campaign("sale", "late-after: 2 hours"));
            shop.define(campaign("letter", ""));
            shop.customer("ann");
            plan(shop, "sale", "letter");
            shop.turnClockTo(shop.now().plus(Duration.ofHours(2)));

            var _ = shop.send("sale", taking);
            var _ = shop.send("letter", taking);

            assertThat(shop.rows("sale")).isEqualTo(Map.of("SKIPPED late", 1));
            assertThat(shop.rows("letter")).isEqualTo(Map.of("ACCEPTED", 1));
        }
    }

    @Test
    void anOfferThatEndsBehindThePlanOrBehindThePreparingGivesWayToTheNext() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(
                    Map.of(
                            "early.yaml",
                            offer("early", 1, "to: 2026-01-05T09:00:00Z"),
                            "middle.yaml",
                            offer("middle", 2, "to: 2026-01-05T10:00:00Z"),
                            "last.yaml",
                            offer("last", 3, "")));
            shop.customer("ann");
            plan(shop, Shop.CAMPAIGN);
            shop.turnClockTo(Instant.parse("2026-01-05T09:30:00Z"));
            List<String> refused = new ArrayList<>();

            var _ =
                    shop.send(
                            Shop.channel((recipient, handOver) -> {
                                if (refused.isEmpty()) {
                                    shop.turnClockTo(Instant.parse("2026-01-05T10:00:00Z"));
                                }
                                if (!handOver.commit()) {
                                    refused.add(recipient.text());
                                    return new DeliveryOutcome.Withheld();
                                }
                                return ACCEPTED;
                            }));

            assertThat(refused).hasSize(1);
            assertThat(shop.rows()).isEqualTo(Map.of("ACCEPTED", 1));
            assertThat(sentOffers(shop)).containsExactly("last");
        }
    }

    private static String offer(String id, int priority, String until) {
        return """
        kind: offer
        id: %s
        name: The offer %s
        text: Something off.
        priority: %d
        %s
        """
                .formatted(id, id, priority, until);
    }

    private static List<String> sentOffers(Shop shop) {
        return shop
                .engine
                .reader
                .read(shop.engine.store, shop.row("ann@example.com").person())
                .orElseThrow()
                .timeline()
                .facts()
                .stream()
                .flatMap(fact -> fact.properties().text("offer_id").stream())
                .toList();
    }

    @Test
    void aReceiptAsksForNoConsentAndHasNoWayOutButStopsAtABounce() {
        try (Shop shop = Shop.withCampaign(folder)) {
            Map<String, String> receipts = new TreeMap<>();
            for (String id : List.of("receipt", "second", "third")) {
                campaign(id, "quiet-hours: 00:00 to 23:59\ncap: at most 1 messages within 7 days")
                        .forEach((name, text) ->
                                receipts.put(
                                        name, text.replace("marketing_email", "transactional")));
            }
            shop.define(receipts);
            shop.customer("cat", "cat@example.com");

            var _ = shop.send(taking);
            assertThat(shop.rows()).isEqualTo(Map.of("SKIPPED no consent", 1));
            var _ = shop.send("receipt", taking);
            assertThat(taken).containsExactly("cat@example.com");
            assertThat(mails.getFirst())
                    .doesNotContain("List-Unsubscribe", "List-ID", "Precedence: bulk")
                    .contains("Feedback-ID");

            MailLinks links = shop.engine.links(Shop.BASE);
            var id =
                    shop.engine
                            .ledger
                            .find(shop.engine.store, "receipt", "cat@example.com")
                            .orElseThrow();
            var _ = shop.engine.unsubscribes(links).withdraw(links.token(id.sendId()));
            var _ = shop.send("second", taking);
            assertThat(taken).hasSize(2);

            var _ =
                    shop.engine.writer.apply(turn -> {
                        turn.delete(Suppressions.SUPPRESSIONS, id.key().address());
                        Suppressions.add(turn, id.key().address(), "hard bounce");
                        return true;
                    });
            var _ = shop.send("third", taking);
            assertThat(shop.rows("third")).isEqualTo(Map.of("SKIPPED suppressed", 1));
        }
    }

    @Test
    void aCampaignGoesOutAtItsPaceAndAnotherIsNotHeldUpByIt() throws Exception {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(campaign("slow", "throttle: 10 per second"));
            for (int customer = 0; customer < 45; customer++) {
                shop.customer("p" + customer);
            }
            plan(shop, "slow");
            Instant _ = shop.engine.writer.apply(TestMode::leave);
            Instant start = shop.now();

            try (LiveSending _ = shop.sending(taking)) {
                for (int second = 0; second <= 4; second++) {
                    shop.turnClockTo(start.plusSeconds(second));
                    int due = second + 1;
                    // A bucket holds one message, so each turn of the clock by a second lets one
                    // go: what the clock leapt over is not made up for.
                    await(() -> taken.size() >= due);
                    assertThat(taken).hasSize(due);
                }
                plan(shop, Shop.CAMPAIGN);
                shop.engine.noted.release();
                await(() -> open(shop, Shop.CAMPAIGN) == 0);
                assertThat(open(shop, "slow")).isEqualTo(40);
            }
            assertThat(LedgerCheck.findings(shop.engine.store)).isEmpty();
        }
    }

    @Test
    void whomAGuardRefusesCostsThePaceNothing() throws Exception {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(campaign("slow", "throttle: 1 per hour"));
            for (int customer = 0; customer < 30; customer++) {
                shop.customer("p" + customer, "p" + customer + "@example.com");
            }
            plan(shop, "slow");

            try (LiveSending _ = shop.sending(taking)) {
                await(() -> open(shop, "slow") == 0);
            }

            assertThat(shop.rows("slow")).isEqualTo(Map.of("SKIPPED no consent", 30));
        }
    }

    @Test
    void oneSlowRecipientHoldsUpNobody() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        try (Shop shop = Shop.withCampaign(folder)) {
            for (int customer = 0; customer < 40; customer++) {
                shop.customer("p" + customer);
            }
            plan(shop, Shop.CAMPAIGN);
            shop.define(campaign("second", ""));
            Instant _ = shop.engine.writer.apply(TestMode::leave);
            Channel slow =
                    Shop.channel((recipient, handOver) -> {
                        try {
                            if (recipient.text().equals("p7@example.com")) {
                                late.await();
                            }
                        } catch (InterruptedException stopped) {
                            Thread.currentThread().interrupt();
                        }
                        return taking.deliver(
                                new io.epistle.send.Envelope(recipient, recipient),
                                new byte[0],
                                handOver);
                    });

            try (LiveSending _ = shop.sending(slow)) {
                await(() -> taken.size() == 39);
                plan(shop, "second");
                shop.engine.noted.release();
                await(() -> taken.size() == 39 + 39);
                late.countDown();
                await(() -> taken.size() == 80);
            }
        }
    }

    @Test
    void runningOneCampaignSendsNothingOfAnother() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(campaign("second", ""));
            shop.customer("ann");
            plan(shop, Shop.CAMPAIGN, "second");

            var _ = shop.send("second", taking);

            assertThat(shop.rows()).isEqualTo(Map.of("PLANNED", 1));
            assertThat(shop.rows("second")).isEqualTo(Map.of("ACCEPTED", 1));
        }
    }

    @Test
    void aCancelledCampaignSendsNothingMoreAndOthersGoOn() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(campaign("second", ""));
            for (int customer = 0; customer < 12; customer++) {
                shop.customer("p" + customer);
            }
            var _ = shop.send(Shop.channel((_, _) -> LATER));
            plan(shop, "second");

            Run cancelled = command(shop, "campaign", "cancel", Shop.CAMPAIGN);
            Run again = command(shop, "campaign", "cancel", Shop.CAMPAIGN);
            Run unknown = command(shop, "campaign", "cancel", "nope");

            assertThat(cancelled.out())
                    .contains("12 messages that waited of note will not be sent, for good");
            assertThat(unknown.code()).isEqualTo(1);
            assertThat(unknown.err()).contains("Found no campaign nope; expected");
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.err()).contains("Nothing waits of the campaign note");
            assertThat(command(shop, "campaign", "run", Shop.CAMPAIGN).err())
                    .contains("The campaign note was cancelled at");
            shop.turnClockTo(shop.now().plus(Duration.ofDays(1)));
            var _ = shop.send(taking);
            assertThat(taken).isEmpty();
            assertThat(shop.rows()).isEqualTo(Map.of("SKIPPED cancelled", 12));
            var _ = shop.send("second", taking);
            assertThat(taken).hasSize(12);
            assertThat(LedgerCheck.findings(shop.engine.store)).isEmpty();
        }
    }

    private Run command(Shop shop, String... line) {
        List<String> words = new ArrayList<>(List.of(line));
        words.addAll(List.of("--data", folder.resolve("data").toString()));
        shop.engine.close();
        Run run = Run.of(words.toArray());
        shop.reopen();
        return run;
    }

    @Test
    void aFolderInWhichRealMailWaitsDoesNotGoBackToTestMode() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            var _ = shop.send(Shop.channel((_, _) -> LATER));

            Run refused = command(shop, "go-live", "--back-to-test");

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("1 message waits", "epistle campaign cancel");
            assertThat(TestMode.isOn(shop.engine.store)).isFalse();
            var _ = command(shop, "campaign", "cancel", Shop.CAMPAIGN);
            assertThat(command(shop, "go-live", "--back-to-test").code()).isZero();
            assertThat(TestMode.isOn(shop.engine.store)).isTrue();
        }
    }

    @Test
    void aWithdrawalBetweenPreparingAndHandingIsAskedForInTheTurn() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            var _ =
                    shop.send(
                            Shop.channel((_, handOver) -> {
                                shop.consent("ann", Consent.WITHDRAWN);
                                return handOver.commit()
                                        ? ACCEPTED
                                        : new DeliveryOutcome.Withheld();
                            }));

            assertThat(shop.rows()).isEqualTo(Map.of("SKIPPED consent withdrawn", 1));
        }
    }

    @Test
    void aWithdrawalTimedAheadCountsOnceItsTimeHasCome() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            shop.tell(
                    EventBuilder.track(Consent.WITHDRAWN, shop.now().plusSeconds(60))
                            .identifier(Identifier.USER_ID, "ann")
                            .properties(Struct.of("purpose", Value.of(Consent.MARKETING_EMAIL)))
                            .messageId("ahead")
                            .knownAt(shop.now())
                            .build());
            var _ =
                    shop.send(
                            Shop.channel((_, handOver) -> {
                                shop.turnClockTo(shop.now().plusSeconds(90));
                                return handOver.commit()
                                        ? ACCEPTED
                                        : new DeliveryOutcome.Withheld();
                            }));

            assertThat(shop.rows()).isEqualTo(Map.of("SKIPPED consent withdrawn", 1));
        }
    }

    @Test
    void aFolderFromBeforeThereWereLanesGoesOn() {
        try (Shop shop = Shop.withCampaign(folder)) {
            for (int customer = 0; customer < 30; customer++) {
                shop.customer("p" + customer);
            }
            plan(shop, Shop.CAMPAIGN);
            var _ =
                    shop.engine.writer.apply(turn -> {
                        for (var row : turn.list(Outbox.LANES, new byte[0], 30)) {
                            turn.delete(Outbox.LANES, row.key());
                            turn.put(
                                    LanesMigration.OUTBOX,
                                    Outbox.LANES.keys().encode(row.key()),
                                    true);
                        }
                        turn.delete(Outbox.STARTS, Shop.CAMPAIGN);
                        turn.delete(TimelineStore.COUNTERS, "migrated");
                        return true;
                    });
            assertThat(LedgerCheck.findings(shop.engine.store)).isNotEmpty();

            shop.restart();

            assertThat(LedgerCheck.findings(shop.engine.store)).isEmpty();
            assertThat(shop.engine.store.list(LanesMigration.OUTBOX, new byte[0], 1)).isEmpty();
            var _ = shop.send(taking);
            assertThat(taken).hasSize(30);
        }
    }

    @Test
    void aCheckComposesForEveryoneSaysWhoWouldGetNothingAndSendsNothing() {
        try (Shop shop = Shop.withCampaign(folder)) {
            for (int customer = 0; customer < 7; customer++) {
                shop.customer("p" + customer);
            }
            shop.customer("cat", "cat@example.com");

            Run checked = command(shop, "campaign", "check", Shop.CAMPAIGN);

            assertThat(checked.out())
                    .contains("8 people are meant; 7 messages would go out now.")
                    .contains("       1: no consent");
            assertThat(checked.code()).as(checked.out()).isZero();
            assertThat(shop.rows()).isEmpty();
            Map<String, String> files = new TreeMap<>(Workspaces.SHOP);
            files.put("note.html.liquid", "<title>x</title><p>{{ user.nickname }}</p>");
            shop.define(files);
            Run wrong = command(shop, "campaign", "check", Shop.CAMPAIGN);

            assertThat(wrong.code()).isEqualTo(1);
            assertThat(wrong.out())
                    .contains("error: The page has no link to {{ links.unsubscribe }} in 7 of 7")
                    .contains("warning: The variable user.nickname does not exist for 7 of 7");
            assertThat(shop.rows()).isEmpty();
        }
    }

    /// Whatever a server answers to the mails that a sender had when their campaign was cancelled:
    /// none goes out later.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatASenderHasWhenItsCampaignIsCancelledDoesNotGoOutLater(boolean isHanded) {
        try (Shop shop = Shop.withCampaign(folder)) {
            for (int customer = 0; customer < 20; customer++) {
                shop.customer("p" + customer);
            }
            AtomicBoolean cancelled = new AtomicBoolean();

            var _ =
                    shop.send(
                            Shop.channel((_, handOver) -> {
                                if (isHanded && !handOver.commit()) {
                                    return new DeliveryOutcome.Withheld();
                                }
                                if (!cancelled.getAndSet(true)) {
                                    cancel(shop);
                                }
                                return LATER;
                            }));
            shop.restart();
            shop.turnClockTo(shop.now().plus(Duration.ofDays(1)));
            var _ = shop.send(taking);

            assertThat(taken).isEmpty();
            assertThat(shop.rows()).isEqualTo(Map.of("SKIPPED cancelled", 20));
            assertThat(LedgerCheck.findings(shop.engine.store)).isEmpty();
        }
    }

    private static void cancel(Shop shop) {
        int _ =
                shop.engine.writer.apply(turn -> {
                    Cancellation.place(turn, Shop.CAMPAIGN, turn.now());
                    return Cancellation.sweep(turn, Shop.CAMPAIGN, 1_000);
                });
    }

    @Test
    void anOutageMakesAMessageLateAndSoDoesANightBehindIt() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(campaign("sale", "late-after: 2 hours"));
            shop.define(campaign("night", "late-after: 2 hours\nquiet-hours: 21:00 to 08:00"));
            shop.customer("ann");
            plan(shop, "night");
            for (int quarter = 0; quarter < 9; quarter++) {
                var _ = shop.send("sale", Shop.channel((_, _) -> LATER));
                shop.turnClockTo(shop.now().plus(Duration.ofMinutes(15)));
            }

            var _ = shop.send("sale", taking);
            shop.turnClockTo(Instant.parse("2026-01-06T03:00:00Z"));
            var _ = shop.send("night", taking);

            assertThat(shop.rows("sale")).isEqualTo(Map.of("SKIPPED late", 1));
            assertThat(shop.rows("night")).isEqualTo(Map.of("SKIPPED late", 1));
        }
    }

    @Test
    void aLaneThatHoldsWhatHasEndedLosesItAndGoesOn() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            var _ = shop.send(taking);
            shop.customer("ben");
            shop.define(campaign("second", ""));
            plan(shop, "second");
            var sent = shop.row("ann@example.com");
            var _ =
                    shop.engine.writer.apply(turn -> {
                        Outbox.Due stray = new Outbox.Due(sent.dueAt(), sent.key());
                        turn.put(Outbox.LANES, stray, true);
                        turn.put(Outbox.STARTS, Shop.CAMPAIGN, stray);
                        return true;
                    });

            var _ = shop.send(taking);
            var _ = shop.send("second", taking);

            assertThat(taken).hasSize(3);
            assertThat(LedgerCheck.findings(shop.engine.store)).isEmpty();
        }
    }

    @Test
    void aClockThatIsSetBackPassesNoCapAndHoldsUpNobody() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            var _ = shop.send(taking);
            shop.turnClockTo(shop.now().minus(Duration.ofDays(1)));
            shop.define(campaign("capped", "cap: at most 1 messages within 7 days"));
            shop.define(campaign("other", ""));

            var _ = shop.send("capped", taking);
            var _ = shop.send("other", taking);

            assertThat(shop.rows("capped")).isEqualTo(Map.of("SKIPPED frequency cap", 1));
            assertThat(shop.rows("other")).isEqualTo(Map.of("ACCEPTED", 1));
        }
    }
}
