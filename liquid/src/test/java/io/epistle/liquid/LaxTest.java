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
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What a lax template makes of markup that strict reading refuses. The cases of `lax.json` are our
/// own, many of them random; what they expect was printed by Liquid 5.4.0 for Ruby in its mode
/// `:warn`, and nothing was changed in it. A case without a result does not parse there either.
class LaxTest {
    private static final LiquidOptions LAX = LiquidOptions.standard().withMode(Mode.LAX);

    @Test
    void everyCaseGivesWhatTheReferencePrints() {
        Mapping suite = (Mapping) Json.read(resource("lax.json"));
        var differing = new ArrayList<String>();

        Sequence cases = (Sequence) suite.get("cases");
        for (int i = 0; i < cases.size(); i++) {
            Mapping given = (Mapping) cases.get(i);
            String expected = Texts.inspect(given.get("result"));
            String found = Texts.inspect(outcome(given, suite));
            if (!found.equals(expected)) {
                differing.add(
                        Texts.of(given.get("template"))
                                + "\n  expected "
                                + expected
                                + "\n  found    "
                                + found);
            }
        }

        assertThat(cases.size()).isGreaterThan(300);
        assertThat(differing).isEmpty();
    }

    @Test
    void whatIsReadStrictlyMeansTheSameInBothModes() {
        String source = "{% if a==1 %}one{% endif %}{{ 'x,y' | split: ',' | last }}";
        RenderContext context =
                RenderContext.of(Value.map(Map.of("a", Value.of(1))), Instant.EPOCH);

        Template lax = Template.parse("t", source, LAX);

        assertThat(lax.warnings()).isEmpty();
        assertThat(lax.render(context)).isEqualTo("oney");
    }

    /// The text with the reference's error lines in it, or nil where the template does not parse.
    private static Value outcome(Mapping given, Mapping suite) {
        var partials = new TreeMap<String, String>();
        Mapping templates = (Mapping) suite.get("templates");
        templates.keys().forEach(name -> partials.put(name, Texts.of(templates.get(name))));
        RenderContext context =
                RenderContext.of((Mapping) suite.get("data"), Instant.EPOCH)
                        .withPartials(Partials.of(partials, LAX));
        try {
            Template template = Template.parse("t", Texts.of(given.get("template")), LAX);
            return Value.of(template.renderCollecting(context).text());
        } catch (LiquidException unreadable) {
            return Value.of((String) null);
        }
    }

    private static String resource(String name) {
        try (InputStream file = LaxTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
