package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Bodies that do not come, come slowly, or are none, over bare sockets.
class SlowBodiesTest {
    private static final String GOOD =
            "{\"userId\":\"ann\",\"event\":\"Product Viewed\",\"messageId\":\"%s\"}";

    /// More than the room, by far, of what one of these leaves behind.
    private static final int STALLERS = 600;

    private static final List<String> FORM =
            List.of(
                    "Content-Type: application/x-www-form-urlencoded",
                    "Connection: close",
                    "Transfer-Encoding: chunked");

    private static final int STALLED_BYTES = 270 * 1024;

    @TempDir Path folder;
    private ServedShop shop;

    @BeforeEach
    void open() {
        shop = ServedShop.collecting(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static String head(String path, String key, String framing) {
        return "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\n%s\r\n\r\n"
                .formatted(path, ServedShop.basic(key), framing);
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void thoseWhoStopInTheMiddleKeepNobodyElseOut() throws IOException, InterruptedException {
        List<Socket> stalled = new ArrayList<>();
        byte[] part = " ".repeat(STALLED_BYTES).getBytes(StandardCharsets.US_ASCII);
        try {
            for (int each = 0; each < STALLERS; each++) {
                Socket socket = shop.socket();
                stalled.add(socket);
                ServedShop.write(
                        socket, head("/v1/batch", ServedShop.KEY, "Content-Length: 500000"));
                try {
                    OutputStream out = socket.getOutputStream();
                    out.write(part);
                    out.flush();
                } catch (IOException turnedAway) {
                    // The room was full, and it was told so.
                }
            }
            List<Integer> answers = new ArrayList<>();
            long began = System.nanoTime();
            for (int each = 0; each < 20; each++) {
                answers.add(shop.post("/v1/track", GOOD.formatted("good" + each)).statusCode());
                Thread.sleep(50);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);

            // While the room fills, those who came last may be asked to wait a moment.
            assertThat(answers.subList(10, 20)).containsOnly(200);
            assertThat(took).isLessThan(Duration.ofSeconds(20));
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    void strangersHaveALittleOfTheRoomAndWhoHasNoKeyNone() throws IOException {
        try (Socket socket = shop.socket()) {
            ServedShop.write(socket, head("/v1/batch", "no-such-key", "Content-Length: 500000"));

            byte[] first = new byte[64];
            int read = socket.getInputStream().read(first);

            assertThat(new String(first, 0, read, StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 401");
        }
    }

    @Tag("proof")
    @Test
    void aBodyThatTricklesIsAnsweredAndItsConnectionEnds() throws Exception {
        try (Socket socket = shop.socket()) {
            ServedShop.write(socket, head("/v1/track", ServedShop.KEY, "Content-Length: 500000"));
            Thread trickle =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    for (int each = 0; each < 100; each++) {
                                        ServedShop.write(socket, " ");
                                        Thread.sleep(1_000);
                                    }
                                } catch (IOException | InterruptedException ended) {
                                    // The server had enough.
                                }
                            });

            byte[] first = new byte[4_096];
            int read = socket.getInputStream().read(first);

            assertThat(new String(first, 0, read, StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408")
                    .contains("too_slow")
                    .containsIgnoringCase("connection: close");
            trickle.interrupt();
            trickle.join();
        }
        assertThat(shop.post("/v1/track", GOOD.formatted("after")).statusCode()).isEqualTo(200);
    }

    @Test
    void chunksOfNoSizeAreAnsweredAndTheConnectionEnds() throws IOException {
        for (String chunk :
                List.of("zz\r\nab\r\n0\r\n\r\n", "-5\r\nab\r\n", "\r\n\r\n", "5;\r\n")) {
            try (Socket socket = shop.socket()) {
                ServedShop.write(
                        socket,
                        head("/v1/track", ServedShop.KEY, "Transfer-Encoding: chunked") + chunk);
                socket.shutdownOutput();

                String answer = answer(socket);
                assertThat(answer).as(chunk).doesNotContain("HTTP/1.1 5");
                if (chunk.startsWith("zz")) {
                    assertThat(answer).startsWith("HTTP/1.1 400").contains("malformed_body");
                }
            }
        }
    }

    @Test
    void aFormOfMegabytesIsAnsweredHoweverItIsSent() throws IOException {
        StringBuilder body = new StringBuilder();
        String chunk = "%x\r\n%s\r\n".formatted(64 * 1024, "x".repeat(64 * 1024));
        for (int each = 0; each < 96; each++) {
            body.append(chunk);
        }
        body.append("0\r\n\r\n");
        try (Socket socket = shop.socket()) {
            ServedShop.write(socket, head("/e/p/token", ServedShop.KEY, String.join("\r\n", FORM)));
            Thread _ =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    ServedShop.write(socket, body.toString());
                                } catch (IOException answered) {
                                    // It was answered before all of it was sent.
                                }
                            });

            byte[] first = new byte[64];
            int read = socket.getInputStream().read(first);

            assertThat(new String(first, 0, Math.max(read, 0), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 413");
        }
        HttpResponse<String> page = shop.get(shop.server.address().resolve("/e/p/token"));
        assertThat(page.statusCode()).isEqualTo(404);
    }
}
