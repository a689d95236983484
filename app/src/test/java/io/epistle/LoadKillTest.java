package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.privacy.Consent;
import io.epistle.profile.Person;
import io.epistle.send.Ledger;
import io.epistle.send.MailboxStore;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// A server is killed again and again while clients hand events in over HTTP and mails go out. What
/// the clients saw acknowledged is the truth: each of these events is stored exactly once, under
/// its person, and whoever it moved gets one mail. As real SDKs do, a client sends what was not
/// acknowledged again under the same ids.
@Tag("proof")
class LoadKillTest {
    private static final int KILLS = 10;
    private static final int CLIENTS = 6;
    private static final int VISITORS = 300;
    private static final int PATIENCE_SECONDS = 60;
    private static final String CAMPAIGN = "wishes";
    private static final String SOURCE = "backend";
    private static final String KEY = "backend-key-one";

    private static final Map<String, String> WISHES =
            Map.of(
                    "backend.yaml",
                    """
                    kind: source
                    id: backend
                    name: Our own server
                    write-keys: [backend-key-one]
                    trusted-for: [consent]
                    """,
                    "wishers.yaml",
                    """
                    kind: segment
                    id: wishers
                    name: Wishers
                    rule: did "Wishlist Made"
                    """,
                    "wishes.yaml",
                    """
                    kind: campaign
                    id: wishes
                    name: Wishes
                    trigger: enters wishers
                    purpose: marketing_email
                    template: note
                    """);

    @TempDir Path folder;

    private final AtomicReference<Optional<URI>> server = new AtomicReference<>(Optional.empty());
    private final SortedMap<String, String> acknowledged = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListSet<String> wishers = new ConcurrentSkipListSet<>();
    private final AtomicLong events = new AtomicLong();
    private final AtomicInteger sentAgain = new AtomicInteger();
    private volatile boolean ending;

    private Path data() {
        return folder.resolve("data");
    }

    @Test
    void everyAcknowledgedEventIsThereOnceAfterTenKills() throws Exception {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(Workspaces.COLLECTING);
            shop.define(WISHES);
        }

        int underLoad = killUnderLoad();

