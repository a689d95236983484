package io.epistle.liquid.fuzz;

import io.epistle.liquid.Limits;
import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.Mode;
import io.epistle.liquid.Partials;
import io.epistle.liquid.RenderContext;
import io.epistle.liquid.Template;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Fuzz target: the bytes are turns in a grammar of templates and data, so that nearly every input
/// renders.
public final class RendererFuzz {
    private static final Limits LIMITS = new Limits(20_000, 200_000, 200_000, 30, 5);
    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneOffset.UTC,
                    ZoneId.of("Europe/Berlin"),
                    ZoneId.of("Pacific/Apia"),
                    ZoneOffset.MIN,
                    ZoneOffset.MAX);
    private static final List<LiquidOptions> OPTIONS =
            List.of(
                    LiquidOptions.standard().withLimits(LIMITS),
                    LiquidOptions.html().withLimits(LIMITS),
                    LiquidOptions.html().withMode(Mode.LAX).withLimits(LIMITS));

    private RendererFuzz() {}

    /// Reads and renders what one input stands for.
    public static void fuzzerTestOneInput(byte[] input) {
        Choice choice = Choice.bytes(input);
        LiquidOptions options = choice.of(OPTIONS);
        ZoneId zone = choice.of(ZONES);
        var grammar = new TemplateGrammar(choice);
        Optional<Template> template = Probe.parsed(grammar.template(), options);
        Optional<Template> part = Probe.parsed(grammar.template(), options);
        Partials partials = name -> name.equals("part") ? part : Optional.empty();
        RenderContext context =
                RenderContext.of(
                                new DataGrammar(choice).variables(),
                                Instant.parse("2026-07-01T06:30:00Z"))
                        .withZone(zone)
                        .withPartials(partials);
        template.ifPresent(read -> Probe.rendered(read, context));
    }
}
