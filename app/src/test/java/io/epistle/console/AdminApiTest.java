package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;

final class AdminApiTest {
    private static final SampleReading SHOP = SampleReading.shop();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static ConsoleServer server;
    private static Visitor visitor;

    @BeforeAll
    static void start() throws IOException {
        server = ConsoleServerTest.start(SHOP.reading(), 0, List.of());
        visitor = new Visitor(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode get(String path) {
        HttpResponse<String> answer = visitor.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        return JSON.readTree(answer.body());
    }

    @Test
    void peopleArePagedAndFilteredLikeThePage() {
        JsonNode first = get("/api/people?sort=name&direction=up");
        JsonNode found = get("/api/people?q=customer12349&mail=yes");

        assertThat(first.get("total").asInt()).isEqualTo(230);
        assertThat(first.get("pages").asInt()).isEqualTo(5);
        assertThat(first.get("people").size()).isEqualTo(50);
        assertThat(found.get("everyone").asInt()).isEqualTo(230);
        assertThat(found.get("people").size()).isLessThanOrEqualTo(1);
    }

    @Test
    void whatWasSetAsideIsToldByReasonWithTheRowItself() {
        JsonNode reasons = get("/api/quarantine");
        JsonNode rows = get("/api/quarantine/negative_price?page=2");

        assertThat(reasons.get("reasons").get(0).get("count").asInt()).isEqualTo(63);
        assertThat(rows.get("total").asInt()).isEqualTo(63);
        assertThat(rows.get("rows").size()).isEqualTo(13);
        assertThat(rows.get("rows").get(0).get("line").asInt()).isEqualTo(67);
        assertThat(rows.get("rows").get(0).get("text").asString()).startsWith("540050,");
    }

    @Test
    void onePersonIsWholeAndExact() {
        PersonView view = SHOP.person(SHOP.ids().getFirst()).orElseThrow();

        JsonNode json = get("/api/people/" + view.id());

        assertThat(json.get("email").asString()).isEqualTo(view.row().email().orElseThrow());
        assertThat(json.get("spent").get("amount").asString())
                .isEqualTo(view.row().spent().orElseThrow().amount().toPlainString());
        assertThat(json.get("traits").size()).isEqualTo(view.traits().size());
        assertThat(json.get("segments").size()).isEqualTo(view.memberships().size());
        assertThat(json.get("recommendations").get(0).get("reason").asString())
                .startsWith("Because");
    }

    @Test
    void segmentsOfAPersonExplainThemselves() {
        JsonNode json = get("/api/people/" + SHOP.ids().getFirst() + "/segments");

        JsonNode vip =
                json.get("segments")
                        .valueStream()
                        .filter(it -> it.get("id").asString().equals("vip"))
                        .findFirst()
                        .orElseThrow();
        assertThat(vip.get("why").get("join").asString()).isEqualTo("all");
        assertThat(vip.get("why").get("parts").get(0).get("text").asString())
                .startsWith("sum of total");
        assertThat(vip.get("why").get("held").asBoolean()).isEqualTo(vip.get("member").asBoolean());
    }

    @Test
    void whoAsksAgainIsSparedTheSameAnswer() {
        String path = "/api/people/" + SHOP.ids().getFirst() + "/segments";
        String tag = visitor.get(path).headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again =
                visitor.send(visitor.request(path).header("If-None-Match", tag));
        HttpResponse<String> other =
                visitor.send(visitor.request(path).header("If-None-Match", "\"other\""));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @Test
    void aTimelineIsNewestFirst() {
        JsonNode facts = get("/api/people/" + SHOP.ids().getFirst() + "/timeline").get("facts");

        List<String> times =
                facts.valueStream().map(it -> it.get("occurredAt").asString()).toList();
        assertThat(times)
                .hasSizeGreaterThan(2)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void aSegmentListsItsOverlaps() {
        JsonNode json = get("/api/segments/vip");

        assertThat(get("/api/segments").get("segments").size()).isEqualTo(9);
        assertThat(json.get("rule").asString()).contains("sum of total");
        assertThat(json.get("overlaps").get(0).get("shared").asLong()).isPositive();
    }

    @Test
    void aTemplateTellsWhatItUsesAndWhatIsWrongWithIt() {
        JsonNode list = get("/api/templates?page=2");
        JsonNode one = get("/api/templates/" + SampleTemplates.TEMPLATE);

        assertThat(list.get("total").asInt()).isEqualTo(51);
        assertThat(list.get("templates").size()).isEqualTo(1);
        assertThat(one.get("variables").get(0).get("path").asString()).isEqualTo("offer.cod");
        assertThat(one.get("variables").get(0).get("places").get(0).get("line").asInt())
                .isEqualTo(2);
        assertThat(one.get("slots").get(0).get("blocks").get(0).get("rule").asString())
                .isEqualTo("in segment \"vip\"");
        assertThat(one.get("findings").get(0).get("severity").asString()).isEqualTo("error");
        assertThat(one.get("findings").get(1).get("excerpt").asString()).contains("offer.cod");
    }

    @Test
    void aPreviewIsAMailOrWhyThereIsNone() {
        String person = SHOP.ids().get(1).toString();
        String preview = "/api/templates/%s/preview";

        JsonNode mail = get(preview.formatted(SampleTemplates.TEMPLATE) + "?person=" + person);
        assertThat(mail.get("person").asString()).isEqualTo(person);
        assertThat(mail.get("html").asString()).contains("Small things");
        assertThat(get(preview.formatted(SampleTemplates.SKIPPED)).get("skipped").asString())
                .isEqualTo("fewer than four picks");
        assertThat(get(preview.formatted(SampleTemplates.BROKEN)).get("broken").asString())
                .contains("footer");
        assertThat(
                        visitor.get(preview.formatted(SampleTemplates.TEMPLATE) + "?person=nobody")
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theBalanceOfACampaignAddsUp() {
        JsonNode balance = get("/api/campaigns/picks-for-you").get("balance");

        long planned = balance.get("planned").asLong();
        long sum = 0;
        for (MessageState state : MessageState.values()) {
            sum += balance.get(state.name().toLowerCase(java.util.Locale.ROOT)).asLong();
        }
        assertThat(planned).isEqualTo(230).isEqualTo(sum);
        assertThat(get("/api/campaigns").get("campaigns").get(0).get("balance")).isEqualTo(balance);
    }

    @Test
    void whoDidNotGetItIsOneQuery() {
        JsonNode unsent = get("/api/campaigns/picks-for-you/messages?state=unsent");
        JsonNode report = get("/api/campaigns/picks-for-you");

        assertThat(unsent.get("total").asLong())
                .isEqualTo(
                        report.get("balance").get("planned").asLong()
                                - report.get("balance").get("sent").asLong());
        assertThat(
                        get("/api/campaigns/picks-for-you/messages?state=skipped&reason=no_consent")
                                .get("total")
                                .asLong())
                .isEqualTo(report.get("skippedBy").get("no_consent").asLong());
        assertThat(unsent.get("messages").valueStream().map(it -> it.get("state").asString()))
                .doesNotContain("sent");
    }

    @Test
    void mailsAreListedAndRead() {
        JsonNode list = get("/api/mailbox?q=picked");
        JsonNode mail = get("/api/mailbox/" + list.get("mails").get(0).get("id").asString());

        assertThat(list.get("total").asLong()).isPositive();
        assertThat(mail.get("html").asString()).startsWith("<!DOCTYPE html>");
        assertThat(mail.get("headers").get(0).get("name").asString()).isEqualTo("From");
    }

    @Test
    void whatIsNotThereIsJsonToo() {
        for (String path :
                List.of(
                        "/api/people/x",
                        "/api/people/x/timeline",
                        "/api/segments/x",
                        "/api/templates/x",
                        "/api/templates/x/preview",
                        "/api/campaigns/x",
                        "/api/campaigns/x/messages",
                        "/api/mailbox/x")) {
            HttpResponse<String> answer = visitor.get(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(JSON.readTree(answer.body()).get("advice").asString()).as(path).isNotEmpty();
        }
    }
}
