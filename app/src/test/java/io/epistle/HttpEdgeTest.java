package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// What HTTP itself says of requests and connections, over bare sockets.
class HttpEdgeTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HOST = "Host: 127.0.0.1\r\n";
    private static final String GOOD = "{\"userId\":\"ann\",\"event\":\"Product Viewed\"}";

    /// Far less than a server lets a connection be idle, far more than an answer takes.
    private static final int PATIENCE_MILLIS = 20_000;

    @TempDir static Path folder;
    private static ServedShop shop;

    @BeforeAll
    static void open() {
        shop = ServedShop.collecting(folder);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static Socket socket() throws IOException {
        Socket socket = shop.socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /// All that comes until the server closes the connection.
    ///
    /// @throws SocketTimeoutException where it does not
    /// @throws IOException where it was reset
    private static String toItsEnd(String request) throws IOException {
        try (Socket socket = socket()) {
            ServedShop.write(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String post(String path, String key, String headers, String body) {
        return "POST %s HTTP/1.1\r\n%sAuthorization: %s\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(path, HOST, ServedShop.basic(key), headers, body.length(), body);
    }

    @Test
    void aConnectionEndsBehindTheAnswerThatSaysSo() throws IOException {
        String large = "x".repeat(300_000);
        for (String close : List.of("close", "Close", "keep-alive, close")) {
            String header = "Connection: " + close + "\r\n";
            for (String request :
                    List.of(
                            post("/v1/track", ServedShop.KEY, header, GOOD),
                            post("/v1/track", ServedShop.KEY, header, "no JSON"),
                            post("/v1/track", "no-such-key", header, large),
                            post("/console/people", "", header, large),
                            "OPTIONS /v1/t HTTP/1.1\r\n" + HOST + header + "\r\n",
                            "GET /v1/pixel/track HTTP/1.1\r\n" + HOST + header + "\r\n",
                            "GET /console HTTP/1.1\r\n" + HOST + header + "\r\n",
                            "HEAD /console HTTP/1.1\r\n" + HOST + header + "\r\n",
                            "GET /console/people.csv HTTP/1.1\r\n" + HOST + header + "\r\n",
                            "GET /console HTTP/1.1\r\nHost: evil.example\r\n" + header + "\r\n",
                            "GET /e/p/token HTTP/1.1\r\n" + HOST + header + "\r\n",
                            "GET /nowhere HTTP/1.1\r\n" + HOST + header + "\r\n")) {
                assertThat(toItsEnd(request))
                        .as(request.substring(0, 40))
                        .startsWith("HTTP/1.1 ")
                        .containsIgnoringCase("\r\nConnection: close")
                        .doesNotContain("HTTP/1.1 5");
            }
        }
    }

    @Test
    void anAnswerIsWholeBeforeItsConnectionEnds() throws IOException {
        String answer = toItsEnd("GET /console HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");

        int body = answer.indexOf("\r\n\r\n") + 4;
        String length =
                answer.substring(0, body)
                        .lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElseThrow();
        assertThat(answer.substring(body).getBytes(StandardCharsets.UTF_8))
                .hasSize(Integer.parseInt(length));
    }

    @Test
    void aConnectionWhoseClientSaysNothingStays() throws IOException {
        try (Socket socket = socket()) {
            for (int each = 0; each < 3; each++) {
                ServedShop.write(socket, post("/v1/track", ServedShop.KEY, "", GOOD));
                byte[] answer = new byte[4_096];
                int read = socket.getInputStream().read(answer);

                assertThat(new String(answer, 0, read, StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200")
                        .endsWith("{\"success\":true}");
            }
        }
    }

    @Test
    void whoWaitsForLeaveToSendABodyIsNotWaitedFor() throws IOException {
        String asked =
                "POST /v1/track HTTP/1.1\r\n%sAuthorization: %s\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 400\r\n\r\n"
                        .formatted(HOST, ServedShop.basic("no-such-key"));

        assertThat(toItsEnd(asked)).startsWith("HTTP/1.1 401").doesNotContain("100 Continue");
    }

    /// A refusal in the form of all others, behind which the connection ends.
    private static JsonNode refusal(String request) throws IOException {
        String answer = toItsEnd(request);
        assertThat(answer).startsWith("HTTP/1.1 4").containsIgnoringCase("\r\nConnection: close");
        return told(answer);
    }

    private static JsonNode told(String answer) {
        int body = answer.indexOf("\r\n\r\n") + 4;
        assertThat(answer.substring(0, body)).contains("application/json");
        JsonNode told = JSON.readTree(answer.substring(body));
        assertThat(told.path("success").asBoolean(true)).isFalse();
        for (String name : List.of("error", "path", "found", "expected", "advice")) {
            assertThat(told.path(name).asString()).as(answer).isNotBlank();
        }
        return told;
    }

    @Test
    void whatIsNoRequestIsAnsweredInTheFormOfAllRefusals() throws IOException {
        String post = "POST /v1/track HTTP/1.1\r\n" + HOST;
        for (String request :
                List.of(
                        "NONSENSE\r\n\r\n",
                        "GET /\r\n\r\n",
                        "GET / HTTP/2.0\r\n\r\n",
                        "GET /%zz HTTP/1.1\r\n" + HOST + "\r\n",
                        "GET /pixel/v1/track?a=%zz HTTP/1.1\r\n" + HOST + "\r\n",
                        "GET /" + "a".repeat(5_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
                        "GET / HTTP/1.1\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                        "GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(17_000) + "\r\n\r\n",
                        "GET / HTTP/1.1\r\n" + HOST + "X\u0001: a\r\n\r\n",
                        post + "Content-Length: many\r\n\r\n",
                        post + "Content-Length: -1\r\n\r\n",
                        post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                        post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
                        post + "Content-Length: 9000000\r\n\r\n",
                        "POST /console HTTP/1.1\r\n" + HOST + "Content-Length: 9000000\r\n\r\n",
                        post
                                + "Authorization: "
                                + ServedShop.basic(ServedShop.KEY)
                                + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
            assertThat(refusal(request).path("found").asString())
                    .as(request.substring(0, Math.min(request.length(), 60)))
                    .doesNotContain("server log", "null", "Exception");
        }
    }

    @Test
    void whatIsTooLargeForTheServerIsTooLargeForTheCollection() throws IOException {
        String head = " HTTP/1.1\r\n" + HOST + "Content-Length: 9000000\r\n\r\n";

        JsonNode batch = refusal("POST /v1/batch" + head);
        String console = toItsEnd("POST /console" + head);

        assertThat(batch.path("error").asString()).isEqualTo("too_large");
        assertThat(batch.path("expected").asString()).contains("512,000 bytes");
        assertThat(console).startsWith("HTTP/1.1 413");
    }

    @Test
    void olderVersionsOfHttpAreToldWhichIsSpoken() throws IOException {
        String answer = toItsEnd("GET /health HTTP/1.0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 505");
        assertThat(told(answer).path("expected").asString()).isEqualTo("HTTP/1.1");
    }

    @Test
    void noRequestIsAFaultOfOursHoweverItIsBroken() throws IOException {
        SplittableRandom random = new SplittableRandom(12);
        List<String> sound =
                List.of(
                        post("/v1/track", ServedShop.KEY, "", GOOD),
                        post("/e/p/token?a=b%20c", "", "Content-Type: text/plain\r\n", "do=save"),
                        "GET /console/people?q=a%C3%A4&page=2 HTTP/1.1\r\n" + HOST + "\r\n",
                        "GET /v1/pixel/track?data=e30 HTTP/1.1\r\n" + HOST + "\r\n");
        for (int round = 0; round < 600; round++) {
            StringBuilder request = new StringBuilder(sound.get(random.nextInt(sound.size())));
            for (int fault = random.nextInt(1, 4); fault > 0; fault--) {
                int at = random.nextInt(request.length());
                switch (random.nextInt(4)) {
                    case 0 -> request.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> request.deleteCharAt(at);
                    case 2 -> request.insert(at, (char) random.nextInt(256));
                    default -> request.setLength(Math.max(1, at));
                }
            }
            String answer = shop.raw(request.toString());
            assertThat(answer)
                    .as("round %d: %s", round, request)
                    .doesNotContain("HTTP/1.1 500", "Exception", "io.helidon");
        }
        assertThat(toItsEnd(post("/v1/track", ServedShop.KEY, "Connection: close\r\n", GOOD)))
                .startsWith("HTTP/1.1 200");
    }
}
