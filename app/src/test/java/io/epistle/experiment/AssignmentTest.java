package io.epistle.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class AssignmentTest {
    private static final Experiment HALVES =
            new Experiment("autumn", List.of(new Arm("A", 1), new Arm("B", 1)));

    /// Buckets computed elsewhere from the documented formula. A change here moves people between
    /// arms.
    @Test
    void bucketsNeverChange() {
        Assignment assignment = new Assignment(key());

        assertThat(assignment.bucket("17850", "autumn")).isEqualTo(7_721);
        assertThat(assignment.bucket("13047", "autumn")).isEqualTo(8_161);
        assertThat(assignment.bucket("17850", "winter")).isEqualTo(8_299);
        assertThat(assignment.bucket("", "autumn")).isEqualTo(990);
        assertThat(assignment.bucket("Zoë", "été")).isEqualTo(1_792);
        assertThat(assignment.bucket("00000000000000010000000000000002", "picks-for-you"))
                .isEqualTo(6_430);
    }

    @Test
    void peopleSpreadEvenlyOverBuckets() {
        Assignment assignment = new Assignment(key());
        List<Long> counts = new ArrayList<>(Collections.nCopies(100, 0L));
        for (int person = 0; person < 200_000; person++) {
            int hundredth = assignment.bucket("p" + person, "autumn") / 100;
            counts.set(hundredth, counts.get(hundredth) + 1);
        }

        assertThat(ChiSquared.fit(counts, Collections.nCopies(100, 1.0)).p())
                .isBetween(0.001, 0.999);
    }

    /// Knowing somebody's arm in one experiment says nothing of their arm in another, nor of their
    /// neighbour's.
    @Test
    void experimentsShufflePeopleIndependently() {
        Assignment assignment = new Assignment(key());
        long[][] together = new long[2][2];
        long[][] neighbours = new long[2][2];
        for (int person = 0; person < 200_000; person++) {
            int autumn = assignment.bucket("p" + person, "autumn") / 5_000;
            int winter = assignment.bucket("p" + person, "winter") / 5_000;
            int next = assignment.bucket("p" + (person + 1), "autumn") / 5_000;
            together[autumn][winter]++;
            neighbours[autumn][next]++;
        }

        assertThat(independence(together)).isGreaterThan(0.001);
        assertThat(independence(neighbours)).isGreaterThan(0.001);
    }

    @Test
    void armsGetTheirShares() {
        Experiment experiment =
                new Experiment(
                        "x",
                        List.of(
                                new Arm("A", 45),
                                new Arm("none", 0),
                                new Arm("B", 45),
                                new Arm("holdout", 10)));
        int[] counts = new int[3];
        for (int bucket = 0; bucket < Assignment.BUCKETS; bucket++) {
            switch (experiment.arm(bucket).name()) {
                case "A" -> counts[0]++;
                case "B" -> counts[1]++;
                case "holdout" -> counts[2]++;
                default -> throw new AssertionError("an arm of weight 0 has people");
            }
        }

        assertThat(counts).containsExactly(4_500, 4_500, 1_000);
        assertThat(experiment.arm(4_499).name()).isEqualTo("A");
        assertThat(experiment.arm(4_500).name()).isEqualTo("B");
        assertThatThrownBy(() -> experiment.arm(10_000)).hasMessageContaining("0 to 9999");
    }

    @Test
    void anotherKeyShufflesAnew() {
        byte[] otherKey = key();
        otherKey[0]++;
        Assignment assignment = new Assignment(key());
        Assignment other = new Assignment(otherKey);
        int same = 0;
        for (int person = 0; person < 10_000; person++) {
            boolean sameArm =
                    assignment.arm("p" + person, HALVES).equals(other.arm("p" + person, HALVES));
            same += sameArm ? 1 : 0;
        }

        assertThat(same).isBetween(4_800, 5_200);
        assertThatThrownBy(() -> new Assignment(new byte[15])).hasMessageContaining("at least 16");
    }

    /// Person and experiment are told apart even where their texts run together.
    @Test
    void namesDoNotRunTogether() {
        Assignment assignment = new Assignment(key());
        int same = 0;
        for (int number = 0; number < 1_000; number++) {
            same +=
                    assignment.bucket("b" + number, "a") == assignment.bucket("" + number, "ab")
                            ? 1
                            : 0;
        }

        assertThat(same).isLessThan(10);
    }

    @Test
    void experimentsThatCannotBeRunAreRefused() {
        assertThatThrownBy(() -> new Experiment("x", List.of())).hasMessageContaining("0 arms");
        assertThatThrownBy(() -> new Experiment("x", List.of(new Arm("A", 0))))
                .hasMessageContaining("only weights of 0");
        assertThatThrownBy(() -> new Experiment("x", List.of(new Arm("A", 1), new Arm("A", 2))))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new Arm("A", -1)).hasMessageContaining("-1");
    }

    private static double independence(long[][] table) {
        return ChiSquared.independence(
                        List.of(
                                List.of(table[0][0], table[0][1]),
                                List.of(table[1][0], table[1][1])))
                .p();
    }

    private static byte[] key() {
        byte[] key = new byte[32];
        for (int index = 0; index < key.length; index++) {
            key[index] = (byte) index;
        }
        return key;
    }
}
