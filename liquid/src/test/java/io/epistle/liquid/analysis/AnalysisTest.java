package io.epistle.liquid.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.Template;

import org.junit.jupiter.api.Test;

class AnalysisTest {

    private static Analysis analyse(String source) {
        return Analysis.of(Template.parse("t", source, LiquidOptions.standard()));
    }

    @Test
    void loopVariablesAndAssignmentsAreFollowedToTheData() {
        Analysis analysis =
                analyse(
                        "{% assign u = user %}{{ u.name }}{% for o in u.orders %}{{"
                            + " o.items[0].title }}{{ forloop.index }}{% endfor %}{{ o }}{{ data['a"
                            + " b'][key] }}");

        assertThat(analysis.variables())
                .extracting(VariableUse::display)
                .containsExactly(
                        "user",
                        "user.name",
                        "user.orders",
                        "user.orders[].items[].title",
                        "o",
                        "data.a b[]",
                        "key");
    }

    @Test
    void whatATemplateComputesIsNotPartOfItsContract() {
        Analysis analysis =
                analyse(
                        "{% assign total = cart.sum | plus: fee %}{{ total }}{% capture c %}{{ x }}"
                                + "{% endcapture %}{{ c }}{% increment n %}{{ n }}");

        assertThat(analysis.variables())
                .extracting(VariableUse::display)
                .containsExactly("cart.sum", "fee", "x");
    }

    @Test
    void usesInConditionsAndBeforeDefaultAreGuarded() {
        Analysis analysis =
                analyse(
                        "{% if a and b == c %}{{ d }}{% elsif e %}{% endif %}{{ f | default: g }}"
                                + "{% case h %}{% when i %}{% endcase %}");

        assertThat(analysis.variables())
                .filteredOn(VariableUse::guarded)
                .extracting(VariableUse::display)
                .containsExactly("a", "b", "c", "e", "f", "h", "i");
        assertThat(analysis.variables())
                .filteredOn(use -> !use.guarded())
                .extracting(VariableUse::display)
                .containsExactly("d", "g");
    }

    @Test
    void filtersAndPartialsAreListedOnceAndSorted() {
        Analysis analysis =
                analyse(
                        "{{ a | upcase | append: b }}{{ c | upcase }}{% render 'z' with d %}"
                                + "{% include 'a', x: e %}{% include f %}");

        assertThat(analysis.filters()).containsExactly("append", "upcase");
        assertThat(analysis.partials()).containsExactly("a", "z");
        assertThat(analysis.dynamicPartials()).isTrue();
        assertThat(analysis.variables())
                .extracting(VariableUse::display)
                .containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void aUseNamesItsLineAndColumn() {
        VariableUse use = analyse("line\n  {{ a.b }}").variables().getFirst();

        assertThat(use.line()).isEqualTo(2);
        assertThat(use.column()).isEqualTo(6);
        assertThat(use.written()).isEqualTo("a.b");
    }
}
