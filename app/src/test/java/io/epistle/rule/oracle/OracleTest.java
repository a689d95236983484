package io.epistle.rule.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OracleTest {
    private static final int CASES = 40_000;

    @Test
    void theProductAgreesWithTheOracleOnRandomRulesPeopleAndTimes() {
        Differential.Report report = Differential.run(20_110_930, CASES);

        assertThat(report.disagreement()).isEmpty();
        assertThat(report.cases()).isGreaterThanOrEqualTo(CASES);
        assertThat((double) report.members() / report.cases()).isBetween(0.2, 0.8);
        assertThat((double) report.tight() / report.changing())
                .as("answers that really change at recheckAt: " + report)
                .isGreaterThan(Trial.TIGHT_SHARE);
        assertThat(report.early()).as("conditions that are not joined are exact").isZero();
    }
}
