package io.epistle.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.demo.WebVisits.WebVisit;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The visits of the invented shop, whose clock is turned in steps of any length.
class WebVisitsTest {
    private static final Instant FROM = Instant.parse("2025-09-30T00:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofDays(2));

    @Test
    void whateverTheStepsNobodyComesTwiceAndNobodyIsLeftOut() {
        List<WebVisit> whole = new WebVisits(1).between(FROM, TO);
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 20; round++) {
            List<WebVisit> pieced = new ArrayList<>();
            WebVisits visits = new WebVisits(1);
            Instant at = FROM;
            while (at.isBefore(TO)) {
                Instant next = at.plusMillis(random.nextLong(1, 600_000));
                pieced.addAll(visits.between(at, next.isAfter(TO) ? TO : next));
                at = next;
            }

            assertThat(pieced).isEqualTo(whole);
        }
        assertThat(whole).extracting(WebVisit::id).doesNotHaveDuplicates();
        assertThat(whole).hasSizeGreaterThan(1_000);
        assertThat(new WebVisits(2).between(FROM, TO)).isNotEqualTo(whole);
    }

    /// Orders of the imported history within the same days.
    private static long tills() {
        return InventedOrders.all(1).stream()
                .map(order -> order.at().toInstant(ZoneOffset.UTC))
                .filter(at -> !at.isBefore(FROM) && at.isBefore(TO))
                .count();
    }

    @Test
    void someLookSomeLeaveABasketAndFewOrderWhatIsInIt() {
        List<WebVisit> visits = new WebVisits(1).between(FROM, TO);

        long filled = visits.stream().filter(visit -> !visit.basket().isEmpty()).count();
        long ordered = visits.stream().filter(WebVisit::orders).count();
        assertThat(filled).isBetween(visits.size() / 4L, 3L * visits.size() / 4);
        assertThat(ordered).isPositive().isLessThan(tills());
        assertThat(visits)
                .allSatisfy(visit -> {
                    assertThat(visit.viewed()).isNotEmpty().containsAll(visit.basket());
                    assertThat(visit.orders() && visit.basket().isEmpty()).isFalse();
                    assertThat(visit.at()).isBetween(FROM, TO);
                });
    }
}
