package io.epistle.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class TwoProportionsTest {
    @Test
    void chiSquaredIsTheSquareOfZ() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            Proportion a = random(random);
            Proportion b = random(random);
            double z = new TwoProportions(a, b).z();

            assertThat(ChiSquared.of(a, b).statistic())
                    .isCloseTo(z * z, within(1e-9 * (1 + z * z)));
            assertThat(ChiSquared.of(a, b).p())
                    .isCloseTo(new TwoProportions(a, b).p(), within(1e-9));
            assertThat(ChiSquared.yates(a, b).statistic())
                    .isLessThanOrEqualTo(ChiSquared.of(a, b).statistic());
        }
    }

    /// All tables with the margins of this one, counted out with exact binomial coefficients.
    @Test
    void fishersTestEqualsTheCountOfAllTables() {
        Random random = new Random(2);
        for (int round = 0; round < 500; round++) {
            Proportion a = small(random);
            Proportion b = small(random);
            long successes = a.successes() + b.successes();
            double all = choose(a.trials() + b.trials(), successes);
            double observed = choose(a.trials(), a.successes()) * choose(b.trials(), b.successes());
            double twoSided = 0;
            double less = 0;
            for (long ofA = 0; ofA <= Math.min(a.trials(), successes); ofA++) {
                if (successes - ofA <= b.trials()) {
                    double ways = choose(a.trials(), ofA) * choose(b.trials(), successes - ofA);
                    twoSided += ways <= observed * (1 + 1e-9) ? ways / all : 0;
                    less += ofA <= a.successes() ? ways / all : 0;
                }
            }

            FisherExact fisher = FisherExact.of(a, b);

            assertThat(fisher.p()).isCloseTo(twoSided, within(1e-9));
            assertThat(fisher.pLess()).isCloseTo(less, within(1e-9));
        }
    }

    /// Newcombe (1998), table II, contrast a: methods 6 (Miettinen and Nurminen) and 10 (hybrid
    /// score).
    @Test
    void intervalsAreThosePublished() {
        TwoProportions rates = new TwoProportions(new Proportion(48, 80), new Proportion(56, 70));

        assertThat(rates.miettinenNurminen().low()).isCloseTo(0.0528, within(5e-5));
        assertThat(rates.miettinenNurminen().high()).isCloseTo(0.3382, within(5e-5));
        assertThat(rates.newcombe().low()).isCloseTo(0.0524, within(5e-5));
        assertThat(rates.newcombe().high()).isCloseTo(0.3339, within(5e-5));
    }

    /// 95 of 100 intervals hold the true difference, also for the small rates of mails.
    @Test
    void intervalsHoldTheTruth() {
        Random random = new Random(3);
        int newcombe = 0;
        int score = 0;
        for (int round = 0; round < 2_000; round++) {
            TwoProportions rates =
                    new TwoProportions(draw(random, 600, 0.02), draw(random, 500, 0.035));
            newcombe += rates.newcombe().excludes(0.015) ? 0 : 1;
            score += rates.miettinenNurminen().excludes(0.015) ? 0 : 1;
        }

        assertThat(newcombe).isBetween(1_870, 1_940);
        assertThat(score).isBetween(1_870, 1_940);
    }

    @Test
    void armsWithoutPeopleShowNothing() {
        TwoProportions empty = new TwoProportions(new Proportion(0, 0), new Proportion(3, 10));

        assertThat(empty.p()).isEqualTo(1);
        assertThat(empty.newcombe()).isEqualTo(new Interval(-1, 1));
        assertThat(empty.miettinenNurminen()).isEqualTo(new Interval(-1, 1));
        assertThat(empty.isShown()).isFalse();
        assertThat(FisherExact.of(empty.a(), empty.b()).p()).isEqualTo(1);
        assertThat(ChiSquared.of(empty.a(), empty.b()).p()).isEqualTo(1);
        assertThat(InWords.of(empty, "A", "B", "clicked"))
                .isEqualTo("Nothing can be said yet: A has nobody.");
        assertThatThrownBy(() -> new Proportion(4, 3)).hasMessageContaining("4 successes of 3");
    }

    @Test
    void allOrNoneInBothArmsShowNothing() {
        for (TwoProportions alike :
                List.of(
                        new TwoProportions(new Proportion(0, 50), new Proportion(0, 60)),
                        new TwoProportions(new Proportion(50, 50), new Proportion(60, 60)))) {
            assertThat(alike.z()).isZero();
            assertThat(alike.p()).isEqualTo(1);
            assertThat(alike.newcombe().excludes(0)).isFalse();
            assertThat(alike.miettinenNurminen().excludes(0)).isFalse();
            assertThat(FisherExact.of(alike.a(), alike.b()).p()).isEqualTo(1);
        }
    }

    /// The chance of each table with these margins is counted by hand: of the 17 people, 5 clicked.
    @Test
    void ofSmallCountsTheExactTestDecides() {
        TwoProportions few = new TwoProportions(new Proportion(1, 10), new Proportion(4, 7));
        TwoProportions many =
                new TwoProportions(new Proportion(100, 1_000), new Proportion(400, 700));

        double tables = 6_188; // 17 over 5
        double asUnlikely = 35 * 10 + 21 + 252; // 4 of 7 and 1 of 10; 5 of 7; 5 of 10
        assertThat(few.isSmall()).isTrue();
        assertThat(few.deciding()).isCloseTo(asUnlikely / tables, within(1e-12));
        assertThat(few.p()).as("what z would say").isLessThan(0.05);
        assertThat(few.isShown()).isFalse();
        assertThat(many.isSmall()).isFalse();
        assertThat(many.deciding()).isEqualTo(many.p());
    }

    @Test
    void aResultIsSaidInWordsThatPromiseNoMoreThanTheNumbers() {
        TwoProportions more =
                new TwoProportions(new Proportion(200, 10_000), new Proportion(275, 10_000));
        TwoProportions less = new TwoProportions(more.b(), more.a());
        TwoProportions nothing =
                new TwoProportions(new Proportion(20, 1_000), new Proportion(23, 1_000));

        assertThat(InWords.of(more, "A", "B", "clicked"))
                .isEqualTo(
                        "B is clicked more often than A, by between 0.33 and 1.2 percentage points;"
                            + " if nothing differed, about 1 of 1,000 tests would show as much.");
        assertThat(InWords.of(less, "B", "A", "clicked"))
                .startsWith("A is clicked less often than B, by between 0.33 and 1.2 percentage");
        assertThat(InWords.of(nothing, "A", "B", "clicked"))
                .startsWith("Nothing is shown: B may be clicked less often than A by up to")
                .endsWith("; if nothing differed, about 64 of 100 tests would show as much.");
    }

    /// A sound split raises the alarm about once in a thousand times; a lossy arm nearly always.
    @Test
    void onlyALossyArmRaisesTheSampleRatioAlarm() {
        Random random = new Random(4);
        int falseAlarms = 0;
        int alarms = 0;
        for (int round = 0; round < 2_000; round++) {
            long sound = draw(random, 10_000, 0.5).successes();
            falseAlarms += alarm(sound, 10_000 - sound);
            alarms += alarm(sound, Math.round((10_000 - sound) * 0.9));
        }

        assertThat(falseAlarms).isLessThanOrEqualTo(8);
        assertThat(alarms).isGreaterThan(1_900);
    }

    private static int alarm(long a, long b) {
        return SampleRatio.check(List.of(a, b), List.of(1.0, 1.0)).isMismatch() ? 1 : 0;
    }

    private static Proportion draw(Random random, int trials, double rate) {
        return new Proportion(
                random.doubles(trials).filter(figure -> figure < rate).count(), trials);
    }

    private static Proportion random(Random random) {
        int trials = 1 + random.nextInt(3_000);
        return new Proportion(random.nextInt(trials + 1), trials);
    }

    private static Proportion small(Random random) {
        int trials = 1 + random.nextInt(20);
        return new Proportion(random.nextInt(trials + 1), trials);
    }

    private static double choose(long all, long some) {
        double ways = 1;
        for (long step = 1; step <= some; step++) {
            ways = ways * (all - some + step) / step;
        }
        return ways;
    }
}
