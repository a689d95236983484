package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.privacy.Consent;
import io.epistle.privacy.Suppressions;
import io.epistle.send.Channel;
import io.epistle.send.DeliveryOutcome;
import io.epistle.send.HandOver;
import io.epistle.send.LedgerCheck;
import io.epistle.send.LedgerState;
import io.epistle.send.MailLinks;
import io.epistle.send.Reply;
import io.epistle.send.Stage;
import io.epistle.send.Unsubscribes;
import io.epistle.send.Unsubscribes.Withdrawal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/// A campaign through a channel that answers as the test wants: what the ledger says of each
/// message, and that no withdrawal is outrun.
class SendingTest {
    private static final DeliveryOutcome ACCEPTED =
            new DeliveryOutcome.Accepted(Reply.of(250, "2.0.0 ok"), "");
    private static final DeliveryOutcome LATER =
            new DeliveryOutcome.Deferred(Stage.RECIPIENT, Reply.of(451, "4.7.1 not now"));

    @TempDir Path folder;

    /// Addresses that a server took, each as often as it did.
    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

    private final Channel taking =
            Shop.channel((recipient, handOver) -> take(recipient.text(), handOver));

    private DeliveryOutcome take(String address, HandOver handOver) {
        if (!handOver.commit()) {
            return new DeliveryOutcome.Withheld();
        }
        taken.add(address);
        return ACCEPTED;
    }

    @Test
    void everyoneWhoAgreedGetsOneMailAndASecondRunSendsNothing() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            shop.customer("ben");
            shop.customer("cat", "cat@example.com");

            shop.send(taking);
            shop.send(taking);

