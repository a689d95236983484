package io.epistle.liquid.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.RenderContext;
import io.epistle.liquid.Template;
import io.epistle.liquid.analysis.DeadBranch.Reason;
import io.epistle.liquid.fuzz.Choice;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is told to be dead is never rendered: random templates mark each of their parts, and random
/// data try to reach them.
class DeadBranchTest {
    private static final int TEMPLATES = 1_500;
    private static final int RENDERS = 30;
    private static final Pattern MARK = Pattern.compile("<\\d+>");
    private static final List<String> OPERANDS =
            List.of("a", "b", "a.k", "1", "2", "1.0", "'x'", "''", "nil", "true", "false", "blank");
    private static final List<String> OPERATORS =
            List.of("==", "!=", "<", ">=", "contains", "<>", ">", "<=");

    private static List<DeadBranch> dead(String source) {
        return Analysis.of(Template.parse("t", source, LiquidOptions.standard())).deadBranches();
    }

    private static List<Reason> reasons(String source) {
        return dead(source).stream().map(DeadBranch::reason).toList();
    }

    @Test
    void aConditionOfLiteralsIsDecidedWithoutData() {
        assertThat(reasons("{% if false %}x{% endif %}")).containsExactly(Reason.NEVER_HOLDS);
        assertThat(reasons("{% if a and 1 > 2 %}x{% endif %}")).containsExactly(Reason.NEVER_HOLDS);
        assertThat(reasons("{% unless 'x' == 'x' or a %}x{% endunless %}"))
                .containsExactly(Reason.NEVER_HOLDS);
        assertThat(reasons("{% if true %}x{% elsif a %}y{% else %}z{% endif %}"))
                .containsExactly(Reason.DECIDED_BEFORE, Reason.DECIDED_BEFORE);
        assertThat(reasons("{% if a %}x{% elsif b %}y{% else %}z{% endif %}")).isEmpty();
        assertThat(reasons("{% if 'x' < 1 %}x{% endif %}")).isEmpty();
    }

    @Test
    void theSameConditionTwiceIsReachedOnce() {
        assertThat(reasons("{% if a['k'] == 1 %}x{% elsif a[\"k\"]==1.0 %}y{% endif %}"))
                .containsExactly(Reason.SAME_CONDITION);
        assertThat(reasons("{% if a %}x{% elsif a.k %}y{% elsif b == blank %}z{% endif %}"))
                .isEmpty();
    }

    @Test
    void whatStandsBehindBreakIsNeverReached() {
        assertThat(dead("{% for i in a %}\n{% break %}\n{{ i }}{{ i }}{% endfor %}"))
                .extracting(DeadBranch::line, DeadBranch::reason)
                .containsExactly(tuple(3, Reason.BEHIND_INTERRUPT));
        assertThat(
                        reasons(
                                "{% for i in a %}{% if i %}\n  {% continue %}\n  {% endif %}{{ i }}"
                                        + "{% break %}\n\t{% endfor %}"))
                .isEmpty();
        assertThat(
                        reasons(
                                "{% for i in a %}{% if i %}{% continue %}{% endif %}{{ i }}{%"
                                        + " endfor %}"))
                .isEmpty();
    }

    @Test
    void aCaseOfALiteralAndLoopsOverLiteralsAreDecided() {
        assertThat(reasons("{% case 1 %}{% when 2 %}x{% when 1 %}y{% else %}z{% endcase %}"))
                .containsExactly(Reason.NEVER_EQUAL, Reason.DECIDED_BEFORE);
        assertThat(reasons("{% for i in (3..1) %}x{% else %}y{% endfor %}"))
                .containsExactly(Reason.NO_ITEMS);
        assertThat(reasons("{% for i in (1..3) %}x{% else %}y{% endfor %}"))
                .containsExactly(Reason.ALWAYS_ITEMS);
        assertThat(reasons("{% for i in (1..9) limit: 0 %}x{% endfor %}"))
                .containsExactly(Reason.NO_ITEMS);
        assertThat(reasons("{% for i in (1..3) offset: 5 %}x{% else %}y{% endfor %}")).isEmpty();
    }

    @Test
    void aDeadPartNamesItsPlace() {
        DeadBranch branch = dead("one\n two {% if a %}{% elsif nil %}x{% endif %}").getFirst();

        assertThat(branch.line()).isEqualTo(2);
        assertThat(branch.column()).isEqualTo(16);
        assertThat(branch.position()).isEqualTo(19);
        assertThat(branch.reason().words()).isEqualTo("its condition never holds");
    }

    @Test
    void aValueThatStandsTwiceInACaseIsToldThoughBothBranchesPrint() {
        String source = "{% case a %}\n{% when 1, 'x' %}x{% when 2 %}y{% when 1.0 %}z{% endcase %}";
        Template template = Template.parse("t", source, LiquidOptions.standard());

        Analysis analysis = Analysis.of(template);

        assertThat(analysis.deadBranches()).isEmpty();
        assertThat(analysis.repeatedWhens()).containsExactly(new RepeatedWhen(44, 2, 32, "1", 2));
        assertThat(
                        template.render(
                                RenderContext.of(
                                        Value.map(java.util.Map.of("a", Value.of(1))),
                                        Instant.EPOCH)))
                .isEqualTo("xz");
    }

