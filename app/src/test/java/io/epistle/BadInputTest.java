package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.demo.SampleOrders;
import io.epistle.store.TimelineStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// Whatever is wrong is said in one clear sentence, with exit code 1 or 2, and nothing is half
/// done.
class BadInputTest {
    @TempDir Path folder;

    @Test
    void aMissingFile() {
        Run run = Run.of("import", folder.resolve("none.csv"), "--as", "orders", "--data", data());

        assertSentence(run, 1, "none.csv");
        assertNothingStored();
    }

    @Test
    void aMissingFileOfTheDemonstration() {
        Run run =
                Run.of("demo", "--orders", folder.resolve("none.csv"), "--exit", "--data", data());

        assertSentence(run, 1, "none.csv");
        assertThat(data()).doesNotExist();
    }

    @Test
    void columnsThatAreNoOrders() throws IOException {
        Path file =
                Files.writeString(folder.resolve("a.csv"), "name,colour\nJane,red\nJohn,blue\n");

        Run run = Run.of("import", file, "--as", "orders", "--data", data());

        assertSentence(run, 1, "colour");
        assertNothingStored();
    }

    @Test
    void aTruncatedGzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(SampleOrders.csv(1).getBytes(StandardCharsets.UTF_8));
        }
        Path file =
                Files.write(
                        folder.resolve("a.csv.gz"),
                        Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));

        Run run = Run.of("import", file, "--as", "orders", "--data", data());

        assertSentence(run, 1, "a.csv.gz");
        assertNothingStored();
    }

    @Test
    void aKindThatDoesNotExist() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "x\n1\n");

        Run run = Run.of("import", file, "--as", "ordres", "--data", data());

        assertSentence(run, 2, "Found --as ordres, expected one of: orders");
        assertThat(data()).doesNotExist();
    }

    @Test
    void aCurrencyThatDoesNotExist() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), SampleOrders.csv(1));

        Run run = Run.of("import", file, "--as", "orders", "--currency", "EURO", "--data", data());

        assertSentence(run, 2, "Found --currency EURO, expected an ISO 4217 code");
        assertThat(data()).doesNotExist();
    }

    @Test
    void aFileWithAHeaderAndNoRows() throws IOException {
        String header = SampleOrders.csv(1).lines().findFirst().orElseThrow();
        Path file = Files.writeString(folder.resolve("empty.csv"), header + "\n");

        Run run = Run.of("import", file, "--as", "orders", "--data", data());

        assertThat(run.code()).as(run.said()).isZero();
        assertThat(run.out()).contains("empty.csv has a header and no rows");
    }

    @Test
    void anImportSaysThatItsAmountsHaveNoCurrency() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), SampleOrders.csv(1));

        Run without = Run.of("import", file, "--as", "orders", "--data", data());
        Run with =
                Run.of(
                        "import",
                        file,
                        "--as",
                        "orders",
                        "--currency",
                        "eur",
                        "--data",
                        folder.resolve("other"));

        assertThat(without.code()).as(without.said()).isZero();
        assertThat(without.err()).contains("amounts    without a currency");
        assertThat(with.err()).contains("amounts    in EUR");
    }

    @Test
    void aDataFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "no folder");

        Run run = Run.of("check", "--data", file);

        assertSentence(run, 1, file.toString());
    }

    @Test
    void aDataFolderInUse() {
        try (Engine _ = Command.open(data())) {
            Run run = Run.of("check", "--data", data());

            assertSentence(run, 1, "in use by another Epistle");
        }
    }

    @Test
    void aPortInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.of("serve", "--port", taken.getLocalPort(), "--data", data());

            assertSentence(run, 1, Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void aCampaignForASegmentThatDoesNotExist() throws IOException {
        Path workspace = Files.createDirectory(folder.resolve("w"));
        Files.writeString(
                workspace.resolve("vip.yaml"),
                """
                kind: segment
                id: vip
                name: VIP
                rule: sum of total in "Order Completed" within 365 days > 100
                """);
        Files.writeString(
                workspace.resolve("mail.yaml"),
                """
                kind: campaign
                id: mail
                name: Mail
                audience: vpi
                purpose: marketing_email
                template: none
                """);

        Run run = Run.of("apply", workspace, "--data", data());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("mail.yaml:4:11")
                .contains("vpi")
                .contains("did you mean \"vip\"?");
        assertThat(run.err()).doesNotContain("\tat ");
        assertNothingStored();
    }

    @Test
    void aTemplateThatUsesWhatNoMessageHasIsPutInForceWithAWarning() throws IOException {
        Path workspace = Files.createDirectory(folder.resolve("w"));
        Files.writeString(workspace.resolve("page.html"), "<p>\n\t{{ offer.cod }}</p>");
        Files.writeString(
                workspace.resolve("a.yaml"),
                """
                kind: brand
                id: shop
                name: Shop
                address: [1 Example Yard]
                from-domain: shop.example
                website: https://shop.example/
                currency: GBP
                ---
                kind: template
                id: letter
                name: Letter
                subject: Hello
                html: page.html
                from: {name: Shop, address: hello@shop.example}
                brand: shop
                """);

        Run run = Run.of("apply", workspace, "--data", data());

        assertThat(run.code()).isZero();
        assertThat(run.err())
                .isEqualTo(
                        """
                        warning: page.html:2:5: found offer.cod: there is no cod, expected one of \
                        code, id, name, text, valid_from, valid_until; did you mean "code"?
                          \t{{ offer.cod }}</p>
                          \t   ^
                        """);
        assertThat(run.out()).contains("Version 1 is in force");
    }

    @Test
    void aRuleWithATypo() throws IOException {
        Path workspace = Files.createDirectory(folder.resolve("w"));
        Files.writeString(
                workspace.resolve("a.yaml"),
                """
                kind: segment
                id: recent
                name: Recent
                rule: did "Order Completed" wihtin 30 days
                """);

        Run run = Run.of("apply", workspace, "--data", data());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("a.yaml:4:29")
                .contains("wihtin")
                .contains("did you mean \"within\"?");
        assertNothingStored();
    }

    @Test
    void aCampaignThatIsNotDefined() {
        Run run = Run.of("campaign", "run", "nothing", "--data", emptyData());

        assertSentence(run, 1, "Found no campaign nothing");
    }

    @Test
    void aPersonThatIsNotKnown() {
        Run run = Run.of("explain", "nobody", "--data", emptyData());

        assertSentence(run, 1, "Found nobody named nobody");
    }

    @Test
    void aDateThatIsNone() {
        Run run = Run.of("demo", "--as-of", "yesterday", "--exit", "--data", data());

        assertSentence(run, 2, "Found --as-of yesterday, expected a date");
        assertThat(data()).doesNotExist();
    }

    @Test
    void aMomentThatIsNone() {
        Run run = Run.of("explain", "7", "--at", "yesterday", "--data", data());

        assertSentence(run, 2, "Found --at yesterday, expected a date");
    }

    @Test
    void aMomentThatHasNotPassed() {
        Run run = Run.of("explain", "7", "--at", "2999-01-01", "--data", emptyData());

        assertSentence(run, 2, "name a moment that has passed");
    }

    @Test
    void aCampaignThatIsNotNamed() {
        assertSentence(
                Run.of("campaign", "run"),
                2,
                "Found no ID; expected epistle campaign check|run|report|cancel ID.");
        assertSentence(
                Run.of("campaign"),
                2,
                "Found no check|run|report|cancel; expected epistle campaign");
        assertSentence(Run.of("explain"), 2, "Found no ");
    }

    @Test
    void aVerbThatCampaignsDoNotHave() {
        Run run = Run.of("campaign", "fly", "picks-for-you", "--data", data());

        assertSentence(
                run, 2, "Found campaign fly, expected campaign check, run, report or cancel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo"})
    void aPortThatDoesNotExist(String command) {
        Run run = Run.of(command, "--port", "99999", "--data", data());

        assertSentence(run, 2, "Found --port 99999, expected 0 to 65535");
        assertThat(data()).doesNotExist();
    }

    @Test
    void aCommandThatThereIsNotIsToldThoseThatThereAre() {
        for (String line : List.of("foo", "campagn check note")) {
            Run run = Run.of((Object[]) line.split(" "));

            assertSentence(
                    run,
                    2,
                    "Found no command %s; expected one of: demo, serve, apply"
                            .formatted(line.split(" ")[0]));
        }
    }

    @Test
    void aBackupThatCannotBeWrittenIsToldWhereItMayBe() throws Exception {
        Shop.withCampaign(folder).close();
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        Run run = Run.of("backup", file.resolve("x"), "--data", folder.resolve("data"));

        assertSentence(run, 1, "file/x cannot be made or read; name one for the backup");
    }

    @Test
    void anyFreePortIsToldAsThePortThatItIs() throws Exception {
        try (PipedReader reader = new PipedReader();
                BufferedReader said = new BufferedReader(reader);
                PrintWriter out = new PrintWriter(new PipedWriter(reader), true)) {
            Thread serving =
                    new Thread(() ->
                            Main.run(
                                    new String[] {
                                        "serve", "--port", "0", "--data", data().toString()
                                    },
                                    out,
                                    new PrintWriter(new StringWriter(), true)));
            serving.start();

            assertThat(said.readLine()).contains(data().toString(), "is new and empty");
            assertThat(said.readLine()).isEmpty();
            Matcher told =
                    Pattern.compile("The console is at http://127\\.0\\.0\\.1:(\\d+)")
                            .matcher(String.valueOf(said.readLine()));

            assertThat(told.find()).isTrue();
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(told.group(1)))) {
                assertThat(socket.isConnected()).isTrue();
            }
            serving.interrupt();
            serving.join();
        }
    }

    @Test
    void aCampaignWhoseMessagesAllFail() throws IOException {
        Path workspace = Files.createDirectory(folder.resolve("w"));
        Run demo = Run.of("demo", "--exit", "--data", data());
        Path shop = Path.of(System.getProperty("epistle.home", "."), "examples", "gift-shop");
        Files.writeString(
                workspace.resolve("template.yaml"),
                Files.readString(shop.resolve("templates/picks-for-you.yaml"))
                        .replace("id: picks-for-you", "id: silent")
                        .replaceFirst(
                                "subject: .*",
                                "subject: \"{% if user.first_name == 'Nobody' %}Hello{% endif"
                                        + " %}\""));
        Files.copy(
                shop.resolve("templates/picks-for-you.html.liquid"),
                workspace.resolve("picks-for-you.html.liquid"));
        Files.writeString(
                workspace.resolve("campaign.yaml"),
                """
                kind: campaign
                id: silent
                name: Silent
                audience: did "Order Completed"
                purpose: marketing_email
                template: silent
                variants:
                  - id: for-you
                    name: What fits your orders
                    weight: 100
                    recommender: item_knn
                """);
        Run applied = Run.of("apply", workspace, "--data", data());

        Run run = Run.of("campaign", "run", "silent", "--data", data());

        assertThat(demo.code()).as(demo.said()).isZero();
        assertThat(applied.code()).as(applied.said()).isZero();
        assertSentence(run, 1, "messages of silent that were to be sent failed");
        assertThat(run.out()).containsPattern("failed +[1-9]");
    }

    @Test
    void aDayBeforeTheFirstOrder() {
        Run run = Run.of("demo", "--as-of", "2001-01-01", "--exit", "--data", data());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("before the first order").doesNotContain("\tat ");
        assertThat(Run.of("check", "--data", data()).out()).contains("everything agrees");
    }

    @Test
    void aReportThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        Run run = Run.of("demo", "--exit", "--json", file.resolve("out.json"), "--data", data());

        assertSentence(run, 1, "name another place with --json");
        assertThat(data()).doesNotExist();
    }

    @Test
    void anOptionThatDoesNotExist() {
        Run run = Run.of("demo", "--exti");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--exti").doesNotContain("\tat ");
    }

    private Path data() {
        return folder.resolve("data");
    }

    @Test
    void aFolderWithoutDataIsNotMadeByLookingAtIt() {
        for (List<Object> words :
                List.<List<Object>>of(
                        List.of("check"),
                        List.of("explain", "7"),
                        List.of("campaign", "report", "picks-for-you"))) {
            List<Object> command = new ArrayList<>(words);
            command.addAll(List.of("--data", data()));

            Run run = Run.of(command.toArray());

            assertSentence(run, 1, "Found no data in the folder");
            assertThat(data()).doesNotExist();
        }
    }

    @Test
    void aDemonstrationInAFolderOfRealData() throws IOException {
        Path orders = folder.resolve("orders.csv");
        Files.writeString(
                orders, "invoice,sku,qty,date,price,customer\n1,a,1,2010-01-01,2.50,ann\n");
        Run imported = Run.of("import", orders, "--as", "orders", "--data", data());
        assertThat(imported.code()).as(imported.said()).isZero();

        Run run = Run.of("demo", "--exit", "--data", data());

        assertSentence(run, 1, "holds data that are no demonstration's");
        try (Engine engine = Command.open(data())) {
            assertThat(engine.clock.standsAt()).isEmpty();
            assertThat(TimelineStore.facts(engine.store)).isEqualTo(1);
        }
    }

    @Test
    void aDemonstrationInAFolderOfDefinitionsAlone() {
        Path shop = Path.of(System.getProperty("epistle.home", "."), "examples", "gift-shop");
        Run applied = Run.of("apply", shop, "--data", data());
        assertThat(applied.code()).as(applied.said()).isZero();

        Run run = Run.of("demo", "--exit", "--data", data());

        assertSentence(run, 1, "holds data that are no demonstration's");
        try (Engine engine = Command.open(data())) {
            assertThat(engine.clock.standsAt()).isEmpty();
            assertThat(engine.world().version()).isEqualTo(1);
        }
    }

    @Test
    void definitionsInAFolderOfADemonstrationLeaveItOne() {
        Path shop = Path.of(System.getProperty("epistle.home", "."), "examples", "gift-shop");
        Run early = Run.of("demo", "--as-of", "2001-01-01", "--exit", "--data", data());
        Run applied = Run.of("apply", shop, "--data", data());

        Run run = Run.of("demo", "--exit", "--data", data());

        assertThat(early.err()).contains("before the first order");
        assertThat(applied.code()).as(applied.said()).isZero();
        assertThat(run.code()).as(run.said()).isZero();
    }

    @Test
    void aDemonstrationOfADayToCome() {
        Run run = Run.of("demo", "--as-of", "2999-01-01", "--exit", "--data", data());

        assertSentence(run, 2, "which is to come");
        assertThat(data()).doesNotExist();
    }

    @Test
    void anAddressThatIsNone() {
        Run run = Run.of("campaign", "run", "a", "--address", "mail.example", "--data", data());

        assertSentence(run, 2, "expected one such as https://mail.example.com");
    }

    /// A folder in which nothing happened yet.
    private Path emptyData() {
        Command.open(data()).close();
        return data();
    }

    private void assertNothingStored() {
        if (!Files.exists(data())) {
            return;
        }
        Run check = Run.of("check", "--data", data());
        assertThat(check.out())
                .contains("0 facts, 0 people, 0 ledger rows, 0 quarantined: everything agrees");
    }

    private static void assertSentence(Run run, int code, String part) {
        assertThat(run.code()).as(run.said()).isEqualTo(code);
        assertThat(run.err()).contains(part).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(run.err().strip().lines().count()).as(run.err()).isEqualTo(1);
    }
}
