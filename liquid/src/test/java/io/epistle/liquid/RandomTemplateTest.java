package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.liquid.fuzz.Choice;
import io.epistle.liquid.fuzz.DataGrammar;
import io.epistle.liquid.fuzz.Probe;
import io.epistle.liquid.fuzz.TemplateGrammar;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Random templates, half sense and half noise, over random data: whatever is written, parsing
/// answers with problems and rendering with text or problems, in bounded time and always the same.
class RandomTemplateTest {
    private static final int TEMPLATES = 3_000;
    private static final long SEED = 20260701;
    private static final Instant NOW = Instant.parse("2026-07-01T06:30:00Z");
    private static final Limits LIMITS = new Limits(20_000, 200_000, 200_000, 30, 5);

    private final Choice choice = Choice.seeded(SEED);
    private final TemplateGrammar grammar = new TemplateGrammar(choice);

    @Test
    void noiseNeverBreaksParserOrRenderer() {
        for (int i = 0; i < TEMPLATES; i++) {
            survivesBoth(grammar.noise());
        }
    }

    @Test
    void sensibleTemplatesRenderOrTellWhy() {
        int read = 0;
        for (int i = 0; i < TEMPLATES; i++) {
            read += survivesBoth(grammar.template()) ? 1 : 0;
        }

        assertThat(read).isGreaterThan(TEMPLATES * 9 / 10);
    }

    private boolean survivesBoth(String source) {
        LiquidOptions lax = LiquidOptions.html().withMode(Mode.LAX);
        boolean read = survives(source, lax);
        return survives(source, LiquidOptions.standard()) && read;
    }

    /// Whether it could be read; a breach of a law of [Probe] fails the test.
    private boolean survives(String source, LiquidOptions standard) {
        LiquidOptions options = standard.withLimits(LIMITS);
        Partials part = Partials.of(Map.of("part", "{{ item }}{{ part.k }}"), options);
        RenderContext context =
                RenderContext.of(new DataGrammar(choice).variables(), NOW).withPartials(part);
        try {
            Optional<Template> template = Probe.parsed(source, options);
            template.ifPresent(read -> Probe.rendered(read, context));
            return template.isPresent();
        } catch (RuntimeException | Error broken) {
            throw new AssertionError("broken by: " + source, broken);
        }
    }
}