        assertThat(underLoad).as("kills with requests under way").isGreaterThan(KILLS / 2);
        assertThat(sentAgain.get()).as("requests sent again").isGreaterThan(KILLS / 2);
        assertThat(Run.of("check", "--data", data()).out()).contains("everything agrees");
        SortedMap<String, String> stored = stored();
        assertThat(without(acknowledged, stored)).as("lost, or another's").isEmpty();
        assertThat(without(stored, acknowledged)).as("never acknowledged").isEmpty();
        try (Engine engine = Command.open(data())) {
            Ledger.Balance balance = engine.ledger.balance(engine.store, CAMPAIGN);
            List<String> recipients = recipients(engine);
            assertThat(balance.planned()).isEqualTo(wishers.size());
            assertThat(balance.open() + balance.skipped() + balance.failed()).isZero();
            assertThat(recipients).doesNotHaveDuplicates().isSubsetOf(wishers);
            assertThat((long) recipients.size())
                    .isBetween(balance.sent(), balance.sent() + balance.uncertain());
            assertThat(balance.uncertain()).isLessThan(wishers.size() / 2);
        }
    }

    private static List<String> without(
            SortedMap<String, String> ones, SortedMap<String, String> others) {
        return ones.entrySet().stream()
                .filter(one -> !one.getValue().equals(others.get(one.getKey())))
                .map(Map.Entry::getKey)
                .limit(20)
                .toList();
    }

    /// Returns how many of the kills were felt by a client.
    private int killUnderLoad() throws Exception {
        SplittableRandom random = new SplittableRandom(71);
        int felt = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                SplittableRandom own = random.split();
                int number = client;
                clients.add(threads.submit(() -> load(number, own)));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                try (ServerProcess process = ServerProcess.serve(data())) {
                    server.set(Optional.of(process.address()));
                    awaitLogged(random.nextLong(100_000, 3_000_000));
                    int before = sentAgain.get();
                    process.kill();
                    server.set(Optional.empty());
                    TimeUnit.MILLISECONDS.sleep(50);
                    felt += sentAgain.get() > before ? 1 : 0;
                }
            }
            try (ServerProcess process = ServerProcess.serve(data())) {
                server.set(Optional.of(process.address()));
                ending = true;
                for (Future<?> client : clients) {
                    client.get();
                }
                awaitSent();
                assertThat(process.terminate()).isEqualTo(143);
            }
        }
        return felt;
    }

    private Void load(int client, SplittableRandom random) throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int request = 0; !ending; request++) {
                SortedMap<String, String> batch = new TreeMap<>();
                Optional<String> wisher =
                        random.nextInt(8) == 0
                                ? Optional.of("w%d-%d".formatted(client, request))
                                : Optional.empty();
                String body = body(batch, wisher, random);
                while (!isAcknowledged(http, body)) {
                    sentAgain.incrementAndGet();
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                acknowledged.putAll(batch);
                wisher.map(Shop::address).ifPresent(wishers::add);
            }
        }
        return null;
    }

    private boolean isAcknowledged(HttpClient http, String body) throws InterruptedException {
        Optional<URI> address = server.get();
        while (address.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
            address = server.get();
        }
        try {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(address.get().resolve("/v1/batch"))
                                    .header("Authorization", ServedShop.basic(KEY))
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
            return answer.statusCode() == 200;
        } catch (IOException killed) {
            return false;
        }
    }

    /// @param batch gets whose event is which, by message id
    private String body(
            SortedMap<String, String> batch, Optional<String> wisher, SplittableRandom random) {
        List<String> items = new ArrayList<>();
        wisher.ifPresent(id -> {
            items.add(
                    item(
                            batch,
                            id,
                            "\"type\":\"identify\",\"traits\":{\"email\":\"%s\"}"
                                    .formatted(Shop.address(id))));
            items.add(
                    item(
                            batch,
                            id,
                            "\"type\":\"track\",\"event\":\"%s\",\"properties\":{\"purpose\":\"%s\"}"
                                    .formatted(Consent.GIVEN, Consent.MARKETING_EMAIL)));
            items.add(item(batch, id, "\"type\":\"track\",\"event\":\"Wishlist Made\""));
        });
        for (int left = random.nextInt(1, 60); left > 0; left--) {
            items.add(
                    item(
                            batch,
                            "v" + random.nextInt(VISITORS),
                            "\"type\":\"track\",\"event\":\"Product Viewed\",\"properties\":{\"product_id\":\"P%d\"}"
                                    .formatted(random.nextInt(50))));
        }
        return "{\"batch\":[" + String.join(",", items) + "]}";
    }

    private String item(SortedMap<String, String> batch, String user, String what) {
        String id = "m" + events.incrementAndGet();
        batch.put(id, user);
        return "{\"messageId\":\"%s\",\"userId\":\"%s\",%s}".formatted(id, user, what);
    }

    /// Waits until the store's log has grown by so much.
    private void awaitLogged(long bytes) throws Exception {
        long before = logged();
        for (int waited = 0; waited < PATIENCE_SECONDS * 1_000; waited++) {
            long grown = logged() - before;
            if (grown >= bytes || grown < 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        throw new AssertionError("the store's log did not grow by %,d bytes".formatted(bytes));
    }

    private long logged() throws IOException {
        try (Stream<Path> files = Files.list(data().resolve("store"))) {
            long bytes = 0;
            for (Path file : files.filter(file -> file.toString().endsWith(".log")).toList()) {
                try {
                    bytes += Files.size(file);
                } catch (NoSuchFileException rotated) {
                    // The store began another log meanwhile.
                }
            }
            return bytes;
        }
    }

    private void awaitSent() throws Exception {
        Run report = Run.of("campaign", "report", CAMPAIGN, "--data", data());
        for (int waited = 0; waited < PATIENCE_SECONDS; waited++) {
            if (report.out().matches("(?s).*open +0\n.*")) {
                return;
            }
            TimeUnit.SECONDS.sleep(1);
            report = Run.of("campaign", "report", CAMPAIGN, "--data", data());
        }
        throw new AssertionError(report.said());
    }

    /// Whose fact is which, by the message ids that clients gave; a fact that is there twice fails.
    private SortedMap<String, String> stored() {
        SortedMap<String, String> stored = new TreeMap<>();
        try (Engine engine = Command.open(data())) {
            engine.reader.sweep(engine.store, person -> note(person, stored));
        }
        return stored;
    }

    private static void note(Person person, SortedMap<String, String> stored) {
        for (Fact fact : person.timeline().facts()) {
            Event event = fact.event();
            if (event.source().equals(SOURCE)) {
                String user =
                        event.identifiers().stream()
                                .filter(one -> one.kind().equals(Identifier.USER_ID))
                                .map(Identifier::value)
                                .findFirst()
                                .orElseThrow();
                assertThat(stored.put(event.messageId(), user)).as(event.messageId()).isNull();
            }
        }
    }

    private static List<String> recipients(Engine engine) {
        return engine
                .mailbox
                .list(engine.store, MailboxStore.count(engine.store), Integer.MAX_VALUE)
                .stream()
                .map(MailboxStore.Received::recipient)
                .toList();
    }
}
