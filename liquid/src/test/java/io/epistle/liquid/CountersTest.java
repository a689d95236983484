package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.liquid.value.Value;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Map;

/// `increment` and `decrement` next to data and variables of the same name: what Liquid 5.4.0
/// prints where the data, here a 7 named `n`, are its static environment.
class CountersTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "{{ n }}{% increment n %}{{ n }}{% increment n %}{{ n }}, 70112",
                "{{ n }}{% decrement n %}{{ n }}{% decrement n %}{{ n }}, 7-1-1-2-2",
                "{% increment n %}{% decrement n %}{{ n }}, 000",
                "{% assign n = 5 %}{% increment n %}{{ n }}{% increment n %}{{ n }}, 0515",
                "{% increment n %}{% assign n = 50 %}{{ n }}{% increment n %}{{ n }}, 050150",
                "{% increment n %}{% capture n %}q{% endcapture %}{{ n }}{% increment n %}, 0q1",
                "{% for n in (3..4) %}{% increment n %}{{ n }}{% endfor %}{{ n }}, 03142",
                "{% increment n %}{% include 'p' %}{{ n }}, 01122",
                "{% increment n %}{% render 'p' %}{{ n }}, 07011",
            })
    void countersStartApartAndHideTheData(String template, String printed) {
        LiquidOptions options = LiquidOptions.standard();
        Partials partials = Partials.of(Map.of("p", "{{ n }}{% increment n %}{{ n }}"), options);
        RenderContext context =
                RenderContext.of(Value.map(Map.of("n", Value.of(7))), Instant.EPOCH)
                        .withPartials(partials);

        assertThat(Template.parse("t", template, options).render(context)).isEqualTo(printed);
    }
}
