package io.epistle.liquid.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.Partials;
import io.epistle.liquid.Template;
import io.epistle.liquid.tag.TagDefinition;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class AnalysisTest {

    private static final LiquidOptions STANDARD = LiquidOptions.standard();

    private static Analysis analyse(String source) {
        return Analysis.of(Template.parse("t", source, STANDARD));
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
    void aNameTheSampleDoesNotHaveIsToldWithThoseItHas() {
        Analysis analysis =
                analyse(
                        "{{ user.frist_name }}{% for o in user.orders %}{{ o.totl }}{% endfor %}{%"
                            + " if user.nope %}{% endif %}{{ user.tags[0].x }}{{ user.orders.size"
                            + " }}");
        Mapping order = Value.map(Map.of("total", Value.of(5)));
        Mapping user =
                Value.map(
                        Map.of(
                                "first_name", Value.of("Ada"),
                                "orders", Value.list(List.of(order)),
                                "tags", Value.list(List.of())));
        Mapping sample = Value.map(Map.of("user", user));

        assertThat(analysis.variables())
                .flatMap(use -> Contract.unknown(use, sample).stream().toList())
                .extracting(Contract.Unknown::name, unknown -> Set.copyOf(unknown.known()))
                .containsExactly(
                        tuple("frist_name", Set.of("first_name", "orders", "tags")),
                        tuple("totl", Set.of("total")),
                        tuple("nope", Set.of("first_name", "orders", "tags")));
    }

    @Test
    void aVariableThatOnlySomeBranchSetsMayStillBeTheOneOfTheData() {
        assertThat(paths("{% if a %}{% assign x = user %}{% endif %}{{ x.name }}"))
                .containsExactlyInAnyOrder("a", "user", "x.name", "user.name");
        assertThat(
                        paths(
                                "{% if a %}{% assign x = user %}{% else %}{% assign x = 1 %}"
                                        + "{% endif %}{{ x.name }}"))
                .containsExactly("a", "user", "user.name");
        assertThat(
                        paths(
                                "{% case a %}{% when 1 %}{% capture x %}{% endcapture %}{% endcase"
                                        + " %}{{ x }}"))
                .containsExactly("a", "x");
        assertThat(paths("{% for i in l %}{{ x.k }}{% assign x = i %}{% endfor %}{{ x.k }}"))
                .containsExactlyInAnyOrder("l", "x.k", "l[].k", "l[]", "x.k", "l[].k");
        assertThat(paths("{% for i in l %}{% assign i = m %}{{ i.k }}{% endfor %}{{ i.k }}"))
                .containsExactly("l", "m", "l[].k", "m.k", "i.k");
    }

    private static List<String> paths(String source) {
        return analyse(source).variables().stream().map(VariableUse::display).toList();
    }

    @Test
    void anIncludeSharesItsVariablesBothWays() {
        Partials partials =
                Partials.of(
                        Map.of(
                                "head", "{{ title }}{{ user.first }}{% assign mood = brand.mood %}",
                                "row", "{{ row.price }}{{ size }}{{ unit }}",
                                "me", "{% include 'me' %}{{ own }}"),
                        LiquidOptions.standard());
        Template template =
                Template.parse(
                        "t",
                        "{% assign title = page.title %}{% include 'head' %}{{ mood.word }}{{ title"
                            + " }}{% render 'row' for orders, size: page.size %}{% include 'me' %}",
                        LiquidOptions.standard());

        Analysis alone = Analysis.of(template);
        Analysis followed = Analysis.of(template, partials);

        assertThat(alone.variables())
                .extracting(VariableUse::display)
                .contains("mood.word")
                .doesNotContain("user.first", "orders[].price");
        assertThat(followed.variables())
                .extracting(VariableUse::template, VariableUse::display)
                .contains(
                        tuple("t", "brand.mood.word"),
                        tuple("head", "page.title"),
                        tuple("head", "user.first"),
                        tuple("row", "orders[].price"),
                        tuple("row", "page.size"),
                        tuple("row", "unit"),
                        tuple("me", "own"))
                .doesNotContain(tuple("row", "title"));
        assertThat(followed.partials()).containsExactly("head", "me", "row");
    }

    @Test
    void whatAConditionAsksForIsForeseenInsideIt() {
        String data = "{% if user.nick %}{{ user.nick }}{{ user.mail }}{% else %}{{ user.nick }}";
        assertThat(unguarded(data + "{% endif %}{{ user.nick }}"))
                .containsExactly("user.mail", "user.nick", "user.nick");
        assertThat(
                        unguarded(
                                "{% unless a == nil or b == blank %}{{ a }}{{ b }}{{ c }}{%"
                                        + " endunless %}"))
                .containsExactly("c");
        assertThat(unguarded("{% if a != nil and b.c > 3 %}{{ a }}{{ b.c }}{{ b }}{% endif %}"))
                .isEmpty();
        assertThat(unguarded("{% if a or b %}{{ a }}{% endif %}")).containsExactly("a");
        assertThat(unguarded("{% if a != 'x' %}{{ a }}{% else %}{{ a }}{% endif %}"))
                .containsExactly("a");
        assertThat(unguarded("{% if a %}x{% elsif b %}{{ b }}{% else %}{{ b }}{% endif %}"))
                .containsExactly("b");
        assertThat(unguarded("{% case a %}{% when 'x' %}{{ a }}{% when nil %}{{ a }}{% endcase %}"))
                .containsExactly("a");
        assertThat(unguarded("{% for o in l %}{% if o.x %}{{ o.x }}{% endif %}{% endfor %}"))
                .containsExactly("l", "o.x");
    }

    @Test
    void aVariableThatIsSetAndNeverReadIsToldWithItsPlace() {
        assertThat(
                        analyse(
                                        "{% assign a = 1 %}\n"
                                            + " {% assign b = 2 %}{% capture c %}{{ b }}{%"
                                            + " endcapture %}{% for i in l %}{% assign d = i %}{%"
                                            + " endfor %}")
                                .unread())
                .extracting(UnreadVariable::name, UnreadVariable::line, UnreadVariable::column)
                .containsExactly(tuple("a", 1, 1), tuple("c", 2, 20), tuple("d", 2, 74));
    }

    @Test
    void nothingIsToldToBeUnreadWhereSomebodyUnknownMayReadIt() {
        Template included = Template.parse("t", "{% assign a = 1 %}{% include 'p' %}", STANDARD);
        Partials reading = Partials.of(Map.of("p", "{{ a }}"), STANDARD);
        Partials silent = Partials.of(Map.of("p", "{{ b }}"), STANDARD);

        assertThat(Analysis.of(included).unread()).isEmpty();
        assertThat(Analysis.of(included, reading).unread()).isEmpty();
        assertThat(Analysis.of(included, silent).unread()).hasSize(1);
        assertThat(analyse("{% assign a = 1 %}{{ [name] }}").unread()).isEmpty();
        assertThat(analyse("{% assign p = 1 %}{% include 'p' %}").unread()).isEmpty();
        assertThat(analyse("{% assign a = 1 %}{% render 'p' %}").unread()).hasSize(1);
    }

    @Test
    void tagsOfTheProductAreToldWithTheirArguments() {
        TagDefinition block =
                new TagDefinition(
                        "block",
                        false,
                        syntax -> {
                            syntax.expression();
                            boolean _ = syntax.comma();
                            syntax.arguments();
                            return context -> {};
                        });
        Template template =
                Template.parse(
                        "t",
                        "{{ x }}\n{% block 'footer', why: 'so', size: user.size %}{% block slot %}",
                        STANDARD.withTags(List.of(block)));

        Analysis analysis = Analysis.of(template);

        assertThat(analysis.tags()).containsExactly("block");
        assertThat(analysis.tagUses())
                .extracting(TagUse::line, TagUse::column)
                .containsExactly(tuple(2, 1), tuple(2, 49));
        assertThat(analysis.tagUses().getFirst().arguments())
                .containsExactly(
                        new TagUse.Argument(Optional.empty(), Optional.of(Value.of("footer"))),
                        new TagUse.Argument(Optional.of("why"), Optional.of(Value.of("so"))),
                        new TagUse.Argument(Optional.of("size"), Optional.empty()));
        assertThat(analysis.variables())
                .extracting(VariableUse::display)
                .containsExactly("x", "user.size", "slot");
    }

    @Test
    void otherTemplatesAreToldWithTheirPlace() {
        assertThat(analyse("a\n{% render 'p' %}{% include q %}").partialUses())
                .containsExactly(
                        new PartialUse("t", Optional.of("p"), 2, 2, 1),
                        new PartialUse("t", Optional.empty(), 18, 2, 17));
    }

    private static List<String> unguarded(String source) {
        return analyse(source).variables().stream()
                .filter(use -> !use.guarded())
                .map(VariableUse::written)
                .toList();
    }
}
