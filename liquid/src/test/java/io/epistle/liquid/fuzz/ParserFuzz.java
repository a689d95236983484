package io.epistle.liquid.fuzz;

import io.epistle.liquid.Limits;
import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.Mode;
import io.epistle.liquid.RenderContext;
import io.epistle.liquid.value.Value;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Fuzz target: the bytes are the template.
public final class ParserFuzz {
    private static final Limits LIMITS = new Limits(20_000, 200_000, 200_000, 30, 5);
    private static final List<LiquidOptions> OPTIONS =
            List.of(
                    LiquidOptions.standard().withLimits(LIMITS),
                    LiquidOptions.html().withMode(Mode.LAX).withLimits(LIMITS));
    private static final RenderContext CONTEXT =
            RenderContext.of(
                    Value.map(
                            Map.of(
                                    "a",
                                    Value.of(1),
                                    "text",
                                    Value.of("a <b>\n😀"),
                                    "list",
                                    Value.list(List.of(Value.of(2), Value.of("x"))))),
                    Instant.parse("2026-07-01T06:30:00Z"));

    private ParserFuzz() {}

    /// Reads and renders one input.
    public static void fuzzerTestOneInput(byte[] input) {
        String source = new String(input, StandardCharsets.UTF_8);
        for (LiquidOptions options : OPTIONS) {
            Probe.parsed(source, options).ifPresent(read -> Probe.rendered(read, CONTEXT));
        }
    }
}
