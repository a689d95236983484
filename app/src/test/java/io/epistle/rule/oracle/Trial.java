package io.epistle.rule.oracle;

import java.util.function.Supplier;

/// A whole comparison with the oracle that can be started in another class loader: tells what gave
/// the product away, or nothing.
public final class Trial implements Supplier<String> {
    /// Enough for every planted fault, with a margin; most are met within a few hundred.
    static final int CASES = 20_000;

    /// The share of rechecks at which the answer must really change.
    static final double TIGHT_SHARE = 0.95;

    private static final long SEED = 20_110_930;

    /// A trial, for loaders.
    public Trial() {}

    @Override
    public String get() {
        return noticed(Differential.run(SEED, CASES));
    }

    static String noticed(Differential.Report report) {
        if (!report.disagreement().isEmpty()) {
            return report.disagreement();
        }
        boolean loose = report.tight() < TIGHT_SHARE * report.changing();
        return report.early() > 0 || loose ? "looked again for nothing: " + report : "";
    }
}
