package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.console.ConsoleReading;
import io.epistle.console.JourneyView;
import io.epistle.console.LiveQuery;
import io.epistle.console.LiveReading;
import io.epistle.console.LiveRow;
import io.epistle.console.MessageState;
import io.epistle.event.EventBuilder;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.identity.PersonRecord;
import io.epistle.send.Routing;
import io.epistle.store.LatestFacts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page Live over a real server and a real store: what was answered with 200 is on it, what was
/// refused is not, and what is erased is gone from it.
class LiveTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern STAMP = Pattern.compile("\"since\":\"([0-9-]+)\"");
    private static final String VIEWED =
            "{\"userId\":\"%s\",\"event\":\"Product Viewed\",\"messageId\":\"%s\"}";

    @TempDir Path folder;

    private static String page(ServedShop shop, String path) {
        HttpResponse<String> answer = shop.send(shop.request(path).GET());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode facts(ServedShop shop, String path) {
        return JSON.readTree(page(shop, path)).path("facts");
    }

    private static void see(ServedShop shop, String user, String id) {
        assertThat(shop.post("/v1/track", VIEWED.formatted(user, id)).statusCode()).isEqualTo(200);
    }

    private static int poll(ServedShop shop, String stamp) {
        return shop.send(shop.request("/console/live?since=" + stamp).GET()).statusCode();
    }

    private static String stamp(String page) {
        Matcher stamp = STAMP.matcher(page);
        assertThat(stamp.find()).isTrue();
        return stamp.group(1);
    }

    @Test
    void anEventIsOnThePageTheMomentItIsAnswered() {
        try (ServedShop shop = ServedShop.collecting(folder)) {
            assertThat(page(shop, "/console/live"))
                    .contains("Nothing has arrived yet", "-u test-key-one:")
                    .contains("http://" + shop.server.address().getAuthority() + "/v1/track");

            for (int number = 1; number <= 60; number++) {
                see(shop, "ann", "m" + number);
                JsonNode newest = facts(shop, "/api/live").get(0);
                boolean enters = number == 2;
                assertThat(newest.path("name").asString())
                        .isEqualTo(enters ? "Segment Entered" : "Product Viewed");
                assertThat(newest.path("sequence").asLong()).isEqualTo(shop.stored());
            }

            assertThat(page(shop, "/console/live"))
                    .contains("Product Viewed", "href=\"/console/live/" + shop.stored() + "\"")
                    .doesNotContain("Nothing has arrived yet");
            assertThat(facts(shop, "/api/live")).hasSize(50);
        }
    }

    @Test
    void theCommandOfTheEmptyPageWorksAsItIsWritten() throws Exception {
        try (ServedShop shop = ServedShop.collecting(folder)) {
            Matcher command =
                    Pattern.compile("<code>(curl .*?)</code>").matcher(page(shop, "/console/live"));
            assertThat(command.find()).isTrue();
            String typed =
                    command.group(1)
                            .replace("&quot;", "\"")
                            .replace("&#34;", "\"")
                            .replace("&#39;", "'")
                            .replace("&amp;", "&");

            Process curl =
                    new ProcessBuilder("sh", "-c", typed)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String answer =
                    new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(curl.waitFor()).as(typed).isZero();
            assertThat(answer).isEqualTo("{\"success\":true}");
            assertThat(page(shop, "/console/live")).contains("Put 22423 into the basket");
        }
    }

    @Test
    void anOpenPageIsSentNothingUntilSomethingIsNew() {
        try (ServedShop shop = ServedShop.collecting(folder)) {
            see(shop, "ann", "m1");
            String stamp = stamp(page(shop, "/console/live"));

            assertThat(poll(shop, stamp)).isEqualTo(204);
            see(shop, "ann", "m1");
            assertThat(poll(shop, stamp)).as("a duplicate is no news").isEqualTo(204);
            see(shop, "bob", "m2");
            assertThat(poll(shop, stamp)).isEqualTo(200);
            String next = stamp(page(shop, "/console/live"));
            assertThat(poll(shop, next)).isEqualTo(204);
            shop.shop.turnClockTo(shop.shop.now().plus(Duration.ofMinutes(1)));
            assertThat(poll(shop, next)).as("minutes pass on the page").isEqualTo(200);
        }
    }

    /// The tag that asks for news every second.
    private static String section(String page) {
        int tag = page.indexOf("<section");
        return page.substring(tag, page.indexOf('>', tag));
    }

    @Test
    void factsArePickedByNameAndSource() {
        try (ServedShop shop = ServedShop.collecting(folder)) {
            see(shop, "ann", "m1");
            see(shop, "ann", "m2");
            assertThat(
                            shop.post("/v1/identify", "{\"userId\":\"ann\",\"messageId\":\"m3\"}")
                                    .statusCode())
                    .isEqualTo(200);

            assertThat(facts(shop, "/api/live")).hasSize(4);
            assertThat(facts(shop, "/api/live?name=Product+Viewed")).hasSize(2);
            assertThat(facts(shop, "/api/live?name=identify")).hasSize(1);
            assertThat(facts(shop, "/api/live?source=web")).hasSize(3);
            assertThat(facts(shop, "/api/live?source=web&name=Segment+Entered")).isEmpty();
            assertThat(page(shop, "/console/live?name=none")).contains("No such fact lately");
            assertThat(section(page(shop, "/console/live"))).contains("hx-get=");
            assertThat(section(page(shop, "/console/live?paused=yes"))).doesNotContain("hx-get=");
        }
    }

    @Test
    void whatTheDiskRefusedIsNotOnItAndWhatIsErasedIsGone() {
        try (ServedShop shop = ServedShop.collecting(folder)) {
            see(shop, "bob", "m0");
            see(shop, "ann", "m1");
            assertThat(facts(shop, "/api/live")).hasSize(2);
            PersonRecord ann =
                    shop.shop
                            .engine
                            .people
                            .find(shop.shop.engine.store, new Identifier("user_id", "ann"))
                            .orElseThrow();

            ann.stems().forEach(link -> shop.shop.engine.vault.destroy(link.keySlot()));
            HttpResponse<String> refused = shop.post("/v1/track", VIEWED.formatted("ann", "m2"));

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(facts(shop, "/api/live")).hasSize(1);
            assertThat(page(shop, "/console/live")).doesNotContain(ann.id().toString());
            assertThat(shop.send(shop.request("/console/live/2").GET()).statusCode())
                    .isEqualTo(404);
            see(shop, "cid", "m4");
            assertThat(facts(shop, "/api/live").get(0).path("sequence").asLong()).isEqualTo(3);
        }
    }

    @Test
    void theJourneyOfAFactShowsWhomItMoved() {
        try (ServedShop shop = ServedShop.collecting(folder)) {
            see(shop, "ann", "m1");
            see(shop, "ann", "m2");

            assertThat(page(shop, "/console/live/1")).contains("It moved nobody");
            assertThat(page(shop, "/console/live/2"))
                    .contains("Entered segment “lookers”", "No campaign started a message");
            assertThat(page(shop, "/console/live/3")).contains("because of this", "Product Viewed");
            JsonNode journey = JSON.readTree(page(shop, "/api/live/2"));
            assertThat(journey.path("changed").get(0).path("sequence").asLong()).isEqualTo(3);
            for (String nowhere : List.of("4", "0", "x", "99999999999999999999")) {
                assertThat(shop.send(shop.request("/console/live/" + nowhere).GET()).statusCode())
                        .isEqualTo(404);
            }
        }
    }

    private static List<String> names(List<Fact> facts) {
        return facts.stream().map(Fact::name).toList();
    }

    private static void tell(Shop shop, String name, Struct properties) {
        shop.tell(
                EventBuilder.track(name, shop.now())
                        .identifier(Identifier.USER_ID, "ann")
                        .messageId(name + shop.now())
                        .properties(properties)
                        .build());
    }

    private static LiveRow newest(LiveReading live, String name) {
        return live.live(new LiveQuery(Optional.of(name), Optional.empty(), false))
                .rows()
                .getFirst();
    }

    private static JourneyView.Message message(LiveReading live, String name) {
        JourneyView journey = live.journey(newest(live, name).fact().sequence()).orElseThrow();
        assertThat(journey.messages()).as(name).hasSize(1);
        return journey.messages().getFirst();
    }

    /// A reminder of the cart of ann, sent by the running sender.
    private static void reminded(Shop shop, int messages) throws Exception {
        tell(shop, "Product Added", Struct.of("product_id", Value.of("22423")));
        shop.turnClockTo(shop.now().plus(Duration.ofHours(1).plusMillis(1)));
        long _ = shop.engine.sweep.due(shop.now());
        try (LiveSending _ = shop.sending()) {
            for (int tries = 0; tries < 2_000; tries++) {
                if (shop.rows().equals(Map.of("CAUGHT caught in test mode", messages))) {
                    return;
                }
                Thread.sleep(10);
            }
        }
        throw new AssertionError("found " + shop.rows());
    }

    @Test
    void aBasketIsFollowedToTheMailAndTheOrderBehindIt() throws Exception {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(Workspaces.CARTS);
            ConsoleReading reading =
                    shop.engine.console(Routing.NONE, Optional::empty, 1, Runnable::run);
            LiveReading live = reading.live();
            shop.customer("ann");
            shop.turnClockTo(shop.now().plus(Duration.ofDays(3)));
            reminded(shop, 1);
            String first = shop.row(Shop.address("ann")).sendId().toString();

            assertThat(
                            names(
                                    live.journey(newest(live, "Product Added").fact().sequence())
                                            .orElseThrow()
                                            .changed()))
                    .isEmpty();
            assertThat(names(message(live, "Segment Entered").came()))
                    .containsExactly("Email Sent");
            assertThat(message(live, "Segment Entered").state()).isEqualTo(MessageState.SENT);

            shop.turnClockTo(shop.now().plus(Duration.ofMinutes(9)));
            tell(shop, "Email Opened", Struct.of("send_id", Value.of(first)));
            shop.turnClockTo(shop.now().plus(Duration.ofMinutes(1)));
            tell(shop, "Email Link Clicked", Struct.of("send_id", Value.of(first)));
            shop.turnClockTo(shop.now().plus(Duration.ofMinutes(5)));
            shop.order("ann", shop.now());

            List<String> chain =
                    List.of("Email Sent", "Email Opened", "Email Link Clicked", "Order Completed");
            for (String name : List.of("Segment Entered", "Email Sent", "Email Opened")) {
                assertThat(names(message(live, name).came())).as(name).isEqualTo(chain);
            }
            LiveRow opened = newest(live, "Email Opened");
            assertThat(opened.who().orElseThrow().called()).contains("ann@example.com");

            Map<Long, JourneyView> before = new TreeMap<>();
            for (long number = 1; number <= live.newest(); number++) {
                live.journey(number)
                        .ifPresent(journey -> before.put(journey.row().fact().sequence(), journey));
            }
            for (int other = 0; other <= LatestFacts.KEPT; other++) {
                shop.order("ben", shop.now());
            }
            assertThat(before).hasSizeGreaterThan(8);
            before.forEach((number, journey) ->
                    assertThat(live.journey(number)).as("fact " + number).contains(journey));
        }
    }

    @Test
    void aSecondReminderIsAJourneyAndAMessageOfItsOwn() throws Exception {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(Workspaces.CARTS);
            ConsoleReading reading =
                    shop.engine.console(Routing.NONE, Optional::empty, 1, Runnable::run);
            shop.customer("ann");
            shop.turnClockTo(shop.now().plus(Duration.ofDays(3)));
            reminded(shop, 1);
            Instant before = newest(reading.live(), "Segment Entered").storedAt();
            shop.turnClockTo(shop.now().plus(Duration.ofDays(8)));
            reminded(shop, 2);

            JourneyView.Message second = message(reading.live(), "Segment Entered");
            assertThat(second.plannedAt()).isAfter(before.plus(Duration.ofDays(8)));
            LiveRow.Who ann = newest(reading.live(), "Email Sent").who().orElseThrow();
            assertThat(reading.person().person(ann.id()).orElseThrow().messages()).hasSize(2);
        }
    }
}
