package io.epistle.liquid.fuzz;

import java.nio.charset.StandardCharsets;

/// A fuzz target with a fault, to see that the fuzzer would tell of one.
public final class BrokenTarget {
    private BrokenTarget() {}

    /// Breaks at inputs that only one who watches the branches comes upon.
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        if (text.startsWith("{{") && text.endsWith("}}") && text.length() > 5) {
            throw new IllegalStateException("the planted fault");
        }
    }
}