            assertThat(taken).containsExactlyInAnyOrder("ann@example.com", "ben@example.com");
            assertThat(shop.rows()).isEqualTo(Map.of("ACCEPTED", 2, "SKIPPED no consent", 1));
        }
    }

    @Test
    void aWithdrawalBetweenClaimAndHandOverHoldsTheMailBack() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");

            shop.send(
                    Shop.channel((recipient, handOver) -> {
                        shop.consent("ann", Consent.WITHDRAWN);
                        return take(recipient.text(), handOver);
                    }));

            assertThat(taken).isEmpty();
            assertThat(shop.rows()).isEqualTo(Map.of("SKIPPED consent withdrawn", 1));
        }
    }

    @Test
    void aSuppressionBetweenClaimAndHandOverHoldsTheMailBack() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");

            shop.send(
                    Shop.channel((recipient, handOver) -> {
                        suppress(shop, "ann@example.com");
                        return take(recipient.text(), handOver);
                    }));

            assertThat(taken).isEmpty();
            assertThat(shop.rows()).isEqualTo(Map.of("SKIPPED suppressed", 1));
        }
    }

    private static void suppress(Shop shop, String address) {
        boolean _ =
                shop.engine.writer.apply(turn -> {
                    Suppressions.add(turn, shop.row(address).key().address(), "complaint");
                    return true;
                });
    }

    @Test
    void aMergeAfterPlanningSendsOneAddressNoSecondMail() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            shop.customer("ben");

            shop.send(
                    Shop.channel((recipient, handOver) -> {
                        DeliveryOutcome outcome = take(recipient.text(), handOver);
                        // Whoever was first turns out to be the other one too.
                        shop.moves("ann", taken.getFirst());
                        shop.moves("ben", taken.getFirst());
                        return outcome;
                    }));

            assertThat(taken).doesNotHaveDuplicates();
            assertThat(LedgerCheck.findings(shop.engine.store)).isEmpty();
        }
    }

    @Test
    void aMailNeverGoesToAnotherAddressThanItWasPlannedFor() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            shop.customer("ben");
            AtomicInteger deferred = new AtomicInteger();

            shop.send(
                    Shop.channel((_, _) -> {
                        deferred.incrementAndGet();
                        return LATER;
                    }));
            shop.moves("ann", "ann@new.example");
            shop.turnClockTo(shop.now().plus(Duration.ofHours(1)));
            shop.send(taking);

            assertThat(deferred).hasValue(2);
            assertThat(taken).containsExactly("ben@example.com");
            assertThat(shop.rows()).isEqualTo(Map.of("ACCEPTED", 1, "SKIPPED address changed", 1));
        }
    }

    @Test
    void whatIsDeferredForThreeDaysOfTryingHasFailedHoweverLateItBegan() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            var _ = shop.send(Shop.channel((_, _) -> LATER));
            shop.turnClockTo(shop.now().plus(Duration.ofDays(5)));
            Instant begun = shop.now();

            try (Channel deferring = Shop.channel((_, _) -> LATER)) {
                while (shop.row("ann@example.com").state() == LedgerState.DEFERRED) {
                    shop.send(deferring);
                    shop.turnClockTo(shop.now().plus(Duration.ofMinutes(15)));
                }
            }

            assertThat(shop.rows()).isEqualTo(Map.of("FAILED deferred 451, given up", 1));
            assertThat(Duration.between(begun, shop.now()))
                    .isBetween(Duration.ofDays(3), Duration.ofDays(3).plusHours(1));
        }
    }

    @Test
    void whatMayHaveArrivedIsNotSentAgain() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");

            shop.send(
                    Shop.channel((recipient, handOver) -> {
                        DeliveryOutcome _ = take(recipient.text(), handOver);
                        return new DeliveryOutcome.Uncertain("the connection broke");
                    }));
            shop.restart();
            shop.send(taking);

            assertThat(taken).containsExactly("ann@example.com");
            assertThat(shop.rows()).isEqualTo(Map.of("UNCERTAIN connection lost", 1));
        }
    }

    @Test
    void theLinkOfAMailWithdrawsForItsPersonAndAgainIsHarmless() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            shop.send(taking);
            MailLinks links = shop.engine.links(Shop.BASE);
            String token = links.token(shop.row("ann@example.com").sendId());

            Unsubscribes unsubscribes = shop.engine.unsubscribes(links);
            assertThat(unsubscribes.withdraw(token)).isEqualTo(Withdrawal.DONE);
            assertThat(unsubscribes.withdraw(token)).isEqualTo(Withdrawal.ALREADY);
            assertThat(unsubscribes.withdraw(token + "x")).isEqualTo(Withdrawal.UNKNOWN);

            assertThat(said(shop, "ann@example.com", Consent.WITHDRAWN)).isEqualTo(1);
        }
    }

    @Test
    void theLinkOfAMailToASuppressedAddressStillWithdraws() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            shop.send(taking);
            suppress(shop, "ann@example.com");
            MailLinks links = shop.engine.links(Shop.BASE);
            String token = links.token(shop.row("ann@example.com").sendId());

            assertThat(shop.engine.unsubscribes(links).withdraw(token)).isEqualTo(Withdrawal.DONE);

            assertThat(said(shop, "ann@example.com", Consent.WITHDRAWN)).isEqualTo(1);
        }
    }

    private static long said(Shop shop, String address, String name) {
        return shop
                .engine
                .reader
                .read(shop.engine.store, shop.row(address).person())
                .orElseThrow()
                .timeline()
                .facts()
                .stream()
                .filter(fact -> fact.name().equals(name))
                .count();
    }

    /// What happens to a delivery is drawn, and so are withdrawals, moves, merges and restarts
    /// between and during runs. Whatever happens: nobody twice, nobody after a withdrawal, no row
    /// lost, and the ledger's figures are those of the servers.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverHappensTheLedgerBalances(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int customers = 40;
        Set<String> withdrawn = Collections.synchronizedSet(new TreeSet<>());
        List<String> outrun = Collections.synchronizedList(new ArrayList<>());
        try (Shop shop = Shop.withCampaign(folder)) {
            for (int number = 0; number < customers; number++) {
                shop.customer("c" + number);
            }
            Channel channel =
                    Shop.channel((recipient, handOver) -> {
                        synchronized (random) {
                            happens(shop, random, customers, withdrawn);
                            return answer(recipient.text(), handOver, random, withdrawn, outrun);
                        }
                    });

            for (int run = 0; run < 12; run++) {
                shop.send(channel);
                shop.turnClockTo(shop.now().plus(Duration.ofHours(2)));
                if (random.nextInt(3) == 0) {
                    shop.restart();
                }
                assertThat(LedgerCheck.findings(shop.engine.store)).isEmpty();
            }

            var balance = shop.engine.ledger.balance(shop.engine.store, Shop.CAMPAIGN);
            assertThat(balance.open()).isZero();
            assertThat(balance.planned()).isEqualTo(customers);
            assertThat(taken).doesNotHaveDuplicates();
            assertThat(outrun).isEmpty();
            assertThat((long) taken.size())
                    .isBetween(balance.sent(), balance.sent() + balance.uncertain());
            shop.engine.ledger.scan(
                    shop.engine.store,
                    Shop.CAMPAIGN,
                    (_, entry) -> {
                        assertThat(entry.state())
                                .isIn(
                                        LedgerState.ACCEPTED,
                                        LedgerState.SKIPPED,
                                        LedgerState.FAILED,
                                        LedgerState.UNCERTAIN);
                        return true;
                    });
        }
    }

    private static void happens(
            Shop shop, SplittableRandom random, int customers, Set<String> withdrawn) {
        String id = "c" + random.nextInt(customers);
        switch (random.nextInt(12)) {
            case 0 -> {
                shop.consent(id, Consent.WITHDRAWN);
                withdrawn.add(Shop.address(id));
            }
            case 1 -> shop.moves(id, id + "@moved.example");
            case 2 -> shop.order(id, shop.now());
            default -> {
                // Nothing happens.
            }
        }
    }

    private DeliveryOutcome answer(
            String address,
            HandOver handOver,
            SplittableRandom random,
            Set<String> withdrawn,
            List<String> outrun) {
        return switch (random.nextInt(10)) {
            case 0 -> LATER;
            case 1 -> new DeliveryOutcome.Unsent(Stage.CONNECT, "no connection");
            case 2 ->
                    new DeliveryOutcome.Rejected(
                            Stage.RECIPIENT, Reply.of(550, "5.1.1 no such user"));
            case 3 -> {
                DeliveryOutcome outcome = take(address, handOver);
                yield outcome instanceof DeliveryOutcome.Accepted
                        ? new DeliveryOutcome.Uncertain("the connection broke")
                        : outcome;
            }
            default -> {
                boolean said = withdrawn.contains(address);
                DeliveryOutcome outcome = take(address, handOver);
                if (said && outcome instanceof DeliveryOutcome.Accepted) {
                    outrun.add(address);
                }
                yield outcome;
            }
        };
    }
}
