package io.epistle.profile;

import static io.epistle.profile.OrderFacts.order;
import static io.epistle.profile.OrderFacts.person;
import static io.epistle.profile.OrderFacts.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.event.Fact;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class RfmTest {
    private static final Instant T = Instant.parse("2011-09-30T00:00:00Z");

    @Test
    void tenDistinctFiguresFallIntoFiveClassesOfTwo() {
        List<RfmFigures> base = new ArrayList<>();
        for (int figure = 1; figure <= 10; figure++) {
            base.add(new RfmFigures(figure * 1000L, figure, BigDecimal.valueOf(figure)));
        }

        RfmCuts cuts = RfmCuts.of(base);

        assertThat(cuts.frequency()).containsExactly(2, 4, 6, 8);
        assertThat(base)
                .extracting(figures -> cuts.frequencyScore(figures.orders()))
                .containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
        assertThat(base)
                .extracting(figures -> cuts.recencyScore(figures.sinceLastMillis()))
                .containsExactly(5, 5, 4, 4, 3, 3, 2, 2, 1, 1);
    }

    @Test
    void equalFiguresScoreTheSameEvenWhenTheyAreHalfOfTheBase() {
        List<RfmFigures> base = new ArrayList<>();
        for (int orders : List.of(1, 1, 1, 1, 1, 2, 3, 4, 5, 6)) {
            base.add(new RfmFigures(0, orders, BigDecimal.TEN));
        }

        RfmCuts cuts = RfmCuts.of(base);

        assertThat(cuts.frequency()).containsExactly(1, 1, 2, 4);
        assertThat(List.of(1, 2, 3, 4, 5, 6))
                .extracting(cuts::frequencyScore)
                .containsExactly(1, 3, 4, 4, 5, 5);
    }

    /// Rescores by the definition alone: a figure lies above cut k when the figures strictly below
    /// it already make up k fifths of the base.
    @Test
    void scoresEqualACountOverTheWholeBase() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<RfmFigures> base = new ArrayList<>();
            int size = 1 + random.nextInt(40);
            for (int member = 0; member < size; member++) {
                base.add(
                        new RfmFigures(
                                random.nextInt(30),
                                1 + random.nextInt(8),
                                BigDecimal.valueOf(random.nextInt(60) - 10, random.nextInt(3))));
            }
            RfmCuts cuts = RfmCuts.of(base);

            for (RfmFigures figures : base) {
                long quicker = 0;
                long rarer = 0;
                long poorer = 0;
                for (RfmFigures other : base) {
                    quicker += other.sinceLastMillis() < figures.sinceLastMillis() ? 1 : 0;
                    rarer += other.orders() < figures.orders() ? 1 : 0;
                    poorer += other.net().compareTo(figures.net()) < 0 ? 1 : 0;
                }
                assertThat(cuts.recencyScore(figures.sinceLastMillis()))
                        .isEqualTo((int) (5 - Math.min(4, quicker * 5 / size)));
                assertThat(cuts.frequencyScore(figures.orders()))
                        .isEqualTo((int) (1 + Math.min(4, rarer * 5 / size)));
                assertThat(cuts.monetaryScore(figures.net()))
                        .isEqualTo((int) (1 + Math.min(4, poorer * 5 / size)));
            }
        }
    }

    /// Walks every millisecond of a small world: the answer may change at `recheckAt` and nowhere
    /// before.
    @Test
    void anAnswerStandsUntilItsRecheckAt() {
        Random random = new Random(11);
        int answers = 0;
        int lapses = 0;
        for (int round = 0; round < 300; round++) {
            Person person = randomPerson(random);
            RfmCuts cuts = randomCuts(random);
            Instant now = T.plusMillis(random.nextInt(60));
            Optional<Rfm> rfm = Rfm.of(person, cuts, now);
            Instant recheckAt =
                    rfm.map(Rfm::recheckAt)
                            .or(() -> Orders.nextAfter(person.timeline(), now))
                            .orElse(Instant.MAX);

            for (Instant at = now; at.isBefore(T.plusMillis(200)); at = at.plusMillis(1)) {
                if (at.isBefore(recheckAt)) {
                    assertThat(Rfm.of(person, cuts, at)).isEqualTo(rfm);
                    assertThat(Rfm.of(person, cuts, at.plusNanos(999_999))).isEqualTo(rfm);
                    answers++;
                } else {
                    boolean byFact =
                            Orders.nextAfter(person.timeline(), now).equals(Optional.of(at));
                    if (!byFact) {
                        assertThat(Rfm.of(person, cuts, at).map(Rfm::recency))
                                .isNotEqualTo(rfm.map(Rfm::recency));
                        lapses++;
                    }
                    break;
                }
            }
        }
        assertThat(answers).isGreaterThan(5_000);
        assertThat(lapses).isGreaterThan(50);
    }

    @Test
    void peopleWithoutOrdersHaveNoRfm() {
        Person refundedOnly = person(1, List.of(refund(1, T, "5")));

        assertThat(Rfm.of(refundedOnly, randomCuts(new Random(1)), T)).isEmpty();
    }

    @Test
    void aSilenceOfExactlyTheCutStillHasTheBetterScore() {
        long day = Duration.ofDays(1).toMillis();
        RfmCuts cuts =
                new RfmCuts(
                        List.of(day, 2 * day, 3 * day, 4 * day),
                        List.of(1, 2, 3, 4),
                        List.of(
                                BigDecimal.ONE,
                                BigDecimal.TWO,
                                BigDecimal.TEN,
                                new BigDecimal("100")));
        Person person = person(1, List.of(order(1, T, "50"), order(2, T, "50.01")));

        Rfm exactly = Rfm.of(person, cuts, T.plusMillis(day)).orElseThrow();
        Rfm past = Rfm.of(person, cuts, T.plusMillis(day + 1)).orElseThrow();

        assertThat(exactly).isEqualTo(new Rfm(5, 2, 5, RfmCell.CHAMPIONS, T.plusMillis(day + 1)));
        assertThat(past).isEqualTo(new Rfm(4, 2, 5, RfmCell.CHAMPIONS, T.plusMillis(2 * day + 1)));
        assertThat(Rfm.of(person, cuts, T.plusMillis(5 * day)).orElseThrow())
                .isEqualTo(new Rfm(1, 2, 5, RfmCell.CANNOT_LOSE, Instant.MAX));
    }

    /// The published ranges (recency from, to, value from, to) that the grid picks from.
    @Test
    void everyCellLiesInThePublishedRangesOfItsName() {
        for (int recency = 1; recency <= 5; recency++) {
            for (int value = 1; value <= 5; value++) {
                int[] range =
                        switch (RfmCell.of(recency, value)) {
                            case CHAMPIONS -> new int[] {4, 5, 4, 5};
                            case LOYAL -> new int[] {2, 5, 3, 5};
                            case POTENTIAL_LOYALIST -> new int[] {3, 5, 1, 3};
                            case NEW -> new int[] {4, 5, 0, 1};
                            case PROMISING -> new int[] {3, 4, 0, 1};
                            case NEED_ATTENTION -> new int[] {2, 3, 2, 3};
                            case ABOUT_TO_SLEEP -> new int[] {2, 3, 0, 2};
                            case AT_RISK -> new int[] {0, 2, 2, 5};
                            case CANNOT_LOSE -> new int[] {0, 1, 4, 5};
                            case HIBERNATING -> new int[] {1, 2, 1, 2};
                            case LOST -> new int[] {0, 2, 0, 2};
                        };
                assertThat(recency).isBetween(range[0], range[1]);
                assertThat(value).isBetween(range[2], range[3]);
            }
        }
    }

    @Test
    void cutPointsMustAscendAndTheBaseMustHoldSomeone() {
        assertThatThrownBy(() -> RfmCuts.of(List.of()))
                .hasMessageContaining("expected at least one");
        assertThatThrownBy(() ->
                        new RfmCuts(
                                List.of(1L, 2L, 4L, 3L),
                                List.of(1, 1, 1, 1),
                                List.of(
                                        BigDecimal.ONE,
                                        BigDecimal.ONE,
                                        BigDecimal.ONE,
                                        BigDecimal.ONE)))
                .hasMessageContaining("ascending");
    }

    private static Person randomPerson(Random random) {
        List<Fact> facts = new ArrayList<>();
        int count = random.nextInt(6);
        for (int number = 1; number <= count; number++) {
            Instant at = T.plusMillis(random.nextInt(100));
            String total = Integer.toString(1 + random.nextInt(20));
            facts.add(
                    random.nextInt(4) == 0 ? refund(number, at, total) : order(number, at, total));
        }
        return person(1, facts);
    }

    private static RfmCuts randomCuts(Random random) {
        List<RfmFigures> base = new ArrayList<>();
        for (int member = 0; member < 10; member++) {
            base.add(
                    new RfmFigures(
                            random.nextInt(80),
                            1 + random.nextInt(4),
                            BigDecimal.valueOf(random.nextInt(40))));
        }
        return RfmCuts.of(base);
    }
}
