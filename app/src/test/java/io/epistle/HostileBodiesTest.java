package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Whatever a body holds, the answer is one of the contract's: no 500, nothing of our insides, and
/// the next good event is stored.
class HostileBodiesTest {
    private static final String GOOD =
            "{\"type\":\"track\",\"userId\":\"u%d\",\"event\":\"E\",\"messageId\":\"good-%d\"}";

    @TempDir static Path folder;
    private static ServedShop shop;
    private static int told;

    @BeforeAll
    static void open() {
        shop = ServedShop.collecting(folder);
    }

    @AfterAll
    static void close() {
        assertThat(new Check(shop.shop.engine).run().findings()).isEmpty();
        shop.close();
    }

    private static void survives(String path, byte[] body) {
        HttpResponse<String> answer = shop.post(path, body);

        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400, 401, 413);
        assertThat(answer.body())
                .doesNotContain("Exception", "at io.", "java.", "jackson", "helidon");
        told++;
        assertThat(shop.post("/v1/track", GOOD.formatted(told, told)).statusCode()).isEqualTo(200);
        assertThat(shop.facts("u" + told)).hasSize(1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(String before, byte[] middle, String behind) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes(before));
        all.writeBytes(middle);
        all.writeBytes(bytes(behind));
        return all.toByteArray();
    }

    @Test
    void knownAttacks() {
        List<byte[]> bodies = new ArrayList<>();
        bodies.add(new byte[0]);
        bodies.add(bytes("["));
        bodies.add(bytes("[".repeat(200_000)));
        bodies.add(bytes("{\"a\":".repeat(100_000)));
        bodies.add(bytes("{\"batch\":" + "[".repeat(120) + "]".repeat(120) + "}"));
        bodies.add(bytes("{\"batch\":[" + "[".repeat(100_000)));
        bodies.add(bytes("{\"batch\":[{\"type\":\"track\",\"n\":" + "9".repeat(400_000) + "}]}"));
        bodies.add(bytes("{\"batch\":[" + "-".repeat(100) + "]}"));
        bodies.add(bytes("{\"batch\":[NaN,Infinity,01,.5,+1,0x10]}"));
        bodies.add(bytes("{\"batch\":\"no list\"}"));
        bodies.add(bytes("{\"batch\":{}}"));
        bodies.add(bytes("{\"batch\":null,\"batch\":[],\"batch\":[]}"));
        bodies.add(bytes("{\"batch\":[]} trailing"));
        bodies.add(bytes("{\"batch\":[],\"batch\":[],}"));
        bodies.add(bytes("\u0000\u0000\u0000"));
        bodies.add(bytes("{\"batch\":[{\"userId\":\"\u0000\"}]}"));
        bodies.add(
                bytes(
                        "{\"batch\":[{\"type\":\"track\",\"event\":\"\\u0000\",\"userId\":\"\\u0000\"}]}"));
        bodies.add(
                bytes(
                        "{\"batch\":[{\"type\":\"track\",\"event\":\"\\ud800\",\"userId\":\"\\udfff\","
                            + "\"messageId\":\"\\ud800\",\"properties\":{\"\\ud800\":\"\\udc00\"}}]}"));
        bodies.add(joined("{\"batch\":[\"", new byte[] {(byte) 0xC0, (byte) 0x80}, "\"]}"));
        bodies.add(joined("{\"a\":\"", new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, "\"}"));
        bodies.add(joined("{\"a\":\"", new byte[] {(byte) 0xFF, (byte) 0xFE}, "\"}"));
        bodies.add("{\"batch\":[]}".getBytes(StandardCharsets.UTF_16));
        bodies.add(
                joined("", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, "{\"batch\":[]}"));
        bodies.add(ServedShop.zip(new byte[100 << 20]));
        bodies.add(ServedShop.zip(ServedShop.zip(new byte[100 << 20])));
        byte[] whole = ServedShop.zip(bytes("{\"batch\":[]}"));
        bodies.add(Arrays.copyOf(whole, whole.length - 5));
        bodies.add(new byte[] {0x1F, (byte) 0x8B});
        bodies.add(
                bytes(
                        "{\"context\":{\"a\":\"%s\"},\"batch\":[%s]}"
                                .formatted("x".repeat(400_000), GOOD.formatted(0, 0))));
        bodies.add(
                bytes(
                        "{\"context\":\"text\",\"integrations\":7,\"sentAt\":{},\"batch\":[%s]}"
                                .formatted(GOOD.formatted(0, 0))));
        bodies.add(bytes("{\"" + "n".repeat(400_000) + "\":1,\"batch\":[]}"));

        for (byte[] body : bodies) {
            survives("/v1/batch", body);
            survives("/v1/track", body);
        }
    }

    @Test
    void wrongTypesEverywhere() {
        List<String> values =
                List.of(
                        "null",
                        "true",
                        "-1",
                        "1.5",
                        "1e400",
                        "\"\"",
                        "\" \"",
                        "\"x\"",
                        "[]",
                        "[[1]]",
                        "{}",
                        "{\"email\":{}}",
                        "{\"traits\":[]}",
                        "9223372036854775808");
        for (String name :
                List.of(
                        "type",
                        "event",
                        "name",
                        "userId",
                        "anonymousId",
                        "messageId",
                        "groupId",
                        "previousId",
                        "properties",
                        "traits",
                        "context",
                        "integrations",
                        "timestamp",
                        "originalTimestamp",
                        "sentAt",
                        "writeKey",
                        "category")) {
            StringBuilder items = new StringBuilder();
            for (String value : values) {
                for (String type : List.of("track", "identify", "page", "group", "alias")) {
                    items.append(items.isEmpty() ? "" : ",")
                            .append(
                                    "{\"type\":\"%s\",\"userId\":\"w\",\"event\":\"E\",\"%s\":%s}"
                                            .formatted(type, name, value));
                }
                survives("/v1/track", bytes("{\"" + name + "\":" + value + "}"));
            }
            survives("/v1/batch", bytes("{\"batch\":[" + items + "]}"));
        }
    }

    @Test
    void bytesFlippedCutAndRepeatedAtRandom() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] sound =
                bytes(
                        "{\"batch\":[%s,%s],\"sentAt\":\"2026-01-05T08:00:00Z\",\"context\":{\"a\":[1,2.5e3,\"\\u00e9é\"]}}"
                                .formatted(
                                        GOOD.formatted(1_000, 1_000),
                                        GOOD.formatted(1_001, 1_001)));
        for (int round = 0; round < 400; round++) {
            byte[] body = random.nextInt(3) == 0 ? ServedShop.zip(sound) : sound.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            int end = random.nextInt(4) == 0 ? random.nextInt(body.length) : body.length;
            survives("/v1/batch", Arrays.copyOf(body, end));
        }
    }

    @Test
    void aClientThatLeavesInTheMiddle() throws IOException {
        String head =
                "POST /v1/track HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n"
                        .formatted(ServedShop.basic(ServedShop.KEY));

        String cut = shop.raw(head + "Content-Length: 100\r\n\r\n{\"userId\":");
        String chunks =
                shop.raw(head + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n{\"userId\":");

        assertThat(cut + chunks).doesNotContain("HTTP/1.1 200", "HTTP/1.1 5", "Exception");
        survives("/v1/track", bytes("{}"));
    }

    @Test
    void headersThatMakeNoSense() {
        for (String authorization : List.of("Basic", "Basic %%%", "Bearer", "Basic Og==", "x")) {
            HttpResponse<String> answer =
                    shop.send(
                            shop.request("/v1/track?writeKey=%FF%00")
                                    .header("Authorization", authorization)
                                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401);
        }
        for (String encoding : List.of("deflate", "br", "gzip, gzip", "nonsense")) {
            HttpResponse<String> answer =
                    shop.send(
                            shop.request("/v1/track")
                                    .header("Authorization", "Bearer " + ServedShop.KEY)
                                    .header("Content-Encoding", encoding)
                                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        }
    }
}
