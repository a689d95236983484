package io.epistle.console.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.console.SegmentView.SizeAt;
import io.epistle.event.EventBuilder;
import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.segment.Memberships;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class MovementsTest {
    private static final LocalDate FIRST = LocalDate.parse("2011-01-01");

    private final Movements movements = new Movements(ZoneOffset.UTC);

    private static Fact fact(boolean entered, int day) {
        Instant at = FIRST.plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC);
        return new Fact(
                1 + day,
                1,
                EventBuilder.track(entered ? Memberships.ENTERED : Memberships.LEFT, at)
                        .source(Memberships.SOURCE)
                        .messageId("membership:" + day)
                        .trust(Trust.INFERRED)
                        .properties(Struct.of("segment_id", Value.of("vip")))
                        .build());
    }

    @Test
    void aSegmentThatNobodyEverEnteredHasNoHistory() {
        assertThat(movements.history("vip", FIRST)).isEmpty();
    }

    @Test
    void whatCameInOnOneDayIsOneDayHoweverLongAgo() {
        movements.add(List.of(fact(true, 3)));
        movements.add(List.of(fact(true, 3)));

        assertThat(movements.history("vip", FIRST.plusDays(900)))
                .containsExactly(new SizeAt(FIRST.plusDays(3), 2));
    }

    @Test
    void whoEntersTwiceByAMergeCountsOnce() {
        movements.add(List.of(fact(true, 0), fact(true, 1), fact(false, 2), fact(false, 3)));

        assertThat(movements.history("vip", FIRST.plusDays(3)))
                .extracting(SizeAt::size)
                .containsExactly(1L, 1L, 0L, 0L);
    }

    @Test
    void theHistoryIsThatOfCountingWhoIsInsideOnEachDay() {
        Random random = new Random(5);
        boolean[][] inside = new boolean[40][500];
        for (boolean[] person : inside) {
            List<Fact> facts = new ArrayList<>();
            boolean now = false;
            for (int day = 0; day < person.length; day++) {
                if (random.nextInt(60) == 0) {
                    now = !now;
                    facts.add(fact(now, day));
                }
                person[day] = now;
            }
            movements.add(facts);
        }

        List<SizeAt> history = movements.history("vip", FIRST.plusDays(499));

        assertThat(history).hasSize(Movements.DAYS_MAX);
        for (int index = 0; index < history.size(); index++) {
            int day = 500 - Movements.DAYS_MAX + index;
            long counted = 0;
            for (boolean[] person : inside) {
                counted += person[day] ? 1 : 0;
            }
            assertThat(history.get(index)).isEqualTo(new SizeAt(FIRST.plusDays(day), counted));
        }
    }
}
