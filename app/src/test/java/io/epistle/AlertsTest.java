package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.alert.Alert;
import io.epistle.alert.AlertKind;
import io.epistle.alert.AlertWorker;
import io.epistle.alert.ClockDrift;
import io.epistle.safety.BackupManifest;
import io.epistle.safety.BackupStore;
import io.epistle.segment.DueWorker;
import io.epistle.segment.Memberships;
import io.epistle.send.AllowList;
import io.epistle.send.Channel;
import io.epistle.send.DeliveryOutcome;
import io.epistle.send.Hold;
import io.epistle.send.RelayChannel;
import io.epistle.send.Reply;
import io.epistle.send.Routing;
import io.epistle.send.Stage;
import io.epistle.send.TestMode;
import io.epistle.store.Writer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// What an operator is told, by real faults.
class AlertsTest {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final Map<String, String> LOOKERS =
            Map.of(
                    "segment.yaml",
                    """
                    kind: segment
                    id: lookers
                    name: Lookers
                    rule: did "Order Completed" within 10 days
                    """);

    @TempDir Path folder;

    /// A channel that answers by the recipient's address.
    private static Channel answering(Function<String, DeliveryOutcome> answer) {
        return Shop.channel((recipient, handOver) ->
                handOver.commit()
                        ? answer.apply(recipient.text())
                        : new DeliveryOutcome.Withheld());
    }

    private static void hold(Shop shop, String reason) {
        Hold _ = shop.engine.writer.apply(turn -> Hold.place(turn, reason));
    }

    private static void release(Shop shop) {
        var _ = shop.engine.writer.apply(Hold::release);
    }

    @Test
    void sendingThatIsHeldIsToldUntilItIsReleased() {
        try (Shop shop = new Shop(folder)) {
            Watched watched = new Watched(shop);
            assertThat(watched.look()).isEmpty();
            hold(shop, "looked odd");
            Instant held = shop.now();

            assertThat(watched.look()).containsExactly(AlertKind.HELD);
            assertThat(watched.only().finding().detail()).isEqualTo("looked odd");
            assertThat(watched.only().since()).isEqualTo(held);
            watched.pass(LOOK);
            release(shop);
            assertThat(watched.look()).isEmpty();
            assertThat(watched.over()).containsExactly(AlertKind.HELD);
            assertThat(shop.engine.alerts.closed().getFirst().until()).contains(held.plus(LOOK));
        }
    }

    @Test
    void factsWithoutABackupAndWithAnOldOneAreTold() {
        try (Shop shop = new Shop(folder)) {
            Watched watched = new Watched(shop);
            assertThat(watched.lookFor(Duration.ofHours(2))).isEmpty();
            shop.order("ann", shop.now());
            assertThat(watched.lookFor(Duration.ofMinutes(59))).isEmpty();
            assertThat(watched.lookFor(Duration.ofMinutes(1))).containsExactly(AlertKind.NO_BACKUP);

            BackupManifest _ =
                    BackupCommand.take(shop.engine, new BackupStore(folder.resolve("1")));
            assertThat(watched.look()).isEmpty();

            watched.pass(Vitals.BACKUP_AGE_MAX);
            assertThat(watched.look()).isEmpty();
            watched.pass(Duration.ofMillis(1));
            assertThat(watched.look()).containsExactly(AlertKind.BACKUP);
            BackupManifest _ =
                    BackupCommand.take(shop.engine, new BackupStore(folder.resolve("2")));
            assertThat(watched.look()).isEmpty();
            assertThat(watched.over()).containsExactly(AlertKind.BACKUP, AlertKind.NO_BACKUP);
        }
    }

    @Test
    void aDiskThatFillsIsToldUntilItHasHadRoomForAWhile() {
        try (Shop shop = new Shop(folder)) {
            Watched watched = new Watched(shop);
            watched.diskBytes = OptionalLong.of(1L << 30);
            assertThat(watched.look()).isEmpty();
            watched.diskBytes = OptionalLong.of((1L << 30) - 1);
            assertThat(watched.look()).containsExactly(AlertKind.DISK);

            watched.diskBytes = OptionalLong.of(1L << 30);
            assertThat(watched.lookFor(Duration.ofMinutes(4))).containsExactly(AlertKind.DISK);
            watched.diskBytes = OptionalLong.of(5);
            assertThat(watched.look()).containsExactly(AlertKind.DISK);
            watched.diskBytes = OptionalLong.empty();
            assertThat(watched.lookFor(Duration.ofMinutes(4))).containsExactly(AlertKind.DISK);
            assertThat(watched.lookFor(Duration.ofMinutes(1))).isEmpty();
            assertThat(watched.over()).containsExactly(AlertKind.DISK);
        }
    }

