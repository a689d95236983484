package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.measure.CampaignResults;
import io.epistle.measure.CampaignResults.Engagement;
import io.epistle.measure.Credits;
import io.epistle.measure.MailResponses;
import io.epistle.privacy.Consent;
import io.epistle.segment.MembershipCheck;
import io.epistle.segment.Memberships;
import io.epistle.send.LedgerCheck;
import io.epistle.send.MailLinks;
import io.epistle.send.ReceivedMail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// What people and machines do with real mails over real HTTP, and what is known of it afterwards.
class RepliesTest {
    private static final String ANN = "ann@example.com";
    private static final String TARGET =
            "https://shop.example/k%C3%A4se?q=1&r=%2Fx&utm_source=mail#top";

    private static final Map<String, String> LINKED =
            Workspaces.note(
                    """
                    <!doctype html>
                    <html lang="en"><head><title>A note</title></head><body>
                    <p><a href="https://shop.example/k%C3%A4se?q=1&amp;r=%2Fx&amp;utm_source=mail#top">Cheese</a>
                    <a href="https://shop.example/two">Two</a>
                    <a href="mailto:help@shop.example">Write</a>
                    <a href="#top">Up</a></p>
                    <p><a href="{{ links.preferences }}">Choose</a></p>
                    <p><a href="{{ links.unsubscribe }}">Unsubscribe</a></p>
                    <p>A shop, 1 Example Yard</p>
                    </body></html>
                    """,
                    Map.of(
                            "clickers.yaml",
                            """
                            kind: segment
                            id: clickers
                            name: Clickers
                            rule: did "Email Link Clicked" where campaign_id = "note"
                            """,
                            "readers.yaml",
                            """
                            kind: segment
                            id: readers
                            name: Readers
                            rule: did "Email Opened" where traffic = "human"
                            """));

    @TempDir Path folder;

    /// A shop whose mail to Ann was delivered an hour ago.
    private ServedShop posted() {
        ServedShop posted = ServedShop.posting(folder, LINKED);
        posted.shop.customer("ann");
        posted.post();
        return posted;
    }

    private static void consents(ServedShop posted, String said, String purpose, String level) {
        Instant now = posted.shop.now();
        posted.shop.tell(
                new Event(
                        "shop",
                        "consent-" + purpose + said + now,
                        EventType.TRACK,
                        said,
                        List.of(new Identifier(Identifier.USER_ID, "ann")),
                        now,
                        now,
                        Trust.DECLARED,
                        Struct.builder()
                                .put("purpose", purpose)
                                .put("level", Value.of(level))
                                .build(),
                        Struct.empty(),
                        Struct.empty()));
    }

    private static Engagement clicks(ServedShop posted) {
        return results(posted).arms().getFirst().clicks();
    }

    private static CampaignResults results(ServedShop posted) {
        return CampaignResults.of(
                posted.shop.engine.store,
                posted.shop.engine.reader,
                posted.shop.engine.ledger,
                Shop.CAMPAIGN,
                posted.shop.engine.measurement());
    }

    private static void assertSound(ServedShop posted) {
        assertThat(LedgerCheck.findings(posted.shop.engine.store)).isEmpty();
        assertThat(MembershipCheck.findings(posted.shop.engine.store)).isEmpty();
    }

    @Test
    void aLinkLeadsToItsTargetAndTheClickIsAFactOfWhomTheMailWasSentTo() {
        try (ServedShop posted = posted()) {
            HttpResponse<String> answer = posted.get(posted.link(ANN, "Cheese"));

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location")).contains(TARGET);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            Fact click = posted.facts(ANN, MailResponses.CLICKED).getFirst();
            assertThat(click.occurredAt()).isEqualTo(posted.shop.now());
            assertThat(click.properties())
                    .isEqualTo(
                            Struct.builder()
                                    .put("link_id", "0")
                                    .put("link_url", TARGET)
                                    .put("campaign_id", "note")
                                    .put("variant", "only")
                                    .put("send_id", posted.row(ANN).sendId().toString())
                                    .put("traffic", "human")
                                    .build());
            assertThat(Memberships.size(posted.shop.engine.store, "clickers")).isEqualTo(1);
            assertThat(clicks(posted)).isEqualTo(new Engagement(1, 1, 0, 0));
            assertSound(posted);
        }
    }

