package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.collect.QuarantinedRow;
import io.epistle.collect.ReservedNames;
import io.epistle.collect.SourceDefinition;
import io.epistle.collect.http.CollectStore.Counts;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.measure.MailResponses;
import io.epistle.privacy.Addresses;
import io.epistle.privacy.Consent;
import io.epistle.privacy.ConsentCategories;
import io.epistle.privacy.Consents;
import io.epistle.privacy.MailFrequency;
import io.epistle.privacy.MailPreferences;
import io.epistle.profile.Score;
import io.epistle.segment.Memberships;
import io.epistle.send.SentFacts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a public write key cannot make the product believe, name by name, over a real server.
class ReservedNamesTest {
    private static final Identifier U1 = new Identifier(Identifier.USER_ID, "u1");
    private static final String TRUSTED = "trusted-key-of-a-server";

    @TempDir Path folder;
    private ServedShop shop;

    @BeforeEach
    void open() {
        shop = ServedShop.collecting(folder);
        shop.shop.define(
                Map.of(
                        "server.yaml",
                        """
                        kind: source
                        id: server
                        name: The shop's own server
                        write-keys: [trusted-key-of-a-server]
                        trusted-for: [consent]
                        """));
    }

    @AfterEach
    void close() {
        assertThat(new Check(shop.shop.engine).run().findings()).isEmpty();
        shop.close();
    }

    private static String event(String type, String name) {
        String field = type.equals("track") ? "event" : "name";
        return "{\"type\":\"%s\",\"userId\":\"u1\",\"%s\":\"%s\",".formatted(type, field, name)
                + "\"messageId\":\"%s %s\",\"properties\":{\"purpose\":\"marketing_email\","
                        .formatted(type, name)
                + "\"campaign_id\":\"note\",\"send_id\":\"1\",\"score\":\"churn\","
                + "\"segment_id\":\"lookers\",\"frequency\":\"monthly\"}}";
    }

    private void post(String key, String body) {
        assertThat(
                        shop.send(
                                        shop.request("/v1/batch")
                                                .header("Authorization", ServedShop.basic(key))
                                                .POST(HttpRequest.BodyPublishers.ofString(body)))
                                .statusCode())
                .isEqualTo(200);
    }

    private void post(String key, String type, String name) {
        post(key, "{\"batch\":[%s]}".formatted(event(type, name)));
    }

