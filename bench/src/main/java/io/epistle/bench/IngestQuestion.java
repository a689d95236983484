package io.epistle.bench;

import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many events a second come in over HTTP: each acknowledged when it is synced, identified and
/// decided about. The limit is RocksDB alone, one synced row an event. Client and server share the
/// machine.
final class IngestQuestion implements Question {
    private static final int RUNS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final int CLIENTS = 8;
    private static final int BATCH = 100;
    private static final int PEOPLE = 20_000;
    private static final int LIMIT_ROWS = 1_000_000;
    private static final int LIMIT_BATCH = 1_000;
    private static final int ROW_BYTES = 200;

    /// What most visitors do most of the time, and no rule of the shop asks for.
    private static final String VIEWED = "Product Viewed";

    /// What the rule of the abandoned carts asks for.
    private static final String ASKING = "Product Added";

    private static final Pattern FACTS = Pattern.compile("([\\d,]+) facts");

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public String words() {
        return "How many events a second become durable facts over HTTP?";
    }

    @Override
    public Answer ask(Place place) {
        Answer.Collected collected = new Answer.Collected();
        for (int run = 0; run < RUNS; run++) {
            double limit = limit(place.fresh("limit"));
            Load asking = shop(place, ASKING, run);
            collected.figure("askingEventsPerSecond", asking.perSecond());
            collected.figure("askingEventsPerServerCpuSecond", asking.perCpuSecond());
            collected.figure("askingBatchP99Millis", asking.p99());
            Load load = shop(place, VIEWED, run);
            collected.figure("eventsPerSecond", load.perSecond());
            collected.figure("eventsPerServerCpuSecond", load.perCpuSecond());
            collected.figure("batchP50Millis", load.p50());
            collected.figure("batchP99Millis", load.p99());
            collected.figure("rocksdbRowsPerSecond", limit);
            collected.ratio("limit", load.perSecond() / limit);
        }
        return collected.answer(
                "batches of %d events of %,d people, %d connections"
                        .formatted(BATCH, PEOPLE, CLIENTS),
                "%d s after %d s of warming up, client and server on this machine, every answer a 200 behind the sync, all segments of the gift shop exact in the same turn; no rule asks for the events, but for the figures of asking, each of which a rule asks for; the limit is RocksDB alone, a row of %d bytes an event in synced batches of %,d"
                        .formatted(
                                MEASURED.toSeconds(), WARM_UP.toSeconds(), ROW_BYTES, LIMIT_BATCH));
    }

    /// A gift shop of its own under one load.
    private static Load shop(Place place, String event, int run) {
        Path data = place.fresh("ingest");
        EpistleProcess _ =
                EpistleProcess.run(
                        place, "apply", place.home().resolve("examples/gift-shop"), "--data", data);
        Load load = load(place, data, event, run);
        check(place, data, load.acknowledged());
        return load;
    }

    private record Load(
            long acknowledged, double perSecond, double perCpuSecond, double p50, double p99) {}

    private static Load load(Place place, Path data, String event, int run) {
        try (ServingProcess server =
                        ServingProcess.start(place, "serve", "--port", 0, "--data", data);
                EventClient client = new EventClient(server, "example-web-shop-key")) {
            AtomicLong numbers = new AtomicLong();
            AtomicLong acknowledged = new AtomicLong();
            Latencies latencies = new Latencies();
            long ends = System.nanoTime() + WARM_UP.plus(MEASURED).toNanos();
            List<Thread> clients = new ArrayList<>();
            for (int one = 0; one < CLIENTS; one++) {
                SplittableRandom random = new SplittableRandom(31L * run + one);
                clients.add(
                        Thread.ofVirtual()
                                .start(() -> {
                                    while (System.nanoTime() < ends) {
                                        long began = System.nanoTime();
                                        client.post(body(event, numbers.getAndAdd(BATCH), random));
                                        acknowledged.addAndGet(BATCH);
                                        latencies.add(System.nanoTime() - began);
                                    }
                                }));
            }
            sleep(WARM_UP);
            long before = acknowledged.get();
            Duration cpu = server.cpu();
            long began = System.nanoTime();
            latencies.clear();
            sleep(MEASURED.minusMillis(200));
            double events = acknowledged.get() - before;
            double seconds = (System.nanoTime() - began) / 1e9;
            double cpuSeconds = server.cpu().minus(cpu).toNanos() / 1e9;
            double p50 = latencies.millis(0.5);
            double p99 = latencies.millis(0.99);
            clients.forEach(IngestQuestion::join);
            return new Load(acknowledged.get(), events / seconds, events / cpuSeconds, p50, p99);
        }
    }

    private static String body(String name, long from, SplittableRandom random) {
        StringBuilder body = new StringBuilder(BATCH * 220).append("{\"batch\":[");
        for (int event = 0; event < BATCH; event++) {
            int product = random.nextInt(3_000);
            body.append(event == 0 ? "" : ",")
                    .append("{\"type\":\"track\",\"event\":\"")
                    .append(name)
                    .append("\",\"messageId\":\"m")
                    .append(from + event)
                    .append("\",\"userId\":\"user-")
                    .append(random.nextInt(PEOPLE))
                    .append("\",\"properties\":{\"product_id\":\"P")
                    .append(product)
                    .append("\",\"name\":\"Product ")
                    .append(product)
                    .append("\",\"price\":")
                    .append(1 + product % 99)
                    .append(".5,\"currency\":\"GBP\"}}");
        }
        return body.append("]}").toString();
    }

    private static void check(Place place, Path data, long acknowledged) {
        String said = EpistleProcess.run(place, "check", "--data", data).said();
        Matcher facts = FACTS.matcher(said);
        if (!said.contains("everything agrees") || !facts.find()) {
            throw new Unanswered("The store does not agree: %s".formatted(said.strip()));
        }
        if (Long.parseLong(facts.group(1).replace(",", "")) < acknowledged) {
            throw new Unanswered(
                    "%,d events were acknowledged, but: %s".formatted(acknowledged, said.strip()));
        }
    }

    /// Rows a second that RocksDB alone makes durable.
    private static double limit(Path folder) {
        RocksDB.loadLibrary();
        try {
            Files.createDirectories(folder);
            byte[] value = new byte[ROW_BYTES];
            new java.util.Random(1).nextBytes(value);
            try (Options options = new Options().setCreateIfMissing(true);
                    WriteOptions synced = new WriteOptions().setSync(true);
                    RocksDB database = RocksDB.open(options, folder.toString())) {
                long began = System.nanoTime();
                for (long row = 0; row < LIMIT_ROWS; row += LIMIT_BATCH) {
                    try (WriteBatch batch = new WriteBatch()) {
                        for (int one = 0; one < LIMIT_BATCH; one++) {
                            byte[] key =
                                    ByteBuffer.allocate(24)
                                            .putLong((row + one) * 0x9E3779B97F4A7C15L)
                                            .putLong(row + one)
                                            .array();
                            batch.put(key, value);
                        }
                        database.write(synced, batch);
                    }
                }
                return LIMIT_ROWS / ((System.nanoTime() - began) / 1e9);
            }
        } catch (IOException | RocksDBException refused) {
            throw new Unanswered("RocksDB refused: %s".formatted(refused.getMessage()));
        }
    }

    private static void join(Thread client) {
        try {
            client.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unanswered("The benchmark was interrupted.");
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unanswered("The benchmark was interrupted.");
        }
    }
}
