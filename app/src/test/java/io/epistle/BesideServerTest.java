package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.send.MailboxStore;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A server in a process of its own holds a data folder; commands beside it say what they would say
/// without it.
class BesideServerTest {
    private static final int CUSTOMERS = 25;

    @TempDir static Path folder;

    private static ServerProcess server;
    private static Run explainedBefore;
    private static Run checkedBefore;

    @BeforeAll
    static void aServerRuns() throws IOException {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.turnClockTo(Clock.systemUTC().instant().minus(Duration.ofHours(1)));
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                shop.customer("c" + customer);
            }
        }
        Path more = Files.createDirectory(folder.resolve("more"));
        Files.writeString(
                more.resolve("buyers.yaml"),
                """
                kind: segment
                id: buyers
                name: Buyers
                rule: did "Order Completed"
                """);
        assertThat(command("apply", more).code()).isZero();
        explainedBefore = command("explain", "c1", "buyers", "--at", "2026-06-01");
        checkedBefore = command("check");
        server = ServerProcess.serve(data());
    }

    @AfterAll
    static void theServerEnds() {
        server.close();
    }

    private static Path data() {
        return folder.resolve("data");
    }

    private static Run command(Object... words) {
        List<Object> line = new ArrayList<>(List.of(words));
        line.add("--data");
        line.add(data());
        return Run.of(line.toArray());
    }

    @Test
    void commandsSayWhatTheySayWithoutAServer() {
        assertThat(command("explain", "c1", "buyers", "--at", "2026-06-01"))
                .isEqualTo(explainedBefore);
        assertThat(checkedBefore.out()).contains("everything agrees");
        assertThat(command("check").out()).contains("everything agrees");
    }

    @Test
    void whatIsWrongIsSaidWithTheSameSentenceAndExitCode() {
        Run nobody = command("explain", "nobody-at-all");
        Run later = command("explain", "c1", "--at", "2999-01-01");
        Run nowhere = command("apply", folder.resolve("no-such-folder"));

        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err()).startsWith("Found nobody named nobody-at-all");
        assertThat(later.code()).isEqualTo(2);
        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(nowhere.err()).contains("no-such-folder").doesNotContain("Exception");
    }

    @Test
    void definitionsAreInForceInTheServerAtOnce() throws IOException {
        Path more = Files.createDirectory(folder.resolve("even-more"));
        Files.writeString(
                more.resolve("all.yaml"),
                """
                kind: segment
                id: regulars
                name: Regulars
                rule: did "Order Completed" at least 2 times
                """);

        Run applied = command("apply", more);
        Run explained = command("explain", "c1", "regulars");

        assertThat(applied.code()).as(applied.said()).isZero();
        assertThat(applied.out()).contains("is in force");
        assertThat(explained.out()).contains("regulars (Regulars)");
    }

    @Test
    void aCampaignIsHeldReleasedAndSentByTheServerAndBackedUpBesideIt() throws Exception {
        assertThat(command("hold", "the discount is wrong").out()).contains("held since");
        Run held = command("campaign", "run", Shop.CAMPAIGN);
        server.kill();
        server = ServerProcess.serve(data());
        Run heldStill = command("campaign", "run", Shop.CAMPAIGN);
        Run released = command("hold", "--release");
        Run sent = command("campaign", "run", Shop.CAMPAIGN);
        Run backedUp = command("backup", folder.resolve("backup"));
        Run refused = command("restore", folder.resolve("backup"));

        assertThat(held.code()).isEqualTo(1);
        assertThat(held.err()).contains("the discount is wrong").contains("25 messages of note");
        assertThat(heldStill.err()).isEqualTo(held.err());
        assertThat(released.out()).contains("Sending is released");
        assertThat(sent.code()).as(sent.said()).isZero();
        assertThat(sent.out()).containsPattern("sent +25\n");
        assertThat(backedUp.code()).as(backedUp.said()).isZero();
        assertThat(backedUp.out()).contains("everything agrees");
        assertThat(refused.err()).contains("in use by another Epistle");
        Path copy = folder.resolve("restored");
        Files.createDirectory(copy);
        KillTest.copy(data().resolve("keys"), copy.resolve("keys"));
        Files.copy(data().resolve("safety.journal"), copy.resolve("safety.journal"));
        Run restored = Run.of("restore", folder.resolve("backup"), "--data", copy);
        assertThat(restored.code()).as(restored.said()).isZero();
        try (Engine engine = Command.open(copy)) {
            assertThat(MailboxStore.count(engine.store)).isEqualTo(CUSTOMERS);
        }
    }

    @Test
    void oneImportAtATimeAndNothingOfTheOtherIsDone() throws Exception {
        Path orders = folder.resolve("orders.csv");
        StringBuilder csv = new StringBuilder("invoice,date,customer,product,quantity,price\n");
        for (int order = 0; order < 40_000; order++) {
            csv.append("i%d,2026-02-01,x%d,p%d,1,2.50\n".formatted(order, order % 25, order % 9));
        }
        Files.writeString(orders, csv);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Callable<Run> importing = () -> command("import", orders, "--as", "orders");
            Future<Run> first = both.submit(importing);
            Future<Run> second = both.submit(importing);
            List<Run> runs = List.of(first.get(), second.get());

            assertThat(runs).anySatisfy(run -> assertThat(run.code()).as(run.said()).isZero());
            assertThat(runs)
                    .allSatisfy(run ->
                            assertThat(run.said())
                                    .containsAnyOf("40,000 rows", "The server is at another"));
        }
        assertThat(command("check").out()).contains("everything agrees");
    }

    @Test
    void onlyTheUserOfTheServerMayAskIt() throws IOException {
        Path control = data().resolve("control");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(control)))
                .isEqualTo("rwx------");
    }

    @Test
    void whereAServerWasKilledCommandsOpenTheFolderThemselves() throws Exception {
        server.kill();
        Run alone = command("check");
        server = ServerProcess.serve(data());
        Run beside = command("check");

        assertThat(alone.code()).as(alone.said()).isZero();
        assertThat(beside).isEqualTo(alone);
    }
}