    private Consents consents() {
        return shop.person(U1)
                .map(person -> Consents.of(person.timeline(), shop.shop.now()))
                .orElseGet(Consents::none);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Memberships.ENTERED,
                Memberships.LEFT,
                Score.CHANGED,
                SentFacts.NAME,
                "Email Delivered",
                MailResponses.OPENED,
                MailResponses.CLICKED,
                MailResponses.SCANNED,
                "Email Bounced",
                "Email Marked as Spam"
            })
    void whatTheProductTellsNobodyElseTells(String name) {
        for (String key : List.of(ServedShop.KEY, TRUSTED)) {
            for (String type : List.of("track", "page", "screen")) {
                post(key, type, name);
            }
            post(key, "track", "  " + name + " ");
        }

        assertThat(shop.stored()).isZero();
        assertThat(shop.quarantined())
                .hasSize(8)
                .extracting(QuarantinedRow::reason)
                .allMatch(reason -> reason.rule().equals(ReservedNames.RULE))
                .allMatch(reason -> reason.found().equals(name))
                .allMatch(reason -> reason.path().matches("batch\\[0]\\.(event|name)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {Consent.GIVEN, MailPreferences.CHANGED})
    void whatOnlySourcesTellThatAreTrustedForIt(String name) {
        post(ServedShop.KEY, "track", name);
        post(ServedShop.KEY, "page", name);
        assertThat(shop.stored()).isZero();
        assertThat(shop.quarantined()).hasSize(2);
        assertThat(shop.quarantined().getFirst().reason().expected()).contains("trusted-for");

        post(TRUSTED, "track", name);

        assertThat(shop.facts("u1")).extracting(Fact::name).containsExactly(name);
    }

    @Test
    void aPublicKeySubscribesNobodyAndItsWordIsKept() {
        post(ServedShop.KEY, "track", Consent.GIVEN);
        assertThat(consents().allow(Consent.MARKETING_EMAIL)).isFalse();
        assertThat(shop.quarantined().getFirst().text()).contains("marketing_email");

        post(TRUSTED, "track", Consent.GIVEN);
        Consent consent = consents().about(Consent.MARKETING_EMAIL).orElseThrow();
        assertThat(consent.given()).isTrue();
        assertThat(consent.source()).isEqualTo("server");
    }

    @Test
    void aPublicKeyTurnsNobodysMailToAnotherAddress() {
        String named =
                "{\"batch\":[{\"type\":\"identify\",\"userId\":\"u1\",\"traits\":{\"email\":\"%s\"}}]}";
        post(TRUSTED, named.formatted("ann@example.com"));
        post(TRUSTED, "track", Consent.GIVEN);

        post(ServedShop.KEY, named.formatted("stranger@example.net"));

        Addresses addresses =
                Addresses.of(shop.person(U1).orElseThrow().timeline(), shop.shop.now());
        assertThat(addresses.forMail(Consent.MARKETING_EMAIL, "")).contains("ann@example.com");
        assertThat(addresses.consents("ann@example.com").allow(Consent.MARKETING_EMAIL)).isTrue();
        assertThat(addresses.consents("stranger@example.net").allow(Consent.MARKETING_EMAIL))
                .isFalse();
    }

    @Test
    void whoeverWithdrawsIsBelievedByAnyDoor() {
        post(TRUSTED, "track", Consent.GIVEN);

        post(ServedShop.KEY, "track", Consent.WITHDRAWN);

        assertThat(consents().allow(Consent.MARKETING_EMAIL)).isFalse();
        assertThat(shop.quarantined()).isEmpty();
    }

    private void banner(String key, String id, String consent) {
        post(
                key,
                "{\"batch\":[{\"type\":\"track\",\"userId\":\"u1\",\"event\":\"%s\",\"messageId\":\"%s\",\"context\":{%s}}]}"
                        .formatted(ConsentCategories.UPDATED, id, consent));
    }

    private String said(String purpose) {
        return consents()
                .about(purpose)
                .map(consent -> consent.given() ? "given" : "withdrawn")
                .orElse("");
    }

    /// What was chosen, by the event's context; what is then said of tracking, sharing and mail
    /// where the source is trusted; and where it is not.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`` | `` | `` | ``",
                "\"consent\":{} | `` | `` | ``",
                "\"consent\":{\"categoryPreferences\":[]} | `` | `` | ``",
                "\"consent\":{\"categoryPreferences\":{}} | withdrawn | withdrawn | ``",
                "\"consent\":{\"categoryPreferences\":{\"Analytics\":true}} | given | withdrawn |"
                        + " ``",
                "\"consent\":{\"categoryPreferences\":{\"Analytics\":\"true\"}} | withdrawn |"
                        + " withdrawn | ``",
                "\"consent\":{\"categoryPreferences\":{\"Analytics\":true,\"tracking\":false}} |"
                        + " withdrawn | withdrawn | ``",
                "\"consent\":{\"categoryPreferences\":{\"Data Sharing\":true,\"Other\":true}} |"
                        + " withdrawn | given | ``",
                "\"consent\":{\"categoryPreferences\":{\"Marketing-Email\":true}} | withdrawn |"
                        + " withdrawn | given",
                "\"consent\":{\"categoryPreferences\":{\"marketing_email\":false}} | withdrawn |"
                        + " withdrawn | withdrawn"
            })
    void whatWasChosenInABannerIsUnderstood(
            String context, String tracking, String sharing, String mail) {
        banner(ServedShop.KEY, "public", context);
        for (String purpose : List.of(Consent.TRACKING, Consent.SHARING, Consent.MARKETING_EMAIL)) {
            assertThat(said(purpose)).isNotEqualTo("given");
        }
        assertThat(said(Consent.TRACKING)).isEqualTo(tracking.equals("given") ? "" : tracking);

        shop.passes(Duration.ofSeconds(1));
        banner(TRUSTED, "trusted", context);

        assertThat(said(Consent.TRACKING)).isEqualTo(tracking);
        assertThat(said(Consent.SHARING)).isEqualTo(sharing);
        assertThat(said(Consent.MARKETING_EMAIL)).isEqualTo(mail);
        assertThat(shop.quarantined()).isEmpty();
    }

    @Test
    void aBrowsersOptOutCountsWhereNothingElseWasSaid() {
        shop.send(
                shop.request("/v1/track")
                        .header("Authorization", ServedShop.basic(ServedShop.KEY))
                        .header("Sec-GPC", "1")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"userId\":\"u1\",\"event\":\"Product Viewed\"}")));
        assertThat(said(Consent.TRACKING)).isEqualTo("withdrawn");
        assertThat(said(Consent.SHARING)).isEqualTo("withdrawn");
        assertThat(said(Consent.MARKETING_EMAIL)).isEmpty();

        banner(TRUSTED, "trusted", "\"consent\":{\"categoryPreferences\":{\"Analytics\":true}}");

        assertThat(said(Consent.TRACKING)).isEqualTo("given");
    }

    @Test
    void aPublicKeyChangesNobodysPreferences() {
        post(ServedShop.KEY, "track", MailPreferences.CHANGED);
        post(ServedShop.KEY, "track", "Product Viewed");

        assertThat(
                        MailPreferences.of(
                                        shop.person(U1).orElseThrow().timeline(), shop.shop.now())
                                .frequency())
                .isEqualTo(MailFrequency.ANY);
    }

    @Test
    void aForgedEventLeavesItsNeighboursAlone() {
        post(
                ServedShop.KEY,
                "{\"batch\":[%s,%s,%s]}"
                        .formatted(
                                event("track", "Product Viewed"),
                                event("track", "Email Link Clicked"),
                                event("track", "Order Completed")));

        assertThat(shop.counts()).isEqualTo(new Counts(2, 0, 1));
        assertThat(shop.send(shop.request("/console/quarantine/reserved_name").GET()).body())
                .contains("somebody forged them", "Email Link Clicked")
                .doesNotContain("import the file again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Email sent", "Unsubscribed", "Segment", "Consent"})
    void otherNamesAreNobodys(String name) {
        post(ServedShop.KEY, "track", name);

        assertThat(shop.facts("u1")).extracting(Fact::name).containsExactly(name);
    }

    /// Whatever name the product gives to a fact of its own must not be one that others may use.
    @Test
    void everyNameUnderTheProductsOwnSourceIsReserved() {
        try (ServedShop posted =
                ServedShop.posting(folder.resolve("posted"), Workspaces.COLLECTING)) {
            posted.shop.customer("ann");
            posted.shop.consent("ann", Consent.GIVEN);
            posted.post();
            var _ = posted.get(posted.link("ann@example.com", "Unsubscribe"));
            for (int view = 0; view < 2; view++) {
                assertThat(
                                posted.post(
                                                "/v1/track",
                                                "{\"userId\":\"ann\",\"event\":\"Product Viewed\"}")
                                        .statusCode())
                        .isEqualTo(200);
            }

            List<String> told =
                    posted.person("ann@example.com").timeline().facts().stream()
                            .filter(fact -> fact.event().source().equals(Consent.SOURCE))
                            .map(Fact::name)
                            .distinct()
                            .toList();

            assertThat(told).contains(SentFacts.NAME, Memberships.ENTERED);
            assertThat(told).allMatch(ReservedNamesTest::isReserved);
        }
    }

    private static boolean isReserved(String name) {
        SourceDefinition anyone =
                new SourceDefinition(
                        "web", "Web", List.of("key-of-the-web"), Optional.empty(), List.of());
        return name.equals(Consent.WITHDRAWN)
                || ReservedNames.refusal(name, "event", anyone).isPresent();
    }
}
