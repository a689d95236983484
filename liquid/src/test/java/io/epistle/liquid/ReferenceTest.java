package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Texts;
import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Templates of our own, many of them random, and what Liquid 5.4.0 on Ruby 3.1.2 printed for them,
/// its error lines included; nothing was changed in it. Cases in which later versions of Liquid
/// differ, or we do on purpose, were left out. A case without a result does not parse there either.
class ReferenceTest {
    private static final Instant NOW = Instant.parse("2026-07-01T06:00:00Z");
    private static final LiquidOptions STRICT = LiquidOptions.standard();
    private static final LiquidOptions LAX = STRICT.withMode(Mode.LAX);

    @Test
    void everyTemplateGivesWhatTheReferencePrints() {
        assertThat(differing("reference.json", STRICT)).isEmpty();
    }

    @Test
    void markupThatOnlyALaxReadingTakesGivesWhatTheReferencePrintsInItsModeWarn() {
        assertThat(differing("lax.json", LAX)).isEmpty();
    }

    @Test
    void whatIsReadStrictlyMeansTheSameInBothModes() {
        String source = "{% if a==1 %}one{% endif %}{{ 'x,y' | split: ',' | last }}";
        RenderContext context = RenderContext.of(Value.map(Map.of("a", Value.of(1))), NOW);

        Template lax = Template.parse("t", source, LAX);

        assertThat(lax.warnings()).isEmpty();
        assertThat(lax.render(context)).isEqualTo("oney");
    }

    /// The cases that do not give what is expected, each with both.
    private static List<String> differing(String name, LiquidOptions options) {
        Mapping suite = (Mapping) Json.read(resource(name));
        Sequence cases = (Sequence) suite.get("cases");
        var differing = new ArrayList<String>();
        for (int i = 0; i < cases.size(); i++) {
            Mapping given = (Mapping) cases.get(i);
            String expected = Texts.inspect(given.get("result"));
            String found = Texts.inspect(outcome(given, suite, options));
            if (!found.equals(expected)) {
                String template = Texts.inspect(given.get("template"));
                differing.add(template + "\n  expected " + expected + "\n  found    " + found);
            }
        }
        assertThat(cases.size()).isGreaterThan(300);
        return differing;
    }

    /// The text with the faults in it, or nil where the template does not parse.
    private static Value outcome(Mapping given, Mapping suite, LiquidOptions options) {
        var partials = new TreeMap<String, String>();
        Mapping templates = part("templates", given, suite);
        templates.keys().forEach(name -> partials.put(name, Texts.of(templates.get(name))));
        RenderContext context = RenderContext.of(part("data", given, suite), NOW);
        try {
            Template template = Template.parse("t", Texts.of(given.get("template")), options);
            Partials readable = Partials.of(partials, options);
            return Value.of(template.renderCollecting(context.withPartials(readable)).text());
        } catch (LiquidException unreadable) {
            return Value.of((String) null);
        }
    }

    /// Most cases share the data and partials of their suite.
    private static Mapping part(String name, Mapping given, Mapping suite) {
        return (Mapping) (given.get(name) instanceof Mapping own ? own : suite.get(name));
    }

    private static String resource(String name) {
        try (InputStream file = ReferenceTest.class.getResourceAsStream(name)) {
            byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
