package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// Real processes are killed at seeded moments of importing and of sending, and started again:
/// nothing that was committed is lost or doubled, and no address is handed a mail twice.
@Tag("proof")
class KillTest {
    private static final int KILLS = 10;
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
        afterKillsAt("import ...", 2_500, 41);
    }

    @Test
    void aSendingThatIsKilledTenTimesReachesNobodyTwice() throws Exception {
        afterKillsAt("send ...", 2_500, 42);
    }

    private void afterKillsAt(String stage, int millisMax, long seed) throws Exception {
        JsonNode undisturbed = demonstrate(folder.resolve("undisturbed"));
        SplittableRandom random = new SplittableRandom(seed);
        Path data = folder.resolve("killed");
        int killed = 0;
        for (int round = 0; round < KILLS; round++) {
            killed += killAt(data, stage, random.nextInt(50, millisMax)) ? 1 : 0;
        }

        JsonNode report = demonstrate(data);

        assertThat(killed).as("kills that hit a running process").isGreaterThan(KILLS / 2);
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

    /// Starts a demonstration and kills it `millis` after it came to `stage`; false where it had
    /// ended by then.
    private boolean killAt(Path data, String stage, int millis)
            throws IOException, InterruptedException {
        Process process = start(data, folder.resolve("unread.json"));
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.equals(stage)) {
                line = lines.readLine();
            }
            boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            process.waitFor();
            return !ended;
        }
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
