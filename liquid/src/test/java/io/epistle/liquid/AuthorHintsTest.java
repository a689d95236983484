package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// The slips that authors make are named at their place, with what was probably meant.
class AuthorHintsTest {

    private static List<Problem> problems(String source) {
        return Template.check("mail", source, LiquidOptions.standard());
    }

    private static Problem only(String source) {
        List<Problem> problems = problems(source);
        assertThat(problems).as(source).hasSize(1);
        return problems.getFirst();
    }

    @Test
    void theElseIfOfOtherLanguagesIsNamedElsif() {
        for (String word : List.of("elif", "elseif", "elsiff")) {
            Problem problem = only("{% if a %}x{% " + word + " b %}y{% endif %}");

            assertThat(problem.message()).isEqualTo("there is no tag " + word);
            assertThat(problem.column()).isEqualTo(12);
            assertThat(problem.suggestion()).as(word).isEqualTo("elsif");
        }
        Problem apart = only("{% if a %}x{% else if b == 1 %}y{% endif %}");
        assertThat(apart.message()).isEqualTo("else takes nothing after its name");
        assertThat(apart.suggestion()).isEqualTo("elsif b == 1");
        assertThat(apart.column()).isEqualTo(20);
        assertThat(apart.severity()).isEqualTo(Problem.Severity.ERROR);
        Problem note = only("{% if a %}x{% else a is not set %}y{% endif %}");
        assertThat(note.severity()).isEqualTo(Problem.Severity.WARNING);
    }

    @Test
    void inLaxModeAnElseIfRunsAsElseWithAWarning() {
        LiquidOptions lax = LiquidOptions.standard().withMode(Mode.LAX);

        Template template = Template.parse("mail", "{% if a %}x{% else if b %}y{% endif %}", lax);

        assertThat(template.warnings()).extracting(Problem::suggestion).containsExactly("elsif b");
    }

    @Test
    void argumentsOfAFilterFollowAColon() {
        Problem problem = only("{{ x | truncate 5 | upcase }}");

        assertThat(problem.message())
                .isEqualTo("in {{ }}: expected a colon in front of the arguments of truncate");
        assertThat(problem.suggestion()).isEqualTo("truncate: 5");
        assertThat(problem.column()).isEqualTo(17);
        assertThat(only("{{ x | append 'it''s' }}").suggestion()).isEqualTo("append: 'it'");
        assertThat(problems("{{ x | trunkate 5 }}"))
                .extracting(Problem::column, Problem::suggestion)
                .containsExactly(tuple(8, "truncate"), tuple(17, "trunkate: 5"));
    }

    @Test
    void valuesAreComparedByTwoSigns() {
        Problem problem = only("{% if a = b %}{% endif %}");

        assertThat(problem.message()).isEqualTo("in the tag if: found = where values are compared");
        assertThat(problem.suggestion()).isEqualTo("==");
        assertThat(problem.column()).isEqualTo(9);
    }

    @Test
    void aTextWithoutItsSecondQuoteIsToldWhereItBegins() {
        Problem problem = only("Hi {{ 'there | upcase }}");

        assertThat(problem.message())
                .isEqualTo("in {{ }}: the text that begins here has no closing '");
        assertThat(problem.suggestion()).isEqualTo("'there'");
        assertThat(problem.column()).isEqualTo(7);
        assertThat(only("{% assign x = \"a %}").suggestion()).isEqualTo("\"a\"");
    }

    @Test
    void aWrongEndNamesTheBlockAndTheLineItWasOpenedIn() {
        List<Problem> problems = problems("{% if a %}\n\nx\n{% endfor %}");

        assertThat(problems)
                .extracting(Problem::line, Problem::message, Problem::suggestion)
                .containsExactly(
                        tuple(1, "the tag if is never closed", "endif"),
                        tuple(4, "the tag if of line 1 cannot be closed by endfor", "endif"));
        assertThat(only("{% if a %}\n{% endfi %}{% endif %}").suggestion()).isEqualTo("endif");
        assertThat(only("one\n{% if a %}{% for b in c %}{% endfor %}\n").line()).isEqualTo(2);
        assertThat(only("one\n{{ a }\n").message()).contains("not closed by }}");
    }

    @Test
    void columnsCountWhatAnEditorShows() {
        Problem problem = only("👋🏽 ж\t{{ x | upcas }}");

        assertThat(problem.column()).isEqualTo(13);
        assertThat(problem.mark()).isEqualTo(13);
        assertThat(problem.display()).endsWith("\n  " + "    \t       ^");
        Problem far = only("👋".repeat(1000) + "{{ x | upcas }}" + "👋".repeat(1000));
        assertThat(far.column()).isEqualTo(1008);
        int start = far.excerpt().offsetByCodePoints(0, far.mark() - 1);
        assertThat(far.excerpt().substring(start)).startsWith("upcas ");
        assertThat(far.excerpt().codePoints().noneMatch(point -> point < 0xE000 && point >= 0xD800))
                .isTrue();
    }

    @Test
    void allMistakesOfATemplateAreToldAtOnce() {
        List<Problem> problems =
                problems(
                        """
                        {% if a = 1 %}
                        {{ b | truncate 5 }} {{ 'c }} {{ d | nope }}
                        {% elif e %}
                        {% for f of g %}{% endfor %}
                        {% asign h = 1 %}
                        """);

        assertThat(problems).extracting(Problem::line).containsExactly(1, 1, 2, 2, 2, 3, 4, 5);
        assertThat(problems)
                .allSatisfy(problem ->
                        assertThat(problem.display())
                                .startsWith(
                                        "mail:" + problem.line() + ":" + problem.column() + ": ")
                                .contains(problem.excerpt()));
    }

    @Test
    void allMistakesOfAllPartialsAreToldAtOnce() {
        Map<String, String> sources =
                Map.of("b", "{{ x | upcas }}{% if %}{% endif %}", "a", "{% fi %}", "c", "fine");

        LiquidException refused =
                catchThrowableOfType(
                        LiquidException.class,
                        () -> Partials.of(sources, LiquidOptions.standard()));

        assertThat(refused.problems())
                .extracting(Problem::template, Problem::line, Problem::column)
                .containsExactly(tuple("a", 1, 1), tuple("b", 1, 8), tuple("b", 1, 22));
    }
}