    @Test
    void aMessageThatMayHaveArrivedIsToldForADay() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            Watched watched = new Watched(shop).withRelay();
            assertThat(watched.look()).isEmpty();

            var _ =
                    shop.send(
                            answering(_ -> new DeliveryOutcome.Uncertain("the connection broke")));
            watched.restart();

            assertThat(watched.look()).containsExactly(AlertKind.UNCERTAIN);
            assertThat(watched.only().finding().subject()).isEqualTo(Shop.CAMPAIGN);
            assertThat(watched.only().finding().found()).isEqualTo(1);
            BackupManifest _ =
                    BackupCommand.take(shop.engine, new BackupStore(folder.resolve("1")));
            assertThat(watched.lookFor(Duration.ofMinutes(24 * 60 - 1)))
                    .containsExactly(AlertKind.UNCERTAIN);
            assertThat(watched.lookFor(Duration.ofMinutes(6))).isEmpty();
            assertThat(watched.over()).containsExactly(AlertKind.UNCERTAIN);
        }
    }

    @Test
    void aRelayThatTakesNoMailIsToldOnceAMinuteHasPassed() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            AtomicReference<DeliveryOutcome> answer =
                    new AtomicReference<>(
                            new DeliveryOutcome.Rejected(
                                    Stage.MAIL, Reply.of(550, "5.7.1 who are you")));
            RelayChannel relay =
                    new RelayChannel(
                            Shop.channel((_, handOver) ->
                                    answer.get() instanceof DeliveryOutcome.Accepted
                                                    && !handOver.commit()
                                            ? new DeliveryOutcome.Withheld()
                                            : answer.get()),
                            Duration.ZERO,
                            shop.engine.clock);
            Routing routing = new Routing(Optional.of(relay), AllowList.NONE);
            Instant _ = shop.engine.writer.apply(TestMode::leave);
            BackupManifest _ =
                    BackupCommand.take(shop.engine, new BackupStore(folder.resolve("1")));
            Watched watched = new Watched(shop).over(relay);
            assertThat(watched.look()).isEmpty();

            var refused = shop.send(Shop.CAMPAIGN, routing);

            assertThat(refused.open()).isEqualTo(1);
            assertThat(watched.lookFor(Duration.ofMinutes(1))).isEmpty();
            assertThat(watched.lookFor(Duration.ofMinutes(1))).containsExactly(AlertKind.RELAY);
            assertThat(watched.only().finding().detail())
                    .isEqualTo("it refuses the sender, 550 5.7.1");

            answer.set(new DeliveryOutcome.Accepted(Reply.of(250, "2.0.0 ok"), ""));
            var sent = shop.send(Shop.CAMPAIGN, routing);
            assertThat(sent.sent()).isEqualTo(1);
            assertThat(watched.lookFor(Duration.ofMinutes(2))).isEmpty();
            assertThat(watched.over()).containsExactly(AlertKind.RELAY);
        }
    }

    @Test
    void aLiveFolderWithoutARelayIsTold() {
        try (Shop shop = Shop.withCampaign(folder)) {
            Instant _ = shop.engine.writer.apply(TestMode::leave);
            Watched watched = new Watched(shop);
            assertThat(watched.lookFor(Duration.ofMinutes(1))).isEmpty();

            assertThat(watched.lookFor(Duration.ofMinutes(1))).containsExactly(AlertKind.RELAY);
            assertThat(watched.only().finding().detail()).isEqualTo("none is configured");
        }
    }

    @Test
    void messagesThatAreRefusedAreToldByTheirShareOfADayNotOfAllTime() {
        DeliveryOutcome taken = new DeliveryOutcome.Accepted(Reply.of(250, "2.0.0 ok"), "");
        DeliveryOutcome later =
                new DeliveryOutcome.Deferred(Stage.RECIPIENT, Reply.of(451, "4.7.1 not now"));
        DeliveryOutcome refused =
                new DeliveryOutcome.Rejected(Stage.RECIPIENT, Reply.of(550, "5.1.1 no"));
        try (Shop shop = Shop.withCampaign(folder)) {
            Watched watched = new Watched(shop).withRelay();
            for (int customer = 0; customer < 100; customer++) {
                shop.customer("taken" + customer);
            }
            for (int customer = 0; customer < 20; customer++) {
                shop.customer("refused" + customer);
            }
            assertThat(watched.look()).isEmpty();
            var _ = shop.send(answering(it -> it.startsWith("taken") ? taken : later));
            assertThat(watched.look()).isEmpty();
            BackupManifest _ =
                    BackupCommand.take(shop.engine, new BackupStore(folder.resolve("1")));
            assertThat(watched.lookFor(Duration.ofHours(25))).isEmpty();

            var _ = shop.send(answering(it -> it.startsWith("refused19") ? later : refused));
            assertThat(watched.look()).as("19 are too few to tell").isEmpty();
            assertThat(watched.lookFor(Duration.ofHours(5))).isEmpty();
            var _ = shop.send(answering(_ -> refused));

            assertThat(watched.look()).containsExactly(AlertKind.FAILED);
            assertThat(watched.only().finding().subject()).isEqualTo(Shop.CAMPAIGN);
            assertThat(watched.only().finding().found()).isEqualTo(1);
        }
    }

    @Test
    void inputThatMakesNoSenseIsToldBySourceAndUnknownKeysInAll() {
        try (ServedShop collecting = ServedShop.collecting(folder)) {
            Watched watched = new Watched(collecting.shop);
            assertThat(watched.look()).isEmpty();
            for (int event = 0; event < 18; event++) {
                collecting.post("/v1/track", "{\"userId\":\"ann\",\"event\":\"Looked\"}");
            }
            collecting.post("/v1/track", "{\"userId\":\"ann\",\"messageId\":\"wrong\"}");
            assertThat(watched.look()).as("19 are too few").isEmpty();
            collecting.post("/v1/track", "{\"userId\":\"ann\",\"messageId\":\"wrong too\"}");
            assertThat(watched.look()).containsExactly(AlertKind.QUARANTINED);
            assertThat(watched.only().finding().subject()).isEqualTo("web");
            assertThat(watched.only().finding().found()).isEqualTo(0.1);

            for (int request = 0; request < 101; request++) {
                HttpResponse<String> refused =
                        collecting.send(
                                collecting
                                        .request("/v1/track")
                                        .POST(HttpRequest.BodyPublishers.ofString("{}")));
                assertThat(refused.statusCode()).isEqualTo(401);
            }
            assertThat(watched.look()).containsExactly(AlertKind.QUARANTINED, AlertKind.REJECTED);
            watched.restart();
            assertThat(watched.look()).containsExactly(AlertKind.QUARANTINED, AlertKind.REJECTED);
            BackupManifest _ =
                    BackupCommand.take(watched.shop.engine, new BackupStore(folder.resolve("1")));
            assertThat(watched.lookFor(Duration.ofMinutes(75))).isEmpty();
            assertThat(watched.over())
                    .containsExactlyInAnyOrder(AlertKind.QUARANTINED, AlertKind.REJECTED);
        }
    }

    @Test
    void aWriterThatStandsIsToldWithoutItAndKeptOnceItMoves() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        try (Shop shop = new Shop(folder)) {
            Watched watched = new Watched(shop);
            assertThat(watched.look()).isEmpty();
            CompletableFuture<Boolean> _ = shop.engine.writer.submit(_ -> waits(stuck));
            for (int change = 1; change < Writer.INBOX_MAX; change++) {
                CompletableFuture<Boolean> _ = shop.engine.writer.submit(_ -> true);
            }
            assertThat(watched.lookWithoutWriter()).isEmpty();
            watched.pass(LOOK);
            assertThat(watched.lookWithoutWriter()).isEmpty();
            watched.pass(LOOK);

            assertThat(watched.lookWithoutWriter()).containsExactly(AlertKind.WRITER);
            assertThat(shop.engine.alerts.closed()).isEmpty();
            stuck.countDown();
            Instant _ = shop.engine.writer.apply(turn -> turn.now());

            assertThat(watched.lookFor(Duration.ofMinutes(2))).isEmpty();
            assertThat(watched.over()).containsExactly(AlertKind.WRITER);
        }
    }

    private static boolean waits(CountDownLatch stuck) {
        try {
            stuck.await();
            return true;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Test
    void aWriterThatEndedIsTold() {
        Shop shop = new Shop(folder);
        Watched watched = new Watched(shop);
        assertThat(watched.look()).isEmpty();
        shop.engine.writer.close();
        watched.pass(LOOK);
        assertThat(watched.lookWithoutWriter()).isEmpty();
        watched.pass(LOOK);
        assertThat(watched.lookWithoutWriter()).isEmpty();
        watched.pass(LOOK);
        assertThat(watched.lookWithoutWriter()).containsExactly(AlertKind.WRITER);
        shop.close();
    }

    @Test
    void whoeverIsDueAndNotDecidedIsTold() {
        try (Shop shop = new Shop(folder)) {
            shop.define(LOOKERS);
            shop.order("ann", shop.now());
            BackupManifest _ =
                    BackupCommand.take(shop.engine, new BackupStore(folder.resolve("1")));
            Watched watched = new Watched(shop);
            watched.pass(Duration.ofDays(10).plusSeconds(61));
            BackupManifest _ =
                    BackupCommand.take(shop.engine, new BackupStore(folder.resolve("2")));
            assertThat(watched.look()).isEmpty();
            watched.pass(Duration.ofSeconds(30));
            assertThat(watched.look()).containsExactly(AlertKind.DUE);

            assertThat(shop.engine.sweep.due(shop.now())).isEqualTo(1);

            assertThat(watched.look()).containsExactly(AlertKind.DUE);
            watched.pass(Duration.ofSeconds(30));
            assertThat(watched.look()).isEmpty();
            assertThat(watched.over()).containsExactly(AlertKind.DUE);
        }
    }

    @Test
    void aClockThatIsSetStopsDueWorkAndSendingUntilTheHoldIsReleased() {
        try (Shop shop = new Shop(folder)) {
            shop.define(LOOKERS);
            shop.order("ann", shop.now());
            BackupManifest _ =
                    BackupCommand.take(shop.engine, new BackupStore(folder.resolve("1")));
            Watched watched = new Watched(shop);
            watched.pass(Duration.ofDays(1));
            shop.turnClockTo(shop.now().plus(Duration.ofSeconds(60)));
            assertThat(watched.look()).as("a minute is well").isEmpty();
            assertThat(watched.worker.mayDecide()).isTrue();
            shop.turnClockTo(shop.now().plus(Duration.ofHours(5)));

            assertThat(watched.worker.mayDecide()).as("before anybody looked").isFalse();
            assertThat(watched.look()).containsExactly(AlertKind.CLOCK);
            assertThat(Hold.isHeld(shop.engine.store)).isTrue();
            assertThat(watched.look()).containsExactly(AlertKind.CLOCK, AlertKind.HELD);

            shop.turnClockTo(shop.now().minus(Duration.ofHours(5)));
            assertThat(watched.look()).containsExactly(AlertKind.CLOCK, AlertKind.HELD);
            watched.restart();
            assertThat(watched.worker.mayDecide()).isFalse();
            assertThat(watched.look()).containsExactly(AlertKind.CLOCK, AlertKind.HELD);

            release(shop);
            assertThat(watched.look()).isEmpty();
            assertThat(watched.worker.mayDecide()).isTrue();
            assertThat(watched.over()).containsExactly(AlertKind.HELD, AlertKind.CLOCK);
        }
    }

    @Test
    void aClockThatIsOffAndConfirmedIsTheRightOne() {
        try (Shop shop = new Shop(folder)) {
            Watched watched = new Watched(shop);
            watched.passUnseen(Duration.ofHours(5));
            assertThat(watched.look()).containsExactly(AlertKind.CLOCK);
            assertThat(watched.look()).containsExactly(AlertKind.CLOCK, AlertKind.HELD);
            release(shop);
            assertThat(watched.look()).isEmpty();

            assertThat(watched.lookFor(Duration.ofMinutes(10))).isEmpty();
            assertThat(watched.worker.mayDecide()).isTrue();
        }
    }

    @Test
    void aWorkerDecidesNobodyByAClockThatIsNotTrusted() throws InterruptedException {
        try (Shop shop = new Shop(folder)) {
            shop.define(LOOKERS);
            shop.order("ann", shop.now());
            CountDownLatch asked = new CountDownLatch(2);
            try (DueWorker _ =
                    DueWorker.start(
                            shop.engine.dueTimes,
                            shop.engine.sweep,
                            shop.engine.clock,
                            () -> {
                                asked.countDown();
                                return false;
                            })) {
                shop.turnClockTo(shop.now().plus(Duration.ofDays(11)));
                asked.await();
            }

            assertThat(Memberships.size(shop.engine.store, "lookers")).isEqualTo(1);
        }
    }

    @Test
    void aBusySourceThatFallsSilentIsTold() {
        try (ServedShop collecting = ServedShop.collecting(folder)) {
            Watched watched = new Watched(collecting.shop);
            assertThat(watched.look()).isEmpty();
            for (int event = 0; event < 100; event++) {
                collecting.post("/v1/track", "{\"userId\":\"ann\",\"event\":\"Looked\"}");
            }
            BackupManifest _ =
                    BackupCommand.take(watched.shop.engine, new BackupStore(folder.resolve("1")));

            assertThat(watched.lookFor(Duration.ofHours(6))).isEmpty();
            assertThat(watched.lookFor(Duration.ofMinutes(6))).containsExactly(AlertKind.SILENT);
            assertThat(watched.only().finding().subject()).isEqualTo("web");
            collecting.post("/v1/track", "{\"userId\":\"ann\",\"event\":\"Looked\"}");
            assertThat(watched.look()).isEmpty();
        }
    }

    @Test
    void whatIsOpenOutlivesARestartAndClosesOnce() {
        try (Shop shop = new Shop(folder)) {
            Watched watched = new Watched(shop);
            hold(shop, "");
            assertThat(watched.look()).containsExactly(AlertKind.HELD);
            Alert before = watched.only();

            watched.restart();

            assertThat(watched.only()).isEqualTo(before);
            assertThat(watched.look()).containsExactly(AlertKind.HELD);
            assertThat(watched.only()).isEqualTo(before);
            release(shop);
            assertThat(watched.look()).isEmpty();
            watched.restart();
            assertThat(watched.over()).containsExactly(AlertKind.HELD);
            hold(shop, "again");
            assertThat(watched.look()).containsExactly(AlertKind.HELD);
            assertThat(watched.only().number()).isEqualTo(before.number() + 1);
        }
    }

    @Test
    void whatFailsWhileLookingEndsNothing() {
        try (Shop shop = new Shop(folder)) {
            ClockDrift drift = new ClockDrift(shop.engine.clock, () -> 0);
            CountDownLatch looked = new CountDownLatch(1);
            try (AlertWorker worker =
                    new AlertWorker(
                            shop.engine.alerts,
                            () -> {
                                looked.countDown();
                                throw new IllegalStateException("planted");
                            },
                            drift)) {
                worker.tryToLook();
                worker.start();
                assertThat(looked.getCount()).isZero();
            }
            shop.order("ann", shop.now());
        }
    }

    @Test
    void pagesAndMetricsSayWhatIsOpen() {
        try (ServedShop collecting = ServedShop.collecting(folder)) {
            collecting.post("/v1/track", "{\"userId\":\"ann\",\"event\":\"Looked\"}");
            Watched watched = new Watched(collecting.shop);
            assertThat(collecting.send(collecting.request("/console/alerts")).body())
                    .contains("All is well");
            hold(collecting.shop, "looked odd");
            assertThat(watched.look()).containsExactly(AlertKind.HELD);

            assertThat(collecting.send(collecting.request("/metrics")).body())
                    .contains("epistle_alerts{kind=\"held\"} 1")
                    .contains("epistle_alerts{kind=\"writer\"} 0");
            assertThat(collecting.send(collecting.request("/console/alerts")).body())
                    .contains("No message is sent: looked odd.")
                    .contains("epistle hold --release");
            assertThat(collecting.send(collecting.request("/console")).body())
                    .contains("Sending is held: No message is sent: looked odd.")
                    .contains("<span class=\"nav-count\">1<");
            assertThat(collecting.send(collecting.request("/api/alerts")).body())
                    .contains("\"kind\":\"held\"", "\"closed\":[]");
        }
    }

    @Test
    void aServerWatchesByItself() throws IOException, InterruptedException {
        try (Shop shop = new Shop(folder)) {
            shop.order("ann", shop.now());
        }
        Path data = folder.resolve("data");
        try (ServerProcess server = ServerProcess.serve(data);
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(Run.of("hold", "for a test", "--data", data).code()).isZero();
            URI alerts = server.address().resolve("/api/alerts");
            Instant patience = Instant.now().plusSeconds(30);
            String body = "";
            while (!body.contains("for a test") && Instant.now().isBefore(patience)) {
                body =
                        client.send(
                                        HttpRequest.newBuilder(alerts).build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body();
            }

            assertThat(body).contains("\"kind\":\"held\"", "for a test");
            assertThat(server.terminate()).isNotNegative();
        }
        try (Shop shop = new Shop(folder)) {
            assertThat(shop.engine.alerts.isOpen(AlertKind.HELD)).isTrue();
        }
    }
}
