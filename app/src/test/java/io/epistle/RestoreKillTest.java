package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Identifier;
import io.epistle.send.Ledger;
import io.epistle.send.MailboxStore;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Real processes: a backup, then a campaign that is killed while it sends, then withdrawals by the
/// links of its mails at a server that is killed too, then the backup is restored and the campaign
/// run again.
@Tag("proof")
class RestoreKillTest {
    private static final int CUSTOMERS = 600;
    private static final int WITHDRAWING = 40;

    @TempDir Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    @Test
    void afterRestoringNobodyIsMailedAgain() throws Exception {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.turnClockTo(Clock.systemUTC().instant().minus(Duration.ofHours(1)));
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                shop.customer("c" + customer);
            }
        }
        assertThat(
                        waitFor(
                                ServerProcess.start(
                                        "backup", folder.resolve("backup"), "--data", data())))
                .isZero();
        killWhileSending();
        List<String> mailed = recipients(copied("killed"));
        assertThat(mailed).hasSizeBetween(1, CUSTOMERS - 1);
        List<Withdrawing> withdrawing = withdrawing(folder.resolve("killed"));
        // A server sends what is due; held, it leaves some for after the restoring.
        assertThat(Run.of("hold", "--data", data()).code()).isZero();
        killAfterWithdrawing(withdrawing);

        assertThat(
                        waitFor(
                                ServerProcess.start(
                                        "restore", folder.resolve("backup"), "--data", data())))
                .isZero();
        Run held = Run.of("campaign", "run", Shop.CAMPAIGN, "--data", data());
        Run released = Run.of("hold", "--release", "--data", data());
        assertThat(waitFor(ServerProcess.start("campaign", "run", Shop.CAMPAIGN, "--data", data())))
                .isZero();

        assertThat(held.code()).isEqualTo(1);
        assertThat(held.err()).contains("Sending is held");
        assertThat(released.code()).isZero();
        List<String> mailedAfter = recipients(data());
        List<String> all = new ArrayList<>(mailed);
        all.addAll(mailedAfter);
        assertThat(all).doesNotHaveDuplicates();
        assertThat(mailedAfter)
                .isNotEmpty()
                .doesNotContainAnyElementsOf(
                        withdrawing.stream().map(Withdrawing::address).toList());
        assertThat(Run.of("check", "--data", data()).out()).contains("everything agrees");
        try (Engine engine = Command.open(data())) {
            Ledger.Balance balance = engine.ledger.balance(engine.store, Shop.CAMPAIGN);
            assertThat(balance.open()).isZero();
            assertThat(balance.planned()).isEqualTo(CUSTOMERS);
            assertThat(balance.failed()).isZero();
            assertThat(balance.skipped()).isBetween(1L, (long) WITHDRAWING);
            assertThat(all.size())
                    .isBetween((int) balance.sent(), (int) (balance.sent() + balance.uncertain()));
        }
    }

    /// Runs the campaign in a process and kills it when a third of the mails are in the mailbox.
    private void killWhileSending() throws Exception {
        Process process = ServerProcess.start("campaign", "run", Shop.CAMPAIGN, "--data", data());
        long before = logged();
        while (logged() - before < 600_000 && process.isAlive()) {
            Thread.onSpinWait();
        }
        process.destroyForcibly().waitFor();
    }

    private long logged() throws IOException {
        try (Stream<Path> files = Files.list(data().resolve("store"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /// Follows unsubscribe links at a real server, and kills it behind the last answer.
    private void killAfterWithdrawing(List<Withdrawing> withdrawing) throws Exception {
        try (ServerProcess server = ServerProcess.serve(data());
                HttpClient client = HttpClient.newHttpClient()) {
            for (Withdrawing person : withdrawing) {
                HttpResponse<String> answer =
                        client.send(
                                HttpRequest.newBuilder(
                                                server.address().resolve("/e/u/" + person.token()))
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        "List-Unsubscribe=One-Click"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
            }
            server.kill();
        }
    }

    private record Withdrawing(String token, String address) {}

    /// Who will withdraw: some who were mailed and some who are still to be.
    private static List<Withdrawing> withdrawing(Path data) {
        try (Engine engine = Command.open(data)) {
            List<Withdrawing> withdrawing = new ArrayList<>();
            engine.ledger.scan(
                    engine.store,
                    Shop.CAMPAIGN,
                    (_, entry) -> {
                        String address =
                                engine.reader
                                        .read(engine.store, entry.person())
                                        .orElseThrow()
                                        .text(Identifier.EMAIL, engine.now())
                                        .orElseThrow();
                        String token = engine.links(Shop.BASE).token(entry.sendId());
                        withdrawing.add(new Withdrawing(token, address));
                        return withdrawing.size() < WITHDRAWING;
                    });
            return withdrawing;
        }
    }

    private Path copied(String name) throws IOException {
        Path to = folder.resolve(name);
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(data().relativize(file).toString()));
            }
        }
        return to;
    }

    private static List<String> recipients(Path data) {
        try (Engine engine = Command.open(data)) {
            return engine
                    .mailbox
                    .list(engine.store, MailboxStore.count(engine.store), Integer.MAX_VALUE)
                    .stream()
                    .map(MailboxStore.Received::recipient)
                    .toList();
        }
    }

    private static int waitFor(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertThat(code).as(said).isZero();
        return code;
    }
}
