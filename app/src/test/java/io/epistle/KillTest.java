package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.collect.Checkpoint;
import io.epistle.collect.ImportStore;
import io.epistle.send.Ledger;
import io.epistle.send.MailboxStore;
import io.epistle.send.ReceivedMail;
import io.epistle.store.TimelineStore;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Real processes are killed at seeded moments of importing and of sending, and started again:
/// nothing that was committed is lost or doubled, and no address is handed a mail twice.
@Tag("proof")
class KillTest {
    private static final int KILLS = 10;
    private static final int POLL_MILLIS = 1;
    private static final List<String> COUNTS =
            List.of(
                    "rows",
                    "facts",
                    "factsByName",
                    "attributed",
                    "anonymous",
                    "duplicates",
                    "quarantined",
                    "invented",
                    "people");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir Path folder;

    @Test
    void anImportThatIsKilledTenTimesIsStoredOnce() throws Exception {
        JsonNode undisturbed = demonstrate(folder.resolve("undisturbed"));
        long written = written(folder.resolve("measured"), "import ...");
        SplittableRandom random = new SplittableRandom(41);
        int inside = 0;
        for (int round = 0; round < KILLS; round++) {
            Path data = folder.resolve("import-" + round);

            killAfter(data, "import ...", part(written, random));

            inside += Files.exists(data.resolve("store")) && !imported(data) ? 1 : 0;
            holds(undisturbed, data);
        }

        assertThat(inside).as("kills inside the import").isGreaterThan(KILLS / 2);
    }

    @Test
    void aSendingThatIsKilledTenTimesReachesNobodyTwice() throws Exception {
        JsonNode undisturbed = demonstrate(folder.resolve("undisturbed"));
        Path ready = folder.resolve("ready");
        killAfter(ready, "send ...", 0);
        Path measured = folder.resolve("measured");
        copy(ready, measured);
        long written = written(measured, "send ...");
        SplittableRandom random = new SplittableRandom(42);
        int inside = 0;
        for (int round = 0; round < KILLS; round++) {
            Path data = folder.resolve("send-" + round);
            copy(ready, data);

            killAfter(data, "send ...", part(written, random));

            inside += isHalfSent(data) ? 1 : 0;
            holds(undisturbed, data);
        }

        assertThat(inside).as("kills between two mails").isGreaterThan(KILLS / 2);
    }

    /// A moment inside a stage, as a part of the bytes that the stage writes: unlike a part of the
    /// time it takes, it does not depend on how busy the machine is.
    private static long part(long written, SplittableRandom random) {
        return (long) (written * random.nextDouble(0.1, 0.95));
    }

    private static boolean imported(Path data) {
        try (Engine engine = Command.open(data)) {
            return engine.store.list(ImportStore.IMPORTS, new byte[0], 1).stream()
                    .anyMatch(row -> row.value().stage() != Checkpoint.Stage.UNDER_WAY);
        }
    }

    private static boolean isHalfSent(Path data) {
        try (Engine engine = Command.open(data)) {
            Ledger.Balance balance = engine.ledger.balance(engine.store, "picks-for-you");
            return balance.sent() > 0 && balance.open() > 0;
        }
    }

    /// Finishes what was killed, and holds it against what nobody disturbed.
    private void holds(JsonNode undisturbed, Path data) throws Exception {
        JsonNode report = demonstrate(data);

        for (String count : COUNTS) {
            assertThat(report.get(count)).as(count).isEqualTo(undisturbed.get(count));
        }
        assertThat(report.at("/messages/planned")).isEqualTo(undisturbed.at("/messages/planned"));
        assertThat(report.at("/messages/open").asLong()).isZero();
        assertThat(report.at("/messages/sent").asLong() + report.at("/messages/uncertain").asLong())
                .isEqualTo(undisturbed.at("/messages/sent").asLong());
        Run check = Run.of("check", "--data", data);
        assertThat(check.out()).as(check.said()).contains("everything agrees");
        long uncertain = report.at("/messages/uncertain").asLong();
        long stored = facts(folder.resolve("undisturbed")) - clicks(undisturbed);
        assertThat(facts(data) - clicks(report)).isBetween(stored - uncertain, stored);
        List<String> recipients = recipients(data);
        assertThat(recipients).doesNotHaveDuplicates();
        assertThat((long) recipients.size())
                .isBetween(
                        report.at("/messages/sent").asLong(),
                        report.at("/messages/sent").asLong() + uncertain);
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    /// A mail that is uncertain gets no click.
    private static long clicks(JsonNode report) {
        long clicks = 0;
        for (JsonNode arm : report.at("/experiment/arms")) {
            clicks += arm.get("clicks").asLong();
        }
        return clicks;
    }

    private static long facts(Path data) {
        try (Engine engine = Command.open(data)) {
            return TimelineStore.facts(engine.store);
        }
    }

    private static List<String> recipients(Path data) {
        try (Engine engine = Command.open(data)) {
            List<String> recipients = new ArrayList<>();
            for (MailboxStore.Received mail :
                    engine.mailbox.list(
                            engine.store, MailboxStore.count(engine.store), Integer.MAX_VALUE)) {
                recipients.add(mail.recipient());
                assertThat(ReceivedMail.of(mail.bytes().bytes()).html()).isNotEmpty();
            }
            return recipients;
        }
    }

    /// Starts a demonstration and kills it when `stage` has written `bytes` to the store's log.
    private void killAfter(Path data, String stage, long bytes)
            throws IOException, InterruptedException {
        Process process = start(data, folder.resolve("unread.json"));
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            readTo(stage, lines);
            long before = logged(data);
            while (logged(data) - before < bytes
                    && !process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {}
            process.destroyForcibly();
            process.waitFor();
        }
    }

    /// The bytes that a stage of a demonstration writes to the store's log.
    private long written(Path data, String stage) throws IOException, InterruptedException {
        Process process = start(data, folder.resolve("unread.json"));
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            readTo(stage, lines);
            long before = logged(data);
            String _ = lines.readLine();
            long written = logged(data) - before;
            process.destroyForcibly();
            process.waitFor();
            return written;
        }
    }

    private static void readTo(String stage, BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.equals(stage)) {
            line = lines.readLine();
        }
    }

    /// The size of the store's write-ahead log; 0 where there is no store yet.
    private static long logged(Path data) throws IOException {
        Path store = data.resolve("store");
        if (!Files.exists(store)) {
            return 0;
        }
        long bytes = 0;
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(store, "*.log")) {
            for (Path log : logs) {
                bytes += Files.size(log);
            }
        }
        return bytes;
    }

    private JsonNode demonstrate(Path data) throws IOException, InterruptedException {
        Path out = folder.resolve(data.getFileName() + ".json");
        Process process = start(data, out);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return JSON.readTree(Files.readString(out));
    }

    private static Process start(Path data, Path out) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Depistle.home=" + System.getProperty("epistle.home", "."),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.epistle.Main",
                        "demo",
                        "--exit",
                        "--json",
                        out.toString(),
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .start();
    }
}