    @Test
    void whatIsToldToBeDeadIsNeverRendered() {
        var choice = Choice.seeded(20260702);
        int told = 0;
        for (int i = 0; i < TEMPLATES; i++) {
            String source = new Marked(choice).source();
            Template template = Template.parse("t", source, LiquidOptions.standard());
            Set<String> marks = new HashSet<>();
            for (DeadBranch branch : Analysis.of(template).deadBranches()) {
                Matcher mark = MARK.matcher(source);
                assertThat(mark.find(branch.position())).isTrue();
                marks.add(mark.group());
            }
            told += marks.size();

            for (int render = 0; render < RENDERS && !marks.isEmpty(); render++) {
                String text = template.renderCollecting(context(choice)).text();

                assertThat(MARK.matcher(text).results().map(found -> found.group()))
                        .as(source)
                        .doesNotContainAnyElementsOf(marks);
            }
        }
        assertThat(told).isGreaterThan(TEMPLATES);
    }

    private static RenderContext context(Choice choice) {
        var values =
                List.of(
                        Value.of(1),
                        Value.of(2),
                        Value.of("x"),
                        Value.of(""),
                        Value.of(true),
                        Value.of(false),
                        Nil.NULL,
                        Value.list(List.of(Value.of(1), Value.of("x"))));
        var data = new LinkedHashMap<String, Value>();
        data.put("a", choice.of(values));
        data.put("b", choice.of(values));
        return RenderContext.of(Value.map(data), Instant.EPOCH);
    }

    /// Writes a template whose every part begins with a mark of its own.
    private static final class Marked {
        private final Choice choice;
        private int marks;

        Marked(Choice choice) {
            this.choice = choice;
        }

        String source() {
            return body(0);
        }

        private String body(int depth) {
            var body = new StringBuilder(mark());
            int count = depth > 3 ? 0 : choice.below(3) + (depth == 0 ? 1 : 0);
            for (int i = 0; i < count; i++) {
                body.append(node(depth + 1));
                if (depth > 0 && choice.below(8) == 0) {
                    body.append(choice.below(2) == 0 ? "{% break %}" : "{% continue %}");
                }
                body.append(mark());
            }
            return body.toString();
        }

        private String mark() {
            return "<" + marks++ + ">";
        }

        private String node(int depth) {
            return switch (choice.below(6)) {
                case 0 -> choose("if", depth);
                case 1 -> choose("unless", depth);
                case 2 -> cases(depth);
                case 3 ->
                        "{% for i in "
                                + choice.of(
                                        List.of("a", "(1..2)", "(2..1)", "''", "nil", "'x'", "b"))
                                + choice.of(List.of("", "", " limit: 0", " offset: 1", " limit: a"))
                                + " %}"
                                + body(depth)
                                + "{% else %}"
                                + body(depth)
                                + "{% endfor %}";
                case 4 ->
                        "{% tablerow i in "
                                + choice.of(List.of("a", "(1..2)", "(2..1)", "false"))
                                + " %}"
                                + body(depth)
                                + "{% endtablerow %}";
                default -> "{% capture c %}" + body(depth) + "{% endcapture %}{{ c }}";
            };
        }

        private String choose(String tag, int depth) {
            var text = new StringBuilder("{% " + tag + " " + condition() + " %}" + body(depth));
            int more = choice.below(3);
            for (int i = 0; i < more; i++) {
                text.append("{% elsif ").append(condition()).append(" %}").append(body(depth));
            }
            if (choice.below(2) == 0) {
                text.append("{% else %}").append(body(depth));
            }
            return text.append("{% end").append(tag).append(" %}").toString();
        }

        private String cases(int depth) {
            var text = new StringBuilder("{% case " + choice.of(OPERANDS) + " %}");
            List<String> values = new ArrayList<>(OPERANDS);
            int count = 1 + choice.below(4);
            for (int i = 0; i < count; i++) {
                text.append("{% when ").append(choice.of(values));
                text.append(choice.below(2) == 0 ? " %}" : ", " + choice.of(values) + " %}");
                text.append(body(depth));
                if (choice.below(4) == 0) {
                    text.append("{% else %}").append(body(depth));
                }
            }
            return text.append("{% endcase %}").toString();
        }

        private String condition() {
            String first =
                    choice.below(3) == 0
                            ? choice.of(OPERANDS)
                            : choice.of(OPERANDS)
                                    + " "
                                    + choice.of(OPERATORS)
                                    + " "
                                    + choice.of(OPERANDS);
            return choice.below(4) == 0
                    ? first + choice.of(List.of(" and ", " or ")) + condition()
                    : first;
        }
    }
}
