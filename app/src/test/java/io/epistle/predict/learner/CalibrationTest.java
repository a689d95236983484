package io.epistle.predict.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Random;

class CalibrationTest {
    @Test
    void fourRowsReckonedByHand() {
        Calibration calibration =
                Calibration.of(
                        new double[] {0.05, 0.72, 0.78, 1.0},
                        new boolean[] {false, true, false, true});

        assertThat(calibration.brier())
                .isCloseTo((0.0025 + 0.0784 + 0.6084 + 0) / 4, within(1e-12));
        assertThat(calibration.brierOfShare()).isEqualTo(0.25);
        assertThat(calibration.error())
                .isCloseTo((0.05 + Math.abs(1.5 - 1) + 0) / 4, within(1e-12));
        assertThat(calibration.bins())
                .extracting(Calibration.Bin::from, Calibration.Bin::rows, Calibration.Bin::found)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0.0, 1, 0.0),
                        org.assertj.core.groups.Tuple.tuple(0.7, 2, 0.5),
                        org.assertj.core.groups.Tuple.tuple(0.9, 1, 1.0));
    }

    @Test
    void probabilitiesThatAreTrueAreCalibratedAndShiftedOnesAreNot() {
        Random random = new Random(1);
        double[] honest = new double[100_000];
        double[] shifted = new double[honest.length];
        boolean[] positives = new boolean[honest.length];
        for (int row = 0; row < honest.length; row++) {
            honest[row] = random.nextDouble() * 0.8;
            shifted[row] = honest[row] + 0.1;
            positives[row] = random.nextDouble() < honest[row];
        }

        assertThat(Calibration.of(honest, positives).error()).isLessThan(0.01);
        assertThat(Calibration.of(shifted, positives).error()).isCloseTo(0.1, within(0.01));
        assertThat(Calibration.of(honest, positives).brier())
                .isLessThan(Calibration.of(shifted, positives).brier());
    }
}
