package io.epistle.liquid.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.Problem;
import io.epistle.liquid.Template;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

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

    @Test
    void aNameTheSampleDoesNotHaveIsToldWithTheNearestOne() {
        Template template =
                Template.parse(
                        "t",
                        "{{ user.frist_name }}{% for o in user.orders %}{{ o.totl }}{% endfor %}{%"
                            + " if user.nope %}{% endif %}{{ user.tags[0].x }}{{ user.orders.size"
                            + " }}",
                        LiquidOptions.standard());
        Mapping order = Value.map(Map.of("total", Value.of(5)));
        Mapping user =
                Value.map(
                        Map.of(
                                "first_name", Value.of("Ada"),
                                "orders", Value.list(List.of(order)),
                                "tags", Value.list(List.of())));

        List<Problem> problems = Contract.check(template, Value.map(Map.of("user", user)));

        assertThat(problems)
                .extracting(Problem::message, Problem::suggestion)
                .containsExactly(
                        tuple(
                                "user.frist_name is not in the data: there is no frist_name",
                                "first_name"),
                        tuple("o.totl is not in the data: there is no totl", "total"));
    }
}
