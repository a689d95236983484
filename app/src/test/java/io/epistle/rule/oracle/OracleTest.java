package io.epistle.rule.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OracleTest {
    private static final int CASES = 40_000;
    private static final double TIGHT_SHARE = 0.95;

    @Test
    void theProductAgreesWithTheOracleOnRandomRulesPeopleAndTimes() {
        Differential.Report report = Differential.run(20_110_930, CASES);

        System.out.println(report);
        assertThat(report.disagreement()).isEmpty();
        assertThat(report.cases()).isGreaterThanOrEqualTo(CASES);
        assertThat((double) report.members() / report.cases()).isBetween(0.2, 0.8);
        assertThat((double) report.tight() / report.changing()).isGreaterThan(TIGHT_SHARE);
        assertThat(report.early()).isZero();
    }
}
