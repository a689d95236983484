package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.EventBuilder;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.profile.Score;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class TellingTest {
    private static final Instant AT = Instant.parse("2011-09-30T12:00:00Z");
    private static final Texts TEXTS = TextsFile.read(TextsFile.ENGLISH);
    private static final Telling TELLING =
            new Telling(TEXTS, new Figures(TEXTS, ZoneOffset.UTC, AT));

    private static Fact fact(EventType type, String name, Struct properties, Struct traits) {
        return EventBuilder.of(type, name, AT).properties(properties).traits(traits).fact(1);
    }

    private static Told track(String name, Struct properties) {
        return TELLING.tell(fact(EventType.TRACK, name, properties, Struct.empty()));
    }

    @Test
    void aScoreIsToldWithItsReasons() {
        Score score =
                new Score(Score.CHURN, new BigDecimal("0.73"), "m", List.of("raised: one order"));

        Told told = TELLING.tell(new Fact(1, 1, score.event("epistle", "score:1", Instant.EPOCH)));

        assertThat(told.sentence()).isEqualTo("The churn score is now 0.73");
        assertThat(told.lines()).containsExactly(new Told.Line("raised: one order", ""));
    }

    @Test
    void anOrderIsToldWithItsItemsAndTotal() {
        Struct line =
                Struct.builder()
                        .put("product_id", "85123A")
                        .put("name", "WHITE HANGING HEART")
                        .put("price", new Value.Decimal(new BigDecimal("2.55")))
                        .put("quantity", 6)
                        .build();

        Told told =
                track(
                        "Order Completed",
                        Struct.builder()
                                .put("order_id", "536365")
                                .put("currency", "GBP")
                                .put("total", new Value.Decimal(new BigDecimal("15.30")))
                                .put("products", Value.of(List.of(line)))
                                .build());

        assertThat(told.sentence()).isEqualTo("Ordered 6 items for £15.30 (order 536365)");
        assertThat(told.lines())
                .containsExactly(new Told.Line("WHITE HANGING HEART", "6 at £2.55"));
        assertThat(told.icon()).isEqualTo(Icon.ORDER);
    }

    @Test
    void anOrderThatSaysLittleIsToldAllTheSame() {
        assertThat(track("Order Completed", Struct.empty()).sentence())
                .isEqualTo("Ordered nothing for 0 (order without a number)");
        assertThat(track("Order Refunded", Struct.of("total", Value.of(4))).sentence())
                .isEqualTo("Got 4 back for nothing (refund without a number)");
    }

    @Test
    void whatIsInventedOrSimulatedSaysSo() {
        Struct consent =
                Struct.builder()
                        .put("purpose", "marketing_email")
                        .put("invented", Value.TRUE)
                        .build();
        Struct click =
                Struct.builder().put("campaign_id", "picks").put("simulated", Value.TRUE).build();

        assertThat(track("Consent Given", consent).sentence())
                .isEqualTo("Agreed to Marketing mail (invented)");
        assertThat(track("Email Link Clicked", click).sentence())
                .isEqualTo("Followed a link in “picks” (simulated)");
        assertThat(track("Email Link Clicked", click).link()).isEqualTo("/console/campaigns/picks");
    }

    @Test
    void anEventOfAnyNameIsToldWithWhatItSays() {
        Told told =
                track(
                        "Quiz Finished",
                        Struct.builder().put("score", 7).put("passed", Value.TRUE).build());

        assertThat(told.sentence()).isEqualTo("Quiz Finished");
        assertThat(told.lines())
                .containsExactly(new Told.Line("passed", "yes"), new Told.Line("score", "7"));
    }

    @Test
    void whatIsLearntListsItsTraits() {
        Told told =
                TELLING.tell(
                        fact(
                                EventType.IDENTIFY,
                                "",
                                Struct.empty(),
                                Struct.of("country", Value.of("EIRE"))));

        assertThat(told.sentence()).isEqualTo("Told 1 thing about themselves");
        assertThat(told.lines()).containsExactly(new Told.Line("country", "EIRE"));
    }

    @Test
    void noFactIsTooOddToTell() {
        Random random = new Random(7);
        List<String> names =
                List.of(
                        "Order Completed",
                        "Order Refunded",
                        "Consent Given",
                        "Consent Withdrawn",
                        "Unsubscribed",
                        "Email Sent",
                        "Email Bounced",
                        "Segment Entered",
                        "Segment Left",
                        "Product Viewed",
                        "Else");
        for (int round = 0; round < 5_000; round++) {
            EventType type = List.of(EventType.values()).get(random.nextInt(6));
            String name = names.get(random.nextInt(names.size()));
            Told told = TELLING.tell(fact(type, name, struct(random, 0), struct(random, 0)));

            assertThat(told.sentence()).isNotBlank();
            assertThat(told.lines()).hasSizeLessThanOrEqualTo(Telling.LINES_MAX);
            assertThat(told.lines())
                    .allSatisfy(line ->
                            assertThat(line.value().length())
                                    .isLessThanOrEqualTo(Telling.VALUE_LENGTH_MAX + 1));
        }
    }

    private static Struct struct(Random random, int depth) {
        List<String> names =
                List.of(
                        "order_id",
                        "total",
                        "currency",
                        "products",
                        "product_id",
                        "price",
                        "quantity",
                        "purpose",
                        "invented",
                        "campaign_id",
                        "segment_id",
                        "subject",
                        "variant",
                        "name",
                        "a{0}b'");
        Struct.Builder builder = Struct.builder();
        for (int index = random.nextInt(6); index > 0; index--) {
            builder.put(names.get(random.nextInt(names.size())), value(random, depth));
        }
        return builder.build();
    }

    private static Value value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 8)) {
            case 0 -> Value.of("x".repeat(random.nextInt(400)));
            case 1 -> Value.of(random.nextLong());
            case 2 ->
                    new Value.Decimal(
                            BigDecimal.valueOf(random.nextInt(), random.nextInt(60) - 30));
            case 3 -> Value.TRUE;
            case 4 -> Value.NOTHING;
            case 5 -> struct(random, depth + 1);
            case 6 -> Value.of("GBP");
            default -> {
                List<Value> items = new ArrayList<>();
                for (int index = random.nextInt(4); index > 0; index--) {
                    items.add(value(random, depth + 1));
                }
                yield Value.of(items);
            }
        };
    }
}