    @Test
    void whatIsOursAndWhatIsNoLinkOfTheWebStaysAsItIs() {
        try (ServedShop posted = posted()) {
            ReceivedMail mail = posted.mail(ANN);
            String server = posted.server.address().toString();

            assertThat(mail.html())
                    .contains("href=\"mailto:help@shop.example\"", "href=\"#top\"")
                    .contains("href=\"" + server + "/e/u/")
                    .doesNotContain("https://shop.example");
            assertThat(mail.html().split(server + "/e/c/", -1)).hasSize(3);
            assertThat(mail.text()).contains(server + "/e/c/").doesNotContain("shop.example/two");
            assertThat(mail.html()).doesNotContain("/e/o/").doesNotContain("<img");
        }
    }

    @Test
    void theFactIsOnDiskWhenTheAnswerComes() {
        try (ServedShop posted = posted()) {
            posted.get(posted.link(ANN, "Cheese"));
            posted.restart();

            assertThat(posted.facts(ANN, MailResponses.CLICKED)).hasSize(1);
            assertSound(posted);
        }
    }

    @Test
    void everyClickCountsAndWhoClickedCountsOnce() {
        try (ServedShop posted = posted()) {
            posted.get(posted.link(ANN, "Cheese"));
            posted.get(posted.link(ANN, "Cheese"));
            posted.get(posted.link(ANN, "Two"));
            posted.passes(Duration.ofMinutes(1));
            posted.get(posted.link(ANN, "Cheese"));

            // The second one came within a second of the first: it is the same.
            assertThat(clicks(posted)).isEqualTo(new Engagement(1, 3, 0, 0));
            assertSound(posted);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "|",
            textBlock =
                    """
                    HEAD | User-Agent  | Mozilla/5.0 (X11; Linux) Firefox/142.0                | head
                    GET  | Sec-Purpose | prefetch;prerender                                    | prefetch
                    GET  | X-Moz       | prefetch                                              | prefetch
                    GET  | User-Agent  | curl/8.5.0                                            | agent:curl/
                    GET  | User-Agent  | Mozilla/5.0 (compatible; bingbot/2.0)                 | agent:bot
                    GET  | User-Agent  | Barracuda Sentinel (EE)                               | agent:barracuda
                    GET  | User-Agent  | ''                                                    | no_agent
                    """)
    void whatAMachineFollowsLeadsOnAndIsMarkedAndNotCounted(
            String method, String header, String value, String reason) {
        try (ServedShop posted = posted()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(posted.link(ANN, "Cheese"))
                            .method(method, HttpRequest.BodyPublishers.noBody());
            if (!header.equals("User-Agent")) {
                request.header("User-Agent", ServedShop.BROWSER);
            }

            HttpResponse<String> answer = posted.send(request.header(header, value));

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location")).contains(TARGET);
            assertThat(posted.facts(ANN, MailResponses.CLICKED)).isEmpty();
            assertThat(posted.facts(ANN, MailResponses.SCANNED))
                    .singleElement()
                    .satisfies(fact -> {
                        assertThat(fact.properties().text("traffic")).contains("machine");
                        assertThat(fact.properties().text("traffic_reason")).contains(reason);
                    });
            assertThat(Memberships.size(posted.shop.engine.store, "clickers")).isZero();
            assertThat(clicks(posted)).isEqualTo(new Engagement(0, 0, 1, 0));
            assertSound(posted);
        }
    }

    @Test
    void aClickWithinSecondsOfTheDeliveryIsAMachine() {
        try (ServedShop posted = posted()) {
            Instant sent = posted.row(ANN).changedAt();

            assertThat(posted.shop.now()).isAfter(sent);
            posted.get(posted.link(ANN, "Cheese"));

            assertThat(clicks(posted)).isEqualTo(new Engagement(1, 1, 0, 0));
        }
        try (ServedShop posted = ServedShop.posting(folder.resolve("other"), LINKED)) {
            posted.shop.customer("ann");
            posted.post();
            posted.shop.turnClockTo(posted.row(ANN).changedAt().plusMillis(4_999));
            // The writer's time never goes back: it stands where the mail was sent.
            posted.get(posted.link(ANN, "Cheese"));

            assertThat(clicks(posted)).isEqualTo(new Engagement(0, 0, 1, 0));
        }
    }

    @Test
    void aForgedLinkLeadsNowhereAndTellsNothing() {
        try (ServedShop posted = posted()) {
            String link = posted.link(ANN, "Cheese").toString();
            int token = link.lastIndexOf('/') + 1;
            List<String> forged = new ArrayList<>(List.of("x", "A".repeat(3_000), "%2e%2e"));
            for (int at = token; at < link.length(); at++) {
                char other = link.charAt(at) == 'A' ? 'B' : 'A';
                forged.add(link.substring(token, at) + other + link.substring(at + 1));
                if (at > token) {
                    forged.add(link.substring(token, at));
                }
            }

            for (String other : forged) {
                HttpResponse<String> answer =
                        posted.get(
                                URI.create(
                                        link.substring(0, token)
                                                + other
                                                + "?to=https://evil.example/&url=//evil.example"));

                assertThat(answer.statusCode()).as(other).isEqualTo(404);
                assertThat(answer.headers().firstValue("Location")).isEmpty();
                assertThat(answer.body())
                        .contains("This link leads nowhere")
                        .doesNotContain("evil.example")
                        .doesNotContain("<form");
            }
            assertThat(posted.facts(ANN, MailResponses.CLICKED)).isEmpty();
            assertThat(posted.facts(ANN, MailResponses.SCANNED)).isEmpty();
            String kept =
                    posted.get(URI.create(link + "?to=https://evil.example/"))
                            .headers()
                            .firstValue("Location")
                            .orElseThrow();
            assertThat(kept).isEqualTo(TARGET);
        }
    }

    @Test
    void aLinkOfAnotherDataFolderLeadsNowhere() {
        try (ServedShop posted = posted();
                ServedShop other = ServedShop.posting(folder.resolve("other"), LINKED)) {
            URI foreign = other.server.address().resolve(posted.link(ANN, "Cheese").getRawPath());

            assertThat(other.get(foreign).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void theLinksOfOnePurposeAreNoneOfAnother() {
        try (ServedShop posted = posted()) {
            MailLinks links = new MailLinks(posted.shop.engine.vault, Shop.BASE);
            String unsubscribe = links.token(posted.row(ANN).sendId());
            String click = posted.link(ANN, "Cheese").getRawPath().substring("/e/c/".length());

            for (String path :
                    List.of("/e/c/" + unsubscribe, "/e/o/" + unsubscribe, "/e/o/" + click)) {
                assertThat(posted.get(posted.server.address().resolve(path)).statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
            assertThat(links.sendId(click)).isEmpty();
        }
    }

    @Test
    void whoeverWasErasedIsToldNothingOfAndTheLinkLeadsOn() {
        try (ServedShop posted = posted()) {
            URI link = posted.link(ANN, "Cheese");
            var record =
                    posted.shop
                            .engine
                            .people
                            .get(posted.shop.engine.store, posted.row(ANN).person())
                            .orElseThrow();
            record.stems().forEach(stem -> posted.shop.engine.vault.destroy(stem.keySlot()));
            long before = posted.person(ANN).timeline().facts().size();

            HttpResponse<String> answer = posted.get(link);

            assertThat(answer.headers().firstValue("Location")).contains(TARGET);
            assertThat((long) posted.person(ANN).timeline().facts().size()).isEqualTo(before);
            assertThat(clicks(posted)).isEqualTo(new Engagement(0, 0, 0, 0));
        }
    }

    @Test
    void whoeverObjectsToTrackingGetsLinksThatLeadStraightAndNothingIsToldOfOldOnes() {
        try (ServedShop posted = posted()) {
            consents(posted, Consent.WITHDRAWN, Consent.TRACKING, "");

            HttpResponse<String> answer = posted.get(posted.link(ANN, "Cheese"));

            assertThat(answer.headers().firstValue("Location")).contains(TARGET);
            assertThat(posted.facts(ANN, MailResponses.CLICKED)).isEmpty();
        }
        try (ServedShop posted = ServedShop.posting(folder.resolve("other"), LINKED)) {
            posted.shop.customer("ann");
            consents(posted, Consent.WITHDRAWN, Consent.TRACKING, "");
            posted.post();

            assertThat(posted.link(ANN, "Cheese")).hasToString(TARGET);
            assertThat(posted.mail(ANN).html()).doesNotContain("/e/c/").contains("/e/u/");
        }
    }

    @Test
    void anImageTellsOfOpeningsOfThoseAloneWhoAgreed() {
        try (ServedShop posted = ServedShop.posting(folder, LINKED)) {
            posted.shop.customer("ann");
            consents(posted, Consent.GIVEN, Consent.OPEN_TRACKING, "full");
            posted.post();
            URI image = image(posted);

            HttpResponse<String> answer = posted.get(image);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
                    .contains("cross-origin");
            assertThat(answer.body()).startsWith("GIF89a");
            assertThat(posted.facts(ANN, MailResponses.OPENED)).hasSize(1);
            assertThat(Memberships.size(posted.shop.engine.store, "readers")).isEqualTo(1);

            consents(posted, Consent.WITHDRAWN, Consent.OPEN_TRACKING, "");
            posted.passes(Duration.ofMinutes(1));
            assertThat(posted.get(image).statusCode()).isEqualTo(200);
            assertThat(posted.facts(ANN, MailResponses.OPENED)).hasSize(1);
            assertSound(posted);
        }
    }

    private static URI image(ServedShop posted) {
        String html = posted.mail(ANN).html();
        int from = html.indexOf(posted.server.address() + "/e/o/");
        assertThat(html.indexOf("</body>")).isGreaterThan(from);
        return URI.create(html.substring(from, html.indexOf('"', from)));
    }

    @Test
    void openingsByMachinesAreMarkedAndShownApart() {
        try (ServedShop posted = ServedShop.posting(folder, LINKED)) {
            posted.shop.customer("ann");
            consents(posted, Consent.GIVEN, Consent.OPEN_TRACKING, "full");
            posted.post();
            Map<String, String> agents =
                    Map.of(
                            "Mozilla/5.0",
                            "machine apple_mail_privacy",
                            "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via"
                                    + " ggpht.com GoogleImageProxy)",
                            "unknown image_proxy",
                            "YahooMailProxy; https://help.yahoo.com/kb/",
                            "unknown image_proxy");

            agents.forEach((agent, told) -> {
                posted.passes(Duration.ofMinutes(1));
                posted.send(HttpRequest.newBuilder(image(posted)).header("User-Agent", agent));

                Struct said = posted.facts(ANN, MailResponses.OPENED).getLast().properties();
                assertThat(
                                said.text("traffic").orElse("")
                                        + " "
                                        + said.text("traffic_reason").orElse(""))
                        .isEqualTo(told);
            });

            assertThat(results(posted).arms().getFirst().opens())
                    .isEqualTo(new Engagement(0, 0, 1, 2));
            assertThat(Memberships.size(posted.shop.engine.store, "readers")).isZero();
            assertSound(posted);
        }
    }

    @Test
    void whoeverLetsTheDayAloneBeKnownIsToldOfOnceADayWithoutTheHour() {
        try (ServedShop posted = ServedShop.posting(folder, LINKED)) {
            posted.shop.customer("ann");
            consents(posted, Consent.GIVEN, Consent.TRACKING, "day");
            posted.post();
            URI link = posted.link(ANN, "Cheese");

            for (int hour = 0; hour < 30; hour++) {
                posted.get(link);
                posted.passes(Duration.ofHours(1));
            }

            // The mail went out at 08:00 of the first day.
            assertThat(posted.facts(ANN, MailResponses.CLICKED).stream().map(Fact::occurredAt))
                    .containsExactly(Shop.OPENING, Instant.parse("2026-01-06T00:00:00Z"));
        }
    }

    @Test
    void aLinkThatIsAskedForWithoutEndFillsNoTimeline() {
        try (ServedShop posted = posted()) {
            URI link = posted.link(ANN, "Cheese");

            for (int second = 0; second < 260; second++) {
                assertThat(posted.get(link).statusCode()).isEqualTo(302);
                posted.passes(Duration.ofSeconds(1));
            }

            assertThat(posted.facts(ANN, MailResponses.CLICKED)).hasSize(200);
        }
    }

    @Test
    void theFiguresAreThoseOfACountOfTheFacts() {
        SplittableRandom random = new SplittableRandom(7);
        try (ServedShop posted = ServedShop.posting(folder, LINKED)) {
            int customers = 12;
            for (int number = 0; number < customers; number++) {
                posted.shop.customer("c" + number);
            }
            posted.post();
            List<String> agents = List.of(ServedShop.BROWSER, "curl/8", "odd");
            long[] times = new long[3];
            List<String> people = new ArrayList<>();
            for (int round = 0; round < 150; round++) {
                String address = Shop.address("c" + random.nextInt(customers));
                int agent = random.nextInt(agents.size());
                posted.passes(Duration.ofSeconds(2));
                posted.send(
                        HttpRequest.newBuilder(
                                        posted.link(
                                                address, random.nextBoolean() ? "Cheese" : "Two"))
                                .header("User-Agent", agents.get(agent)));
                times[agent]++;
                if (agent == 0 && !people.contains(address)) {
                    people.add(address);
                }
            }

            assertThat(clicks(posted))
                    .isEqualTo(new Engagement(people.size(), times[0], times[1], times[2]));
            assertSound(posted);
        }
    }

    @Test
    void anOrderAfterAClickIsCreditedToTheMailByTheConversionInForce() {
        try (ServedShop posted = posted()) {
            posted.shop.customer("ben");
            posted.get(posted.link(ANN, "Cheese"));
            posted.passes(Duration.ofDays(2));
            posted.shop.order("ann", posted.shop.now());
            posted.shop.order("ben", posted.shop.now());

            Credits credits = results(posted).arms().getFirst().credits();
            assertThat(credits.conversions()).isEqualByComparingTo("1");
            assertThat(credits.revenue().get("")).isEqualByComparingTo("10");
            assertThat(posted.get(posted.server.address().resolve("/api/campaigns/note")).body())
                    .contains("\"credited\":1,", "\"creditedRevenue\":[{\"amount\":\"10\"");

            posted.shop.define(
                    Map.of(
                            "soon.yaml",
                            """
                            kind: conversion
                            id: soon
                            name: An order the next day
                            window: 1 day
                            attribution: linear
                            """));
            assertThat(results(posted).arms().getFirst().credits().conversions())
                    .isEqualByComparingTo("0");
            assertThat(posted.get(posted.server.address().resolve("/api/campaigns/note")).body())
                    .contains("\"credited\":0,");
        }
    }

    @Test
    void anOrderAfterAMachineFollowedALinkIsCreditedToNothing() {
        try (ServedShop posted = posted()) {
            posted.send(
                    HttpRequest.newBuilder(posted.link(ANN, "Cheese"))
                            .header("User-Agent", "curl/8.5.0"));
            posted.passes(Duration.ofDays(2));
            posted.shop.order("ann", posted.shop.now());

            assertThat(results(posted).arms().getFirst().credits()).isEqualTo(Credits.NONE);
            assertThat(results(posted).arms().getFirst().ordered()).isEqualTo(1);
        }
    }

    @Test
    void theConsoleTellsOfItAndShowsTheFigures() {
        try (ServedShop posted = posted()) {
            posted.get(posted.link(ANN, "Cheese"));
            posted.send(
                    HttpRequest.newBuilder(posted.link(ANN, "Two"))
                            .header("User-Agent", "curl/8.5.0"));

            String person =
                    posted.get(
                                    posted.server
                                            .address()
                                            .resolve("/console/people/" + posted.person(ANN).id()))
                            .body();
            String campaign =
                    posted.get(posted.server.address().resolve("/api/campaigns/note")).body();

            assertThat(person)
                    .contains("Followed a link in “note”", "A machine followed a link in “note”")
                    .contains("https://shop.example/two");
            assertThat(campaign)
                    .contains("\"followed\":{\"people\":1,\"times\":1,\"machine\":1,\"unknown\":0}")
                    .contains("\"clicks\":1");
        }
    }

    @Test
    void theLinksOfMailsAreAnsweredUnderAnyPublicName() throws IOException {
        try (ServedShop posted = posted()) {
            String request =
                    """
                    GET %s HTTP/1.1
                    Host: mail.shop.example
                    User-Agent: %s
                    Connection: close

                    """
                            .formatted(posted.link(ANN, "Cheese").getRawPath(), ServedShop.BROWSER);

            String answer = posted.raw(request.replace("\n", "\r\n"));

            assertThat(answer).startsWith("HTTP/1.1 302").contains("Location: " + TARGET);
        }
    }
}
