package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class ModeTest {
    private static final LiquidOptions LAX = LiquidOptions.standard().withMode(Mode.LAX);

    private static RenderContext context(Map<String, Value> data) {
        return RenderContext.of(Value.map(data), Instant.EPOCH);
    }

    @Test
    void laxReadingTakesWhatTheReferenceTakesAndWarns() {
        Template template =
                Template.parse(
                        "t", "{{ 'a' b | upcase ; | shout }}{% if 1 == 1 && x %}y{% endif %}", LAX);

        assertThat(template.render(context(Map.of()))).isEqualTo("Ay");
        assertThat(template.warnings())
                .extracting(Problem::message)
                .containsExactly(
                        "in {{ }}: expected nothing more but found b",
                        "there is no filter shout",
                        "in the tag if: unexpected character &");
    }

    @Test
    void whatTheReferenceCannotTakeEitherIsAnErrorOfALaxTemplate() {
        List<Problem> problems =
                Template.check("t", "{% assign = %}{% for x y %}{% endfor %}", LAX);

        assertThat(problems)
                .filteredOn(problem -> problem.severity() == Problem.Severity.ERROR)
                .extracting(Problem::message)
                .containsExactly(
                        "in the tag assign: expected the name of a variable and =",
                        "in the tag for: expected an item in a list");
    }

    @Test
    void laxReadingKeepsErrorsOfStructure() {
        List<Problem> problems = Template.check("t", "{% nope %}{% if a %}", LAX);

        assertThat(problems)
                .extracting(Problem::severity)
                .containsExactly(Problem.Severity.ERROR, Problem.Severity.ERROR);
    }

    @Test
    void aWrongNumberOfArgumentsFailsALaxTemplateOnlyWhereItIsReached() {
        Template template = Template.parse("t", "{% if go %}{{ 1 | plus }}{% endif %}x", LAX);

        assertThat(template.render(context(Map.of()))).isEqualTo("x");
        assertThat(template.renderCollecting(context(Map.of("go", Value.of(true)))).problems())
                .hasSize(1);
    }

    @Test
    void undefinedVariablesOfAnAudienceAreCountedByPlace() {
        Template template =
                Template.parse("mail", "{{ name }}\n{{ city }}", LiquidOptions.standard());
        var first = new UndefinedTally();
        var second = new UndefinedTally();

        template.render(context(Map.of("name", Value.of("Ada"))).withUndefined(first));
        template.render(context(Map.of()).withUndefined(first));
        template.render(context(Map.of()).withUndefined(second));
        first.add(second);

        assertThat(first.missing())
                .containsExactly(
                        new UndefinedTally.Missing("mail", "name", 1, 4, 2),
                        new UndefinedTally.Missing("mail", "city", 2, 4, 3));
    }
}
