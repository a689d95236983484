package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.epistle.collect.QuarantinedRow;
import io.epistle.collect.http.CollectStore.Counts;
import io.epistle.collect.http.Rejections;
import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.segment.Memberships;
import io.epistle.store.Writer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The wire contract of the collection, line by line, with a real client against a real server.
class CollectTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SUCCESS = "{\"success\":true}";
    private static final String TRACK =
            "{\"userId\":\"u1\",\"event\":\"Product Viewed\",\"messageId\":\"m1\"}";

    @TempDir Path folder;
    private ServedShop shop;

    @BeforeEach
    void open() {
        shop = ServedShop.collecting(folder);
    }

    @AfterEach
    void close() {
        assertThat(new Check(shop.shop.engine).run().findings()).isEmpty();
        shop.close();
    }

    private void success(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(SUCCESS);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    private static JsonNode refusal(HttpResponse<String> answer, int status, String rule) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode error = JSON.readTree(answer.body());
        assertThat(error.path("error").asString()).isEqualTo(rule);
        for (String part : List.of("found", "expected", "advice")) {
            assertThat(error.path(part).asString()).as(part).isNotEmpty();
        }
        return error;
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    @ParameterizedTest
    @CsvSource({
        "identify, IDENTIFY",
        "track, TRACK",
        "page, PAGE",
        "screen, SCREEN",
        "group, GROUP",
        "alias, ALIAS",
        "i, IDENTIFY",
        "t, TRACK",
        "p, PAGE",
        "s, SCREEN",
        "g, GROUP",
        "a, ALIAS"
    })
    void everyCallStoresItsTypeWithAndWithoutASlash(String path, EventType type) {
        String body =
                quoted("{'userId':'u-%s','event':'E','name':'N','groupId':'g','previousId':'p%s'}");

        success(shop.post("/v1/" + path, body.formatted("one", "1")));
        success(shop.post("/v1/" + path + "/", body.formatted("two", "2")));

        assertThat(shop.event("u-one").type()).isEqualTo(type);
        assertThat(shop.event("u-two").type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/batch",
                "/v1/batch/",
                "/v1/import",
                "/v1/import/",
                "/v1/b",
                "/v1/b/",
                "/beacon/v1/batch?writeKey=test-key-one"
            })
    void everyBatchCallStoresItsItems(String path) {
        success(
                shop.send(
                        shop.request(path)
                                .header("Content-Type", "text/plain")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                quoted(
                                                        "{'writeKey':'test-key-one','batch':["
                                                            + "{'type':'track','userId':'u1','event':'A'},"
                                                            + "{'type':'page','userId':'u2'}]}")))));

        assertThat(shop.event("u1").name()).isEqualTo("A");
        assertThat(shop.event("u2").name()).isEqualTo("Page Viewed");
        assertThat(shop.counts()).isEqualTo(new Counts(2, 0, 0));
    }

    @Test
    void metricsAreTakenAndForgotten() {
        success(shop.post("/v1/m", "{\"series\":[]}"));

        assertThat(shop.stored()).isZero();
    }

    @Test
    void settingsNameTheKeyForBrowsers() {
        HttpResponse<String> answer =
                shop.send(shop.request("/v1/projects/test-key-two/settings").GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .isEqualTo(
                        quoted(
                                        "{'integrations':{'Segment.io':{'apiHost':'%s/v1',"
                                                + "'apiKey':'test-key-two','protocol':'http'}}}")
                                .formatted(shop.server.address().getAuthority()));
        refusal(
                shop.send(shop.request("/v1/projects/other/settings").GET()),
                401,
                "unknown_source");
    }

    @ParameterizedTest
    @CsvSource({
        "track.shop.example, '', https",
        "track.shop.example:8443, '', https",
        "track.shop.example, http, http",
        "track.shop.example, ftp, https",
        "localhost:8600, '', http",
        "'[::1]:8600', '', http",
        "127.0.0.1.evil.example, '', https",
        "localhost:8600, https, https"
    })
    void settingsLeadBackToWhereTheyWereAskedFor(String host, String forwarded, String protocol)
            throws Exception {
        String answer =
                shop.raw(
                        "GET /v1/projects/test-key-one/settings HTTP/1.1\r\nHost: %s\r\n%s\r\n"
                                .formatted(
                                        host,
                                        forwarded.isEmpty()
                                                ? ""
                                                : "X-Forwarded-Proto: %s\r\n"
                                                        .formatted(forwarded)));

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .endsWith(
                        quoted("{'apiHost':'%s/v1','apiKey':'test-key-one','protocol':'%s'}}}")
                                .formatted(host, protocol));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sourceConfig", "/sourceConfig/"})
    void theConfigurationOfRudderStackIsASourceThatIsOn(String path) {
        HttpResponse<String> byHeader =
                shop.send(
                        shop.request(path + "?p=npm&v=3.34.1&build=modern")
                                .header("Authorization", ServedShop.basic(ServedShop.KEY))
                                .header("Origin", "https://shop.example")
                                .GET());
        HttpResponse<String> byQuery =
                shop.send(shop.request(path + "?writeKey=" + ServedShop.KEY).GET());

        assertThat(byHeader.statusCode()).isEqualTo(200);
        assertThat(byHeader.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
        assertThat(byQuery.body()).isEqualTo(byHeader.body());
        JsonNode source = JSON.readTree(byHeader.body()).path("source");
        assertThat(source.path("id").asString()).isEqualTo("web");
        assertThat(source.path("enabled").asBoolean()).isTrue();
        assertThat(source.path("destinations").isArray()).isTrue();
        assertThat(source.at("/config/statsCollection/errors/enabled").asBoolean()).isFalse();
        refusal(shop.send(shop.request(path).GET()), 401, "unknown_source");
        refusal(shop.send(shop.request(path + "?writeKey=wrong").GET()), 401, "unknown_source");
        refusal(shop.post(path, TRACK), 405, "wrong_method");
        assertThat(
                        shop.send(
                                        shop.request(path)
                                                .header("Origin", "https://shop.example")
                                                .method(
                                                        "OPTIONS",
                                                        HttpRequest.BodyPublishers.noBody()))
                                .statusCode())
                .isEqualTo(204);
    }

    private void limited(String limit) {
        shop.shop.define(
                Map.of(
                        "source.yaml",
                        "kind: source\nid: web\nname: Web\nwrite-keys: [test-key-one]\n" + limit));
    }

    private static String batch(int from, int events) {
        return "{\"batch\":["
                + IntStream.range(from, from + events)
                        .mapToObj(number ->
                                quoted(
                                        "{'type':'track','userId':'u','event':'E','messageId':'m%d'}"
                                                .formatted(number)))
                        .collect(Collectors.joining(","))
                + "]}";
    }

    @Test
    void aSourceBringsNoMoreThanItsLimitAndARequestIsTakenWholeOrNotAtAll() {
        limited("limit:\n  events-per-second: 2\n  burst: 10\n");
        success(shop.post("/v1/batch", batch(0, 8)));

        HttpResponse<String> answer =
                shop.send(
                        keyed(ServedShop.basic(ServedShop.KEY), "/v1/batch", batch(8, 5))
                                .header("Origin", "https://shop.example"));

        JsonNode error = refusal(answer, 429, "over_the_limit");
        assertThat(error.path("expected").asString()).contains("2 events a second", "10 at once");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                .contains("Retry-After");
        assertThat(shop.counts()).isEqualTo(new Counts(8, 0, 0));
        assertThat(shop.shop.engine.rejections.counts()).containsEntry("web", 1L);
        success(shop.post("/v1/batch", batch(8, 2)));
        refusal(shop.post("/v1/track", TRACK), 429, "over_the_limit");
        shop.passes(Duration.ofMillis(2_499));
        refusal(shop.post("/v1/batch", batch(8, 5)), 429, "over_the_limit");
        shop.passes(Duration.ofMillis(1));
        success(shop.post("/v1/batch", batch(8, 5)));
        assertThat(shop.counts()).isEqualTo(new Counts(13, 2, 0));
        shop.restart();
        success(shop.post("/v1/batch", batch(20, 10)));
    }

    @Test
    void aLimitHoldsForImagesAndBadEventsAndNotForOthersSources() throws Exception {
        shop.shop.define(
                Map.of(
                        "other.yaml",
                        "kind: source\nid: other\nname: Other\nwrite-keys: [key-of-another]\n"));
        limited("limit:\n  events-per-second: 1\n  burst: 2\n");

        success(shop.post("/v1/batch", "{\"batch\":[17,18]}"));
        HttpResponse<byte[]> image =
                image("/pixel/v1/track?writeKey=test-key-one&userId=u&event=Seen");
        success(shop.send(keyed("Bearer key-of-another", "/v1/track", TRACK)));

        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(image.body()).hasSize(43);
        assertThat(shop.stored()).isEqualTo(1);
        assertThat(shop.shop.engine.rejections.counts()).containsExactly(Map.entry("web", 1L));
        assertThat(shop.shop.engine.rejections.sample().getLast().status()).isEqualTo(429);
    }

    @Test
    void aBatchLargerThanTheBurstIsTakenOnceAndPaidForAfterwards() {
        limited("limit:\n  events-per-second: 1\n  burst: 3\n");

        success(shop.post("/v1/batch", batch(0, 9)));

        assertThat(shop.post("/v1/track", TRACK).headers().firstValue("Retry-After")).contains("7");
        success(shop.post("/v1/batch", "{\"batch\":[]}"));
        shop.passes(Duration.ofSeconds(7));
        success(shop.post("/v1/track", TRACK));
    }

    @Test
    void keysAreLookedUpInTheirOrder() {
        String inBody = quoted("{'writeKey':'%s','userId':'u','event':'E'}");

        success(shop.send(keyed("Bearer test-key-two", "/v1/track", TRACK)));
        success(shop.send(keyed("", "/v1/track", inBody.formatted("test-key-one"))));
        success(
                shop.send(
                        keyed(
                                "",
                                "/v1/batch",
                                quoted("{'batch':[{'writeKey':'test-key-one','type':'x'}]}"))));
        success(shop.send(keyed("", "/v1/track?writeKey=test-key-one", TRACK)));
        success(
                shop.send(
                        keyed(
                                ServedShop.basic(""),
                                "/v1/track",
                                inBody.formatted("test-key-one"))));
        refusal(
                shop.send(
                        keyed(
                                ServedShop.basic("no-such-key"),
                                "/v1/track?writeKey=test-key-one",
                                inBody.formatted("test-key-one"))),
                401,
                "unknown_source");
        refusal(
                shop.send(
                        keyed(
                                "",
                                "/v1/track?writeKey=test-key-one",
                                inBody.formatted("no-such-key"))),
                401,
                "unknown_source");
        refusal(shop.send(keyed("", "/v1/track", TRACK)), 401, "unknown_source");
    }

    private HttpRequest.Builder keyed(String authorization, String path, String body) {
        HttpRequest.Builder request =
                shop.request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    @Test
    void aBrowserOfAnyOriginMaySend() {
        HttpResponse<String> preflight =
                shop.send(
                        shop.request("/v1/t")
                                .header("Origin", "https://shop.example")
                                .header("Access-Control-Request-Method", "POST")
                                .header(
                                        "Access-Control-Request-Headers",
                                        "content-type, rsa-trace-id, x-evil")
                                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> answer =
                shop.send(
                        keyed(ServedShop.basic(ServedShop.KEY), "/v1/t", TRACK)
                                .header("Origin", "https://shop.example")
                                .header("Sec-Fetch-Site", "cross-site"));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .contains(
                        "Authorization, Content-Type, X-Retry-Count, AnonymousId, SentAt,"
                                + " rsa-trace-id");
        assertThat(preflight.headers().firstValue("Access-Control-Max-Age")).isPresent();
        success(answer);
        for (HttpResponse<String> each : List.of(preflight, answer)) {
            assertThat(each.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("https://shop.example");
            assertThat(each.headers().firstValue("Vary")).contains("Origin");
            assertThat(each.headers().firstValue("Content-Security-Policy")).isEmpty();
        }
    }

    @Test
    void theConsoleStaysGuarded() throws Exception {
        assertThat(shop.raw("GET /console HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 421");
        for (String proxied :
                List.of(
                        "Forwarded: for=1.2.3.4",
                        "X-Forwarded-For: 1.2.3.4",
                        "X_Forwarded_For: 1.2.3.4",
                        "Via: 1.1 proxy",
                        "True-Client-IP: 1.2.3.4",
                        "CF-Connecting-IP: 1.2.3.4",
                        "x-real-ip: 1.2.3.4")) {
            String asked = " HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n\r\n".formatted(proxied);
            assertThat(shop.raw("GET /console" + asked)).startsWith("HTTP/1.1 403").contains("ssh");
            assertThat(shop.raw("GET /metrics" + asked)).startsWith("HTTP/1.1 403");
            assertThat(shop.raw("GET /health/live" + asked)).startsWith("HTTP/1.1 200");
            assertThat(shop.raw("GET /e/p/token" + asked)).startsWith("HTTP/1.1 404");
        }
        HttpResponse<String> elsewhere =
                shop.send(
                        shop.request("/console/people")
                                .header("Origin", "https://shop.example")
                                .POST(HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> large =
                shop.send(
                        shop.request("/console/people")
                                .POST(HttpRequest.BodyPublishers.ofString("a".repeat(65_537))));
        String collected =
                shop.raw(
                        "POST /v1/track HTTP/1.1\r\nHost: track.shop.example\r\n"
                                + "Authorization: %s\r\nContent-Length: %d\r\n\r\n%s"
                                        .formatted(
                                                ServedShop.basic(ServedShop.KEY),
                                                TRACK.length(),
                                                TRACK));

        assertThat(elsewhere.statusCode()).isEqualTo(403);
        assertThat(elsewhere.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(collected).startsWith("HTTP/1.1 200").endsWith(SUCCESS);
    }

    @Test
    void anImageComesBackWhateverHappens() {
        String event = quoted("{'writeKey':'test-key-one','userId':'%s','event':'Seen'}");
        Base64.Encoder plain = Base64.getEncoder();
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        List<String> paths =
                List.of(
                        "/v1/pixel/track?data="
                                + plain.encodeToString(bytes(event.formatted("one?>>")))
                                        .replace("+", "%2B"),
                        "/v1/pixel/track/?data="
                                + url.encodeToString(bytes(event.formatted("two?>>"))),
                        "/pixel/v1/track?writeKey=test-key-one&userId=three&event=Seen"
                                + "&properties.cart.total=5",
                        "/pixel/v1/page?writeKey=test-key-one&userId=four&name=Home",
                        "/v1/pixel/track?data=!!!",
                        "/v1/pixel/track?data=" + url.encodeToString(bytes("{")),
                        "/v1/pixel/track",
                        "/v1/pixel/alias?writeKey=wrong",
                        "/v1/pixel/identify?data=" + "A".repeat(2_000));

        List<String> said = new ArrayList<>();
        for (String path : paths) {
            HttpResponse<byte[]> answer = image(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).hasSize(43).startsWith(bytes("GIF89a"));
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            said.add(answer.headers().firstValue("Epistle-Rejected").orElse("stored"));
        }
        assertThat(said)
                .containsExactly(
                        "stored",
                        "stored",
                        "stored",
                        "stored",
                        "400 malformed_body",
                        "400 malformed_body",
                        "401 unknown_source",
                        "401 unknown_source",
                        "400 malformed_body");
        assertThat(shop.shop.engine.rejections.counts()).containsEntry("", 5L);
        assertThat(shop.event("one?>>").name()).isEqualTo("Seen");
        assertThat(shop.event("two?>>").name()).isEqualTo("Seen");
        assertThat(shop.event("three").properties().at("cart.total")).contains(Value.of("5"));
        assertThat(shop.event("four").name()).isEqualTo("Home");
        assertThat(shop.stored()).isEqualTo(4);
    }

    private HttpResponse<byte[]> image(String path) {
        try {
            return shop.client.send(
                    shop.request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void gzipIsToldByHeaderOrByItsBytesWhateverTheContentType() {
        byte[] zipped = ServedShop.zip(bytes(TRACK));
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
            success(
                    shop.send(
                            shop.request("/v1/track")
                                    .header("Authorization", ServedShop.basic("test-key-one"))
                                    .header("Content-Type", type)
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(zipped))));
            success(
                    shop.send(
                            shop.request("/v1/track")
                                    .header("Authorization", ServedShop.basic("test-key-one"))
                                    .header("Content-Type", type)
                                    .header("Content-Encoding", "gzip")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(zipped))));
        }

        assertThat(shop.counts()).isEqualTo(new Counts(1, 3, 0));
    }

    @Test
    void whatIsOverALimitIsRefusedWithTheLimitAndTheSize() {
        String padding = "x".repeat(32 * 1024);
        String large = quoted("{'userId':'u','event':'E','properties':{'a':'%s'}}");
        String small = quoted("{'type':'track','userId':'u','event':'E'}");
        String many =
                "{\"batch\":["
                        + IntStream.range(0, 2_501)
                                .mapToObj(_ -> small)
                                .collect(Collectors.joining(","))
                        + "]}";

        JsonNode event =
                refusal(shop.post("/v1/track", large.formatted(padding)), 400, "too_large");
        JsonNode events = refusal(shop.post("/v1/batch", many), 400, "too_large");
        JsonNode body =
                refusal(shop.post("/v1/batch", " ".repeat(500 * 1024 + 1)), 400, "too_large");
        byte[] bomb = ServedShop.zip(new byte[10 << 20]);
        refusal(shop.post("/v1/batch", bomb), 400, "too_large");
        refusal(shop.post("/v1/batch", new byte[5 << 20]), 400, "too_large");

        assertThat(event.path("expected").asString()).contains("32,768");
        assertThat(event.path("found").asString()).contains("32,81");
        assertThat(events.path("expected").asString()).contains("2,500");
        assertThat(body.path("found").asString()).contains("512,001");
        assertThat(shop.stored()).isZero();
    }

    @Test
    void theLargestBatchIsTaken() {
        String item = quoted("{'type':'track','userId':'u%d','event':'E','messageId':'m%d'}");
        String many =
                "{\"batch\":["
                        + IntStream.range(0, 2_500)
                                .mapToObj(index -> item.formatted(index % 10, index))
                                .collect(Collectors.joining(","))
                        + "]}";

        success(shop.post("/v1/batch", many));

        assertThat(shop.counts()).isEqualTo(new Counts(2_500, 0, 0));
    }

    /// Item, rule and path of what is wrong with it.
    static Stream<List<String>> badItems() {
        return Stream.of(
                List.of("{'type':'track','event':'E'}", "no_identity", "batch[1].userId"),
                List.of("{'type':'track','userId':'u'}", "no_event_name", "batch[1].event"),
                List.of("{'type':'trakc','userId':'u'}", "unknown_type", "batch[1].type"),
                List.of("{'userId':'u'}", "unknown_type", "batch[1].type"),
                List.of("{'type':5,'userId':'u'}", "unknown_type", "batch[1].type"),
                List.of("17", "not_an_object", "batch[1]"),
                List.of("null", "not_an_object", "batch[1]"),
                List.of("[]", "not_an_object", "batch[1]"),
                List.of(
                        "{'type':'page','userId':'u','timestamp':'yesterday'}",
                        "bad_time",
                        "batch[1].timestamp"),
                List.of("{'type':'page','userId':'u','sentAt':{}}", "bad_time", "batch[1].sentAt"),
                List.of("{'type':'page','userId':{}}", "wrong_type", "batch[1].userId"),
                List.of("{'type':'page','userId':true}", "wrong_type", "batch[1].userId"),
                List.of(
                        "{'type':'page','userId':'u','properties':[]}",
                        "wrong_type",
                        "batch[1].properties"),
                List.of(
                        "{'type':'identify','userId':'u','traits':'t'}",
                        "wrong_type",
                        "batch[1].traits"),
                List.of(
                        "{'type':'page','userId':'u','context':1}",
                        "wrong_type",
                        "batch[1].context"),
                List.of("{'type':'group','userId':'u'}", "no_group", "batch[1].groupId"),
                List.of("{'type':'alias','userId':'u'}", "no_previous_id", "batch[1].previousId"),
                List.of(
                        "{'type':'page','userId':'u','messageId':'" + "m".repeat(101) + "'}",
                        "message_id_too_long",
                        "batch[1].messageId"),
                List.of(
                        "{'type':'track','userId':'u','event':'" + "e".repeat(257) + "'}",
                        "name_too_long",
                        "batch[1].event"),
                List.of(
                        "{'type':'page','userId':'" + "u".repeat(1_025) + "'}",
                        "identifier_too_long",
                        "batch[1].userId"),
                List.of("{'type':'page','userId':'null'}", "blocked_identifier", "user_id"),
                List.of(
                        "{'type':'page','userId':'u','properties':{'n':"
                                + "9".repeat(10_000)
                                + "}}",
                        "bad_number",
                        "batch[1].properties.n"),
                List.of(
                        "{'type':'page','userId':'u','properties':{'n':1e999999999}}",
                        "bad_number",
                        "batch[1].properties.n"),
                List.of(
                        "{'type':'page','userId':'u','properties':{'n':1e99999999999999999999}}",
                        "bad_number",
                        "batch[1].properties.n"),
                List.of(
                        "{'type':'page','userId':'u','properties':"
                                + "{'a':".repeat(30)
                                + "1"
                                + "}".repeat(31),
                        "too_deep",
                        "batch[1].properties" + ".a".repeat(23)),
                List.of(
                        "{'type':'page','userId':'u','properties':{"
                                + IntStream.range(0, 4_097)
                                        .mapToObj(
                                                index -> "'" + Integer.toString(index, 36) + "':1")
                                        .collect(Collectors.joining(","))
                                + "}}",
                        "too_many_fields",
                        "batch[1].properties"),
                List.of(
                        "{'type':'page','userId':'u','properties':{'a':'"
                                + "x".repeat(33_000)
                                + "'}}",
                        "too_large",
                        "batch[1]"));
    }

    @ParameterizedTest
    @MethodSource("badItems")
    void oneBadItemIsSetAsideAndItsNeighboursAreStored(List<String> bad) {
        String item = quoted(bad.getFirst());
        String batch =
                quoted(
                                "{'batch':[{'type':'track','userId':'before','event':'E'},  @ ,"
                                        + "{'type':'track','userId':'behind','event':'E'}]}")
                        .replace("@", item);

        success(shop.post("/v1/batch", batch));
        Counts once = shop.counts();
        success(shop.post("/v1/batch", batch));

        assertThat(once).isEqualTo(new Counts(2, 0, 1));
        QuarantinedRow row = shop.quarantined().getFirst();
        assertThat(row.reason().rule()).isEqualTo(bad.get(1));
        assertThat(row.reason().path()).isEqualTo(bad.get(2));
        assertThat(row.reason().found()).isNotEmpty();
        assertThat(row.reason().expected()).isNotEmpty();
        assertThat(row.text()).isEqualTo(item);
        assertThat(row.source()).isEqualTo("web");
        assertThat(row.line()).isEqualTo(2);
        assertThat(shop.facts("before")).hasSize(2);
        assertThat(shop.facts("behind")).hasSize(2);
    }

    @Test
    void aBadSingleEventIsSetAsideAndAnsweredWell() {
        success(shop.post("/v1/track", "{\"userId\":\"u1\"}"));

        assertThat(shop.counts()).isEqualTo(new Counts(0, 0, 1));
        assertThat(shop.quarantined().getFirst().reason().path()).isEqualTo("event");
    }

    @Test
    void theSameIdIsADuplicateOverRestartsAndWithOtherContentSetAside() {
        String twice = "{\"batch\":[%s,%s]}".formatted(typed(TRACK), typed(TRACK));

        success(shop.post("/v1/batch", twice));
        success(shop.post("/v1/track", TRACK));
        shop.restart();
        success(shop.post("/v1/track", TRACK));
        success(shop.post("/v1/track", TRACK.replace("u1", "u2")));

        assertThat(shop.counts()).isEqualTo(new Counts(1, 3, 1));
        assertThat(shop.quarantined().getFirst().reason().rule())
                .isEqualTo("same_id_other_content");
        assertThat(shop.quarantined().getFirst().text()).contains("\"userId\":\"u2\"");
    }

    private static String typed(String item) {
        return item.replaceFirst("\\{", "{\"type\":\"track\",");
    }

    @Test
    void sendingAgainLaterIsTheSameContent() {
        String body =
                quoted(
                        "{'userId':'u1','event':'E','messageId':'m1',"
                                + "'timestamp':'2026-01-05T07:00:00Z','sentAt':'2026-01-05T%s'}");

        success(shop.post("/v1/track", body.formatted("08:00:00Z")));
        shop.shop.turnClockTo(shop.shop.now().plusSeconds(9));
        success(shop.post("/v1/track", body.formatted("08:00:08Z")));

        assertThat(shop.counts()).isEqualTo(new Counts(1, 1, 0));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // sentAt, timestamp, seconds before the receipt at 08:00, flag
                "2026-01-05T08:00:00Z, 2026-01-05T07:59:00Z, 60, ''",
                "1970-01-01T00:10:00Z, 1970-01-01T00:09:00Z, 60, ''",
                "2031-01-05T08:00:00Z, 2031-01-05T07:00:00Z, 3600, ''",
                "-, 2026-01-05T07:00:00.000Z, 3600, ''",
                "-, 2026-01-05T08:00:00+01:00, 3600, ''",
                "-, 2026-01-05T08:00:00+0100, 3600, ''",
                "-, 2026-01-05 07:00:00, 3600, ''",
                "-, 2026-01-05, 28800, ''",
                "-, 2031-01-05T08:00:00Z, 0, ahead",
                "2026-01-05T07:00:00Z, 2026-01-05T08:00:00Z, 0, ahead",
                "-, 1970-01-01T00:00:00Z, 0, not set",
                "2026-01-05T08:00:00Z, -, 0, ''",
                "-, -, 0, ''"
            })
    void theClientsClockIsCorrectedAndBounded(
            String sentAt, String timestamp, long secondsBefore, String flag) {
        String body =
                quoted("{'userId':'u1','event':'E'%s%s}")
                        .formatted(field("sentAt", sentAt), field("timestamp", timestamp));

        success(shop.post("/v1/track", body));

        Event event = shop.event("u1");
        assertThat(Duration.between(event.occurredAt(), Shop.OPENING).toSeconds())
                .isEqualTo(secondsBefore);
        assertThat(event.knownAt()).isEqualTo(Shop.OPENING);
        assertThat(event.context().at("times.timestamp"))
                .contains(Value.of(event.occurredAt().toString()));
        assertThat(event.context().at("times.receivedAt"))
                .contains(Value.of(Shop.OPENING.toString()));
        assertThat(event.context().at("times.sentAt").isPresent()).isEqualTo(sentAt != null);
        assertThat(event.context().at("times.originalTimestamp").isPresent())
                .isEqualTo(timestamp != null);
        assertThat(event.context().at("times.clock").orElse(Value.of("")))
                .isEqualTo(Value.of(flag));
    }

    private static String field(String name, String value) {
        return value == null ? "" : ",\"%s\":\"%s\"".formatted(name, value);
    }

    @Test
    void itemsInheritFromTheirBatchAndWin() {
        success(
                shop.post(
                        "/v1/batch",
                        quoted(
                                "{'context':{'library':'l','app':'a'},'sentAt':'2026-01-05T07:59:00Z',"
                                    + "'timestamp':'2026-01-05T07:00:00Z','integrations':{'All':false},"
                                    + "'batch':[{'type':'track','user_id':'u1','event':'E'},"
                                    + "{'type':'track','userId':'u2','event':'E','context':{'app':'b'},"
                                    + "'original_timestamp':'2026-01-05T07:58:00Z'}]}")));

        Event first = shop.event("u1");
        Event second = shop.event("u2");
        assertThat(first.occurredAt()).isEqualTo(Instant.parse("2026-01-05T07:01:00Z"));
        assertThat(second.occurredAt()).isEqualTo(Instant.parse("2026-01-05T07:59:00Z"));
        assertThat(first.context().text("app")).contains("a");
        assertThat(second.context().text("app")).contains("b");
        assertThat(second.context().text("library")).contains("l");
        assertThat(second.context().at("integrations.All")).contains(Value.FALSE);
        assertThat(first.messageId()).isNotEqualTo(second.messageId());
    }

    @Test
    void whoItIsStandsWhereTheSpecificationHasIt() {
        success(
                shop.post(
                        "/v1/batch",
                        quoted(
                                "{'batch':[{'type':'track','anonymousId':'visitor','event':'Seen'},"
                                    + "{'type':'identify','userId':12,'anonymous_id':'visitor',"
                                    + "'traits':{'email':'Ann@Example.com','plan':'gold'}},"
                                    + "{'type':'track','event':'Bought','properties':{'email':'ann@example.com'}},"
                                    + "{'type':'track','anonymousId':'other','event':'Heard',"
                                    + "'context':{'traits':{'email':'ann@example.com'}}},"
                                    + "{'type':'alias','userId':'12','previousId':'older'},"
                                    + "{'type':'group','userId':'12','groupId':'acme','traits':{'plan':'iron'}}]}")));
        success(shop.post("/v1/track", quoted("{'anonymousId':'older','event':'Left'}")));

        assertThat(shop.facts("12"))
                .extracting(fact -> fact.event().type() + " " + fact.name())
                .containsExactlyInAnyOrder(
                        "TRACK Seen",
                        "IDENTIFY ",
                        "TRACK Bought",
                        "TRACK Heard",
                        "ALIAS ",
                        "GROUP ",
                        "TRACK Left");
        assertThat(
                        shop.person(new Identifier(Identifier.EMAIL, "ann@example.com"))
                                .orElseThrow()
                                .text("plan", shop.shop.now()))
                .contains("gold");
    }

    @Test
    void contextTraitsOfAnIdentifyAreTraits() {
        success(
                shop.post(
                        "/v1/identify",
                        quoted(
                                "{'userId':'u1','traits':{'b':2},'context':{'traits':{'a':1,'b':1},'ip':'1'}}")));

        assertThat(shop.event("u1").traits())
                .isEqualTo(Struct.builder().put("a", 1).put("b", 2).build());
        assertThat(shop.event("u1").context().names()).containsExactly("ip", "times");
    }

    @Test
    void theBrowsersOptOutIsKept() {
        success(
                shop.send(
                        keyed(ServedShop.basic(ServedShop.KEY), "/v1/track", TRACK)
                                .header("Sec-GPC", "1")));

        assertThat(shop.event("u1").context().get("gpc")).contains(Value.TRUE);
    }

    @Test
    void anHttpEventMovesAPersonIntoASegmentAtOnce() {
        success(shop.post("/v1/track", TRACK));
        assertThat(Memberships.size(shop.shop.engine.store, "lookers")).isZero();

        success(shop.post("/v1/track", TRACK.replace("m1", "m2")));

        assertThat(Memberships.size(shop.shop.engine.store, "lookers")).isEqualTo(1);
        assertThat(
                        shop.person(new Identifier(Identifier.USER_ID, "u1"))
                                .orElseThrow()
                                .timeline()
                                .facts())
                .extracting(fact -> fact.name())
                .containsExactly("Product Viewed", "Product Viewed", Memberships.ENTERED);
    }

    @Test
    void rejectedRequestsAreCountedBySourceAndSampledWithinABound() {
        for (int round = 0; round < Rejections.SAMPLE_MAX + 5; round++) {
            refusal(shop.post("/v1/track", "{"), 400, "malformed_body");
        }
        refusal(shop.send(keyed("Bearer nobody", "/v1/track", TRACK)), 401, "unknown_source");

        Rejections rejections = shop.shop.engine.rejections;
        assertThat(rejections.counts())
                .containsEntry("web", 105L)
                .containsEntry(Rejections.NO_SOURCE, 1L);
        assertThat(rejections.sample()).hasSize(Rejections.SAMPLE_MAX);
        assertThat(rejections.sample().getLast().status()).isEqualTo(401);
    }

    @Test
    void withoutRoomNothingIsDoneAndTheSenderIsToldToComeAgain() {
        CompletableFuture<Boolean> slow = new CompletableFuture<>();
        CompletableFuture<Boolean> filling =
                shop.shop
                        .engine
                        .writer
                        .<Boolean>offer(Writer.OFFERED_BYTES_MAX, _ -> slow.join())
                        .orElseThrow();

        HttpResponse<String> answer = shop.post("/v1/track", TRACK);
        refusal(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");

        slow.complete(true);
        assertThat(filling.join()).isTrue();
        boolean _ = shop.shop.engine.writer.apply(_ -> true);
        success(shop.post("/v1/track", TRACK));
        assertThat(shop.counts()).isEqualTo(new Counts(1, 0, 0));
    }

    @Test
    void otherPathsAndMethodsAreRefusedInWords() {
        refusal(shop.post("/v1/nowhere", TRACK), 404, "unknown_call");
        refusal(shop.send(shop.request("/v1/track").GET()), 405, "wrong_method");
        refusal(shop.send(shop.request("/v1/track").DELETE()), 405, "wrong_method");
        refusal(shop.post("/v1/pixel/track", TRACK), 405, "wrong_method");
    }

    @Test
    void aKeyBelongsToOneSource() throws Exception {
        Files.writeString(
                Files.createDirectories(folder.resolve("two")).resolve("app.yaml"),
                "kind: source\nid: app\nname: App\nwrite-keys: [test-key-two]\n");

        Command.Refusal refusal =
                assertThrows(
                        Command.Refusal.class,
                        () ->
                                ApplyCommand.checked(
                                        shop.shop.engine,
                                        ApplyCommand.changes(
                                                        shop.shop.engine,
                                                        folder.resolve("two"),
                                                        false)
                                                .appliedTo(
                                                        shop.shop.engine.world(),
                                                        shop.shop.now())));

        assertThat(refusal).hasMessageContaining("write key that the source");
    }
}
