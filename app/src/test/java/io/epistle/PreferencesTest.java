package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Fact;
import io.epistle.privacy.Consent;
import io.epistle.privacy.Consents;
import io.epistle.privacy.MailPreferences;
import io.epistle.privacy.MailTracking;
import io.epistle.privacy.Suppressions;
import io.epistle.privacy.TrackingLevel;
import io.epistle.send.Channel;
import io.epistle.send.DeliveryOutcome;
import io.epistle.send.HandOver;
import io.epistle.send.LedgerCheck;
import io.epistle.send.MailLinks;
import io.epistle.send.Reply;
import io.epistle.send.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The preference page of real mails over real HTTP, and what it holds back.
class PreferencesTest {
    private static final String ANN = "ann@example.com";
    private static final DeliveryOutcome LATER =
            new DeliveryOutcome.Deferred(Stage.RECIPIENT, Reply.of(451, "4.7.1 not now"));

    private static final String CAMPAIGN =
            """
            kind: campaign
            id: note
            name: A note
            audience: did "Order Completed"
            purpose: marketing_email
            topic: picks
            template: note
            variants:
              - id: only
                weight: 100
                recommender: popularity
            """;

    private static final Map<String, String> TOPICS =
            Map.of(
                    "picks.yaml",
                    """
                    kind: topic
                    id: picks
                    name: Picks for you
                    description: Once or twice a month.
                    """,
                    "news.yaml",
                    """
                    kind: topic
                    id: news
                    name: News of the shop
                    """,
                    "campaign.yaml",
                    CAMPAIGN);

    @TempDir Path folder;

