package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.measure.Following;
import io.epistle.measure.Visit;
import io.epistle.send.MailChoices;
import io.epistle.send.Preferring;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

final class ConsoleServerTest {
    /// No link leads anywhere.
    static final Following NOWHERE =
            new Following() {
                @Override
                public Optional<String> click(String token, Visit visit) {
                    return Optional.empty();
                }

                @Override
                public boolean open(String token, Visit visit) {
                    return false;
                }
            };

    /// No preference page is anybody's.
    static final Preferring NOBODY =
            new Preferring() {
                @Override
                public Optional<MailChoices> read(String token) {
                    return Optional.empty();
                }

                @Override
                public Optional<MailChoices> choose(String token, MailChoices.Wish wish) {
                    return Optional.empty();
                }

                @Override
                public Optional<MailChoices> leave(String token) {
                    return Optional.empty();
                }
            };

    private static ConsoleServer server;
    private static Visitor visitor;

    @BeforeAll
    static void start() throws IOException {
        server = start(SampleReading.shop().reading(), 0, List.of("console.shop.example"));
        visitor = new Visitor(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static ConsoleServer start(ConsoleReading reading, int port, List<String> names)
            throws IOException {
        return ConsoleServer.start(
                InetAddress.getLoopbackAddress(),
                port,
                names,
                reading,
                new LinkActions(_ -> new Unsubscribing.Withdrawal.UnknownToken(), NOWHERE, NOBODY),
                Optional.empty());
    }

    @Test
    void theRootLeadsToTheConsole() {
        HttpResponse<String> answer = visitor.get("/");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/console");
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (String path :
                List.of("/console", "/nowhere", "/api/people", "/e/u/abc", "/health", "/")) {
            HttpResponse<String> answer = visitor.get(path);

            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .contains("nosniff");
            assertThat(answer.headers().firstValue("X-Frame-Options")).as(path).contains("DENY");
            assertThat(answer.headers().firstValue("Referrer-Policy"))
                    .as(path)
                    .contains("no-referrer");
            assertThat(answer.headers().firstValue("Set-Cookie")).as(path).isEmpty();
        }
    }

    @Test
    void pagesAboutPeopleAreKeptNowhere() {
        HttpResponse<String> page = visitor.get("/console/people");

        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aForeignHostNameIsRefused() throws IOException {
        String refused = visitor.raw(hostRequest("rebound.attacker.example"));

        assertThat(refused)
                .startsWith("HTTP/1.1 421")
                .contains("does not answer under this host name");
        assertThat(refused).doesNotContain("<html");
    }

    @Test
    void ownHostNamesAreAnswered() throws IOException {
        for (String host :
                List.of("localhost", "127.0.0.1:8080", "[::1]:9", "console.shop.example:443")) {
            assertThat(visitor.raw(hostRequest(host))).as(host).startsWith("HTTP/1.1 200");
        }
    }

    private static String hostRequest(String host) {
        return "GET /console HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    }

    @Test
    void aChangeAskedForByAnotherSiteIsRefused() {
        HttpResponse<String> answer =
                visitor.send(
                        visitor.request("/console/people")
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> byOrigin =
                visitor.send(
                        visitor.request("/console/people")
                                .header("Origin", "https://attacker.example")
                                .POST(HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> byNothing =
                visitor.send(
                        visitor.request("/console/people")
                                .header("Origin", "null")
                                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(byOrigin.statusCode()).isEqualTo(403);
        assertThat(byNothing.statusCode()).isEqualTo(403);
    }

    @Test
    void anUnknownAddressSaysWhatToDo() {
        HttpResponse<String> page = visitor.get("/console/nowhere");
        HttpResponse<String> json = visitor.get("/api/nowhere");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is no such page", "Go home");
        assertThat(json.statusCode()).isEqualTo(404);
        assertThat(json.body()).startsWith("{\"error\":\"There is no such page\"");
    }

    @Test
    void unknownThingsAreNamedByTheirKind() {
        assertThat(visitor.get("/console/people/nobody").body())
                .contains("There is no such person");
        assertThat(visitor.get("/console/people/" + "0".repeat(32)).statusCode()).isEqualTo(404);
        assertThat(visitor.get("/console/segments/none").body())
                .contains("There is no such segment");
        assertThat(visitor.get("/console/campaigns/none").body())
                .contains("There is no such campaign");
        assertThat(visitor.get("/console/campaigns/none/messages").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/console/mailbox/none").body()).contains("There is no such mail");
        assertThat(visitor.get("/console/quarantine/none").body())
                .contains("Nothing is set aside for this reason");
        assertThat(visitor.get("/console/quarantine/none/rows.csv").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/console/mailbox/none/html").statusCode()).isEqualTo(404);
    }

    /// Segments that cannot be read.
    private static final class BrokenSegments implements SegmentsReading {
        @Override
        public SegmentsView segments() {
            throw new IllegalStateException("kaputt");
        }

        @Override
        public Optional<SegmentView> segment(String id) {
            throw new IllegalStateException("kaputt");
        }
    }

    /// A workspace whose store is unwell.
    private record FullDisk(WorkspaceReading whole) implements WorkspaceReading {
        @Override
        public Standing standing() {
            return whole.standing();
        }

        @Override
        public List<Health> health() {
            return List.of(new Health(Health.Part.STORE, false, "the disk is full"));
        }
    }

    @Test
    void whatBreaksInsideIsNotShown() throws IOException {
        SampleReading shop = SampleReading.shop();
        ConsoleReading broken = shop.with(shop, shop, new BrokenSegments());

        try (ConsoleServer breaking = start(broken, 0, List.of())) {
            HttpResponse<String> page = new Visitor(breaking).get("/console/segments");
            HttpResponse<String> json = new Visitor(breaking).get("/api/segments");

            assertThat(page.statusCode()).isEqualTo(500);
            assertThat(page.body())
                    .contains("Something broke on our side")
                    .doesNotContain("IllegalStateException", "kaputt", "io.epistle");
            assertThat(json.statusCode()).isEqualTo(500);
            assertThat(json.body()).contains("\"advice\"").doesNotContain("kaputt");
        }
    }

    @Test
    void aTakenPortIsSaidInOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> start(SampleReading.empty().reading(), port, List.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "Cannot listen on port %d of 127.0.0.1: Address already in use. Choose another port, or stop the program that uses it."
                                    .formatted(port));
        }
    }

    @Test
    void aClosedServerAnswersNoMoreAndMayBeClosedAgain() throws IOException {
        ConsoleServer closing = start(SampleReading.empty().reading(), 0, List.of());
        int port = closing.address().getPort();

        closing.close();
        closing.close();

        start(SampleReading.empty().reading(), port, List.of()).close();
    }

    @Test
    void assetsAreKeptForGoodUnderTheirDigest() throws IOException {
        String link = link("console.css");
        HttpResponse<byte[]> plain = visitor.bytes(visitor.request(link));
        HttpResponse<byte[]> zipped =
                visitor.bytes(visitor.request(link).header("Accept-Encoding", "gzip"));

        assertThat(plain.headers().firstValue("Cache-Control"))
                .contains("public, max-age=31536000, immutable");
        assertThat(plain.headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @Test
    void nothingButTheListedAssetsIsServed() {
        String digest = link("console.css").split("/")[2];

        for (String path :
                List.of(
                        "/assets/" + digest + "/look.css",
                        "/assets/0/console.css",
                        "/assets/" + digest + "/..%2ftexts%2fen.properties",
                        "/assets/" + digest + "/%2e%2e/texts/en.properties",
                        "/assets/META-INF/MANIFEST.MF")) {
            assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private static String link(String asset) {
        return new HtmlPage(visitor.get("/console").body())
                .links().stream().filter(it -> it.endsWith(asset)).findFirst().orElseThrow();
    }

    @Test
    void headSaysWhatGetWouldWithoutTheBody() throws IOException {
        for (String path :
                List.of("/console", "/console/people", "/api/segments", link("console.js"))) {
            String length =
                    visitor.bytes(visitor.request(path))
                            .headers()
                            .firstValue("Content-Length")
                            .orElseThrow();

            String head =
                    visitor.raw(
                            "HEAD %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                    .formatted(path));

            assertThat(head)
                    .as(path)
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("Content-Length: " + length);
            assertThat(head).as(path).endsWith("\r\n\r\n");
        }
    }

    @Test
    void pagesAreCompressedForThoseWhoReadIt() throws IOException {
        HttpResponse<byte[]> zipped =
                visitor.bytes(
                        visitor.request("/console/segments").header("Accept-Encoding", "br, gzip"));

        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .asString()
                .isEqualTo(visitor.get("/console/segments").body());
    }

    @Test
    void healthIsForMachinesAndTurnsWithWhatRequestsNeed() throws IOException {
        assertThat(visitor.get("/health").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/health").body()).startsWith("{\"well\":true");

        SampleReading shop = SampleReading.shop();
        try (ConsoleServer ill = start(shop.with(new FullDisk(shop), shop, shop), 0, List.of())) {
            assertThat(new Visitor(ill).get("/health").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void otherMethodsAreToldSo() {
        HttpResponse<String> answer = visitor.send(visitor.request("/console/people").DELETE());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("Nothing was changed");
    }
}
