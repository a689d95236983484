package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.predict.Models;
import io.epistle.send.CampaignRehearsal;
import io.epistle.send.CampaignRehearsal.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What `epistle campaign check` counts, beside what running the campaign then does.
class CampaignCheckTest {
    private static final Instant NIGHT = Instant.parse("2026-01-06T03:00:00Z");

    @TempDir Path folder;

    private static Map<String, String> campaign(String more) {
        return Map.of(
                "campaign.yaml",
                """
                kind: campaign
                id: note
                name: A note
                audience: did "Order Completed"
                purpose: marketing_email
                template: note
                %s
                """
                        .formatted(more));
    }

    private static Outcome rehearse(Shop shop) {
        Models models = Models.train(shop.engine.store, shop.engine.reader, shop.now(), 1);
        Outcome outcome =
                new CampaignWorker(shop.engine, () -> models, Shop.BASE)
                        .rehearse(
                                Objects.requireNonNull(
                                        shop.engine
                                                .publisher
                                                .live()
                                                .campaigns()
                                                .get(Shop.CAMPAIGN)),
                                _ -> {});
        long counted =
                outcome.now()
                        + outcome.later().values().stream().mapToLong(Long::longValue).sum()
                        + outcome.refused().values().stream().mapToLong(Long::longValue).sum();
        assertThat(counted).isEqualTo(outcome.people());
        return outcome;
    }

    private static List<String> send(Shop shop) {
        List<String> taken = new ArrayList<>();
        var _ =
                shop.send(
                        Shop.channel((recipient, handOver) -> {
                            if (!handOver.commit()) {
                                return new io.epistle.send.DeliveryOutcome.Withheld();
                            }
                            synchronized (taken) {
                                taken.add(recipient.text());
                            }
                            return new io.epistle.send.DeliveryOutcome.Accepted(
                                    io.epistle.send.Reply.of(250, "2.0.0 ok"), "");
                        }));
        return taken;
    }

    @Test
    void whatWaitsForTheEndOfQuietHoursIsComposedAsOfThen() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(campaign("quiet-hours: 21:00 to 08:00"));
            shop.define(
                    Workspaces.note(
                            "<title>x</title><p>{{ message.date | date: '%H' }} {{ user.nickname"
                                    + " }}</p>",
                            Map.of()));
            shop.customer("ann");
            shop.customer("bob");
            shop.customer("cat", "cat@example.com");
            shop.turnClockTo(NIGHT);

            Outcome outcome = rehearse(shop);

            assertThat(outcome.now()).isZero();
            assertThat(outcome.later()).isEqualTo(Map.of("quiet hours", 2L));
            assertThat(outcome.refused()).isEqualTo(Map.of("no consent", 1L));
            assertThat(outcome.findings())
                    .anySatisfy(finding ->
                            assertThat(finding.sentence()).contains("user.nickname", "2 of 2"));
            assertThat(outcome.mayBeSent()).isFalse();
            assertThat(shop.rows()).isEmpty();
        }
    }

    @Test
    void whatWaitsForOneGuardAfterTheOtherIsComposedAsOfTheLast() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            assertThat(send(shop)).hasSize(1);
            Map<String, String> files =
                    new TreeMap<>(
                            campaign(
                                    """
                                    trigger: enters buyers
                                    again: 1 hour
                                    cap: at most 1 messages within 7 days
                                    when-capped: wait
                                    quiet-hours: 07:00 to 20:00
                                    """));
            files.put(
                    "buyers.yaml",
                    "kind: segment\nid: buyers\nname: Buyers\nrule: did \"Order Completed\"\n");
            shop.define(
                    Workspaces.note(
                            "<title>x</title>{{ links.unsubscribe }}{{ user.nickname }}", files));

            Outcome already = rehearse(shop);
            shop.turnClockTo(shop.now().plus(Duration.ofDays(2)));
            Outcome later = rehearse(shop);

            assertThat(already.refused()).isEqualTo(Map.of(CampaignRehearsal.ALREADY, 1L));

            assertThat(later.later()).isEqualTo(Map.of("frequency cap", 1L));
            assertThat(later.findings())
                    .anySatisfy(finding ->
                            assertThat(finding.sentence()).contains("user.nickname", "1 of 1"));
        }
    }

    @Test
    void anAddressCountsOnceAndWhoHasTheMessageNotAtAll() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.define(campaign(""));
            shop.customer("ann");
            shop.customer("bob");
            assertThat(send(shop)).hasSize(2);
            shop.customer("eve");
            for (String id : List.of("tom", "tim")) {
                shop.customer(id, "both@example.com");
                shop.consent(id, "Consent Given");
            }

            Outcome outcome = rehearse(shop);

            assertThat(outcome.people()).isEqualTo(5);
            assertThat(outcome.now()).isEqualTo(2);
            assertThat(outcome.refused())
                    .isEqualTo(
                            Map.of(
                                    CampaignRehearsal.ALREADY,
                                    2L,
                                    CampaignRehearsal.SAME_ADDRESS,
                                    1L));
        }
    }
}