    private static HttpResponse<String> post(ServedShop posted, URI page, String form) {
        return posted.send(
                HttpRequest.newBuilder(page)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /// The page of a mail that is planned but not sent yet.
    private static URI page(ServedShop posted, String address) {
        MailLinks links = new MailLinks(posted.shop.engine.vault, posted.server.address());
        return links.of(
                        posted.row(address).sendId(),
                        new MailTracking(TrackingLevel.NONE, TrackingLevel.NONE))
                .preferences();
    }

    /// A shop of which the campaign is planned, and no server has taken a mail yet.
    private ServedShop planned() {
        ServedShop posted = ServedShop.posting(folder, TOPICS);
        posted.shop.customer("ann");
        posted.shop.customer("ben");
        posted.shop.send(Shop.channel((_, _) -> LATER));
        posted.passes(Duration.ofHours(1));
        return posted;
    }

    private static final Channel TAKING = Shop.channel((_, handOver) -> take(handOver));

    private static DeliveryOutcome take(HandOver handOver) {
        return handOver.commit()
                ? new DeliveryOutcome.Accepted(Reply.of(250, "2.0.0 ok"), "")
                : new DeliveryOutcome.Withheld();
    }

    private static Consents consents(ServedShop posted) {
        return Consents.of(posted.person(ANN).timeline(), posted.shop.now());
    }

    @Test
    void theMailLeadsToAPageOfItsOwnAndLookingChangesNothing() {
        try (ServedShop posted = ServedShop.posting(folder, TOPICS)) {
            posted.shop.define(
                    Workspaces.note(
                            """
                            <html lang="en"><head><title>A note</title></head><body>
                            <p><a href="{{ links.preferences }}">Choose</a></p>
                            <p><a href="{{ links.unsubscribe }}">Unsubscribe</a></p>
                            <p>A shop, 1 Example Yard</p></body></html>
                            """,
                            Map.of()));
            posted.shop.customer("ann");
            posted.post();
            int facts = posted.person(ANN).timeline().facts().size();

            HttpResponse<String> page = posted.get(posted.link(ANN, "Choose"));

            assertThat(posted.link(ANN, "Choose").getPath()).startsWith("/e/p/");
            assertThat(posted.link(ANN, "Unsubscribe").getPath()).startsWith("/e/u/");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("Picks for you", "Once or twice a month.", "News of the shop")
                    .contains("value=\"picks\" checked", "value=\"any\" checked")
                    .doesNotContain("ann@example.com")
                    .doesNotContain("<script");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(posted.person(ANN).timeline().facts()).hasSize(facts);
        }
    }

    @Test
    void whatIsNoFormChangesNothingAndIsAnswered() {
        try (ServedShop posted = planned()) {
            URI page = page(posted, ANN);
            int facts = posted.person(ANN).timeline().facts().size();

            HttpResponse<String> escaped = post(posted, page, "do=%zz");
            HttpResponse<String> untyped =
                    posted.send(
                            HttpRequest.newBuilder(page)
                                    .header("Content-Type", ";;;")
                                    .POST(HttpRequest.BodyPublishers.ofString("do=leave")));

            assertThat(escaped.statusCode()).isLessThan(500);
            assertThat(untyped.statusCode()).isLessThan(500);
            assertThat(posted.person(ANN).timeline().facts()).hasSize(facts);
        }
    }

    @Test
    void aTopicThatIsLeftAfterPlanningHoldsItsMailBack() {
        try (ServedShop posted = planned()) {
            HttpResponse<String> saved = post(posted, page(posted, ANN), "topic=news&do=save");
            posted.shop.send(TAKING);

            assertThat(saved.statusCode()).isEqualTo(200);
            assertThat(saved.body())
                    .contains("Saved", "value=\"news\" checked")
                    .doesNotContain("value=\"picks\" checked");
            assertThat(posted.shop.rows())
                    .isEqualTo(Map.of("ACCEPTED", 1, "SKIPPED topic left", 1));
            assertThat(consents(posted).allow(Consent.MARKETING_EMAIL, "news")).isTrue();
            assertThat(LedgerCheck.findings(posted.shop.engine.store)).isEmpty();
        }
    }

    @Test
    void aTopicThatIsLeftBetweenClaimAndHandOverHoldsItsMailBack() {
        try (ServedShop posted = planned()) {
            posted.shop.send(
                    Shop.channel((recipient, handOver) -> {
                        if (recipient.text().equals(ANN)) {
                            HttpResponse<String> _ =
                                    post(posted, page(posted, ANN), "topic=news&do=save");
                        }
                        return take(handOver);
                    }));

            assertThat(posted.shop.rows())
                    .isEqualTo(Map.of("ACCEPTED", 1, "SKIPPED topic left", 1));
        }
    }

    @Test
    void aPauseHoldsMailBackUntilItEnds() {
        try (ServedShop posted = planned()) {
            post(
                    posted,
                    page(posted, ANN),
                    "topic=news&topic=picks&frequency=any&pause=on&do=save");
            assertThat(posted.get(page(posted, ANN)).body()).contains("Paused until");
            posted.shop.send(TAKING);

            assertThat(posted.shop.rows()).isEqualTo(Map.of("ACCEPTED", 1, "SKIPPED paused", 1));
            posted.passes(Duration.ofDays(30));
            assertThat(posted.get(page(posted, ANN)).body()).contains("Pause for 30 days");
        }
    }

    @Test
    void whoeverWantsOneMailAWeekGetsNoSecondOne() {
        try (ServedShop posted = planned()) {
            posted.shop.define(
                    Map.of("second.yaml", CAMPAIGN.replace("id: note\n", "id: second\n")));
            post(posted, page(posted, ANN), "topic=picks&topic=news&frequency=weekly&do=save");
            posted.shop.send(TAKING);
            posted.shop.send("second", TAKING);

            assertThat(posted.shop.rows()).isEqualTo(Map.of("ACCEPTED", 2));
            assertThat(posted.shop.rows("second"))
                    .isEqualTo(Map.of("ACCEPTED", 1, "SKIPPED asked for less mail", 1));
        }
    }

    @Test
    void whoeverLeavesEverythingGetsNothingAndMayComeBackToOneTopic() {
        try (ServedShop posted = planned()) {
            URI page = page(posted, ANN);

            assertThat(post(posted, page, "do=leave&topic=picks&topic=news").body())
                    .contains("You get no more marketing mail")
                    .doesNotContain("value=\"picks\" checked");
            assertThat(suppressed(posted)).isTrue();
            assertThat(consents(posted).allowAny(Consent.MARKETING_EMAIL)).isFalse();

            posted.passes(Duration.ofSeconds(1));
            assertThat(post(posted, page, "do=save&topic=picks").body())
                    .contains("value=\"picks\" checked");
            assertThat(suppressed(posted)).isFalse();
            assertThat(consents(posted).allow(Consent.MARKETING_EMAIL)).isFalse();
            posted.shop.send(TAKING);
            assertThat(posted.shop.rows()).isEqualTo(Map.of("ACCEPTED", 2));

            // One click still takes everything back, the topic that was joined alone too.
            posted.passes(Duration.ofSeconds(1));
            URI oneClick = URI.create(page.toString().replaceFirst("/e/p/.*", unsubscribe(posted)));
            assertThat(post(posted, oneClick, "List-Unsubscribe=One-Click").body())
                    .contains("You are unsubscribed");
            assertThat(consents(posted).allowAny(Consent.MARKETING_EMAIL)).isFalse();
            assertThat(suppressed(posted)).isTrue();
        }
    }

    private static String unsubscribe(ServedShop posted) {
        return "/e/u/"
                + new MailLinks(posted.shop.engine.vault, Shop.BASE)
                        .token(posted.row(ANN).sendId());
    }

    private static boolean suppressed(ServedShop posted) {
        return Suppressions.get(posted.shop.engine.store, posted.row(ANN).key().address())
                .isPresent();
    }

    @Test
    void anAddressThatBouncedStaysSuppressedWhateverIsChosen() {
        try (ServedShop posted = planned()) {
            boolean _ =
                    posted.shop.engine.writer.apply(turn -> {
                        Suppressions.add(turn, posted.row(ANN).key().address(), "hard bounce");
                        return true;
                    });

            post(posted, page(posted, ANN), "do=save&topic=picks&topic=news");

            assertThat(suppressed(posted)).isTrue();
        }
    }

    @Test
    void everyChoiceIsAFactWithItsEvidenceAndTheSameAgainTellsNothing() {
        try (ServedShop posted = planned()) {
            String form = "topic=news&frequency=monthly&opens=on&do=save";

            post(posted, page(posted, ANN), form);
            Map<String, String> told = new TreeMap<>();
            List<Fact> facts = posted.person(ANN).timeline().facts();
            for (Fact fact : facts) {
                if (fact.properties().text("evidence").isPresent()) {
                    told.put(
                            fact.properties().text("purpose").orElse(fact.name())
                                    + fact.properties()
                                            .text("topic")
                                            .map(it -> "/" + it)
                                            .orElse(""),
                            fact.name());
                    assertThat(fact.properties().text("campaign_id")).contains("note");
                }
            }
            post(posted, page(posted, ANN), form);

            assertThat(told)
                    .isEqualTo(
                            Map.of(
                                    "marketing_email/picks",
                                    Consent.WITHDRAWN,
                                    "tracking",
                                    Consent.WITHDRAWN,
                                    "open_tracking",
                                    Consent.GIVEN,
                                    MailPreferences.CHANGED,
                                    MailPreferences.CHANGED));
            assertThat(posted.person(ANN).timeline().facts()).hasSize(facts.size());
        }
    }

    @Test
    void withoutTopicsThePageIsAboutAllMarketingMail() {
        try (ServedShop posted = ServedShop.posting(folder, Map.of())) {
            posted.shop.customer("ann");
            posted.shop.send(Shop.channel((_, _) -> LATER));
            posted.passes(Duration.ofHours(1));

            assertThat(posted.get(page(posted, ANN)).body()).contains("Our marketing mail");
            assertThat(post(posted, page(posted, ANN), "topic=*&do=save").body())
                    .contains("value=\"*\" checked");
            post(posted, page(posted, ANN), "frequency=any&do=save");
            posted.shop.send(TAKING);

            assertThat(posted.shop.rows()).isEqualTo(Map.of("SKIPPED suppressed", 1));
            assertThat(consents(posted).allow(Consent.MARKETING_EMAIL)).isFalse();
        }
    }

    @Test
    void forgedLinksOtherPurposesOtherSitesAndErasedPeopleChangeNothing() {
        try (ServedShop posted = planned()) {
            URI page = page(posted, ANN);
            String address = page.toString();
            int facts = posted.person(ANN).timeline().facts().size();
            for (int at = address.lastIndexOf('/') + 1; at < address.length(); at++) {
                char other = address.charAt(at) == 'A' ? 'B' : 'A';
                URI forged =
                        URI.create(address.substring(0, at) + other + address.substring(at + 1));
                assertThat(post(posted, forged, "do=leave").statusCode()).isEqualTo(404);
                assertThat(posted.get(forged).statusCode()).isEqualTo(404);
            }
            URI unsubscribing = URI.create(address.replaceFirst("/e/p/.*", unsubscribe(posted)));
            URI mixed = URI.create(unsubscribing.toString().replace("/e/u/", "/e/p/"));
            assertThat(post(posted, mixed, "do=leave").statusCode()).isEqualTo(404);
            HttpResponse<String> elsewhere =
                    posted.send(
                            HttpRequest.newBuilder(page)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .header("Origin", "https://evil.example")
                                    .header("Sec-Fetch-Site", "cross-site")
                                    .POST(HttpRequest.BodyPublishers.ofString("do=leave")));
            assertThat(elsewhere.statusCode()).isEqualTo(403);
            assertThat(posted.person(ANN).timeline().facts()).hasSize(facts);
            assertThat(suppressed(posted)).isFalse();

            posted.shop
                    .engine
                    .people
                    .get(posted.shop.engine.store, posted.row(ANN).person())
                    .orElseThrow()
                    .stems()
                    .forEach(stem -> posted.shop.engine.vault.destroy(stem.keySlot()));
            assertThat(posted.get(page).statusCode()).isEqualTo(404);
            assertThat(post(posted, page, "do=save&topic=picks").statusCode()).isEqualTo(404);
        }
    }
}
