package io.epistle.liquid.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.Partials;
import io.epistle.liquid.RenderContext;
import io.epistle.liquid.Template;
import io.epistle.liquid.UndefinedTally;
import io.epistle.liquid.fuzz.Choice;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.TextContext;
import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What analysis says of variables, held against what random templates do with random data.
class UsesTest {
    private static final int TEMPLATES = 3_000;
    private static final int RENDERS = 12;
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final List<String> VALUES =
            List.of("a", "b", "c.k", "a.k", "b.k.k", "i", "i.k", "d", "d.k", "1", "'x'");

    @Test
    void whatARenderReadsOfTheDataIsListed() {
        var choice = Choice.seeded(20260705);
        for (int i = 0; i < TEMPLATES; i++) {
            String source = body(choice, 0);
            String part = body(choice, 2);
            Partials partials = Partials.of(Map.of("p", part), LiquidOptions.standard());
            Template template = Template.parse("t", source, LiquidOptions.standard());
            Set<String> listed = new TreeSet<>();
            Analysis.of(template, partials).variables().forEach(use -> listed.add(use.display()));

            for (int render = 0; render < RENDERS; render++) {
                var read = new TreeSet<String>();
                template.render(
                        RenderContext.of(recorded(data(choice), "", read), Instant.EPOCH)
                                .withPartials(partials));

                for (String path : read) {
                    assertThat(listed)
                            .as("%s is read by %s with %s", path, source, part)
                            .anyMatch(use -> use.equals(path) || begins(use, path));
                }
            }
        }
    }

    private static boolean begins(String use, String path) {
        return use.startsWith(path + ".") || use.startsWith(path + "[");
    }

    @Test
    void whatIsMissingIsNeverCalledForeseen() {
        var choice = Choice.seeded(20260706);
        int told = 0;
        for (int i = 0; i < TEMPLATES; i++) {
            String source = body(choice, 0);
            Template template = Template.parse("t", source, LiquidOptions.standard());
            Map<Integer, Boolean> foreseen = new TreeMap<>();
            for (VariableUse use : Analysis.of(template).variables()) {
                foreseen.merge(use.position(), use.guarded(), Boolean::logicalAnd);
            }
            var missing = new TreeSet<Integer>();

            for (int render = 0; render < RENDERS; render++) {
                template.renderCollecting(
                        RenderContext.of((Mapping) data(choice), Instant.EPOCH)
                                .withUndefined((where, path, position) -> missing.add(position)));
            }

            told += missing.size();
            assertThat(missing).as(source).noneMatch(at -> foreseen.getOrDefault(at, false));
        }
        assertThat(told).isGreaterThan(TEMPLATES);
    }

    /// The slow way: every person rendered alone, every missing variable looked up by its place.
    @Test
    void aTallyCountsWhatIsMissingOverAWholeAudience() {
        var choice = Choice.seeded(20260707);
        for (int i = 0; i < 200; i++) {
            Template template =
                    Template.parse("t" + i % 3, body(choice, 0), LiquidOptions.standard());
            var first = new UndefinedTally();
            var second = new UndefinedTally();
            Map<String, Long> slow = new TreeMap<>();

            for (int person = 0; person < 40; person++) {
                RenderContext context = RenderContext.of((Mapping) data(choice), Instant.EPOCH);
                template.renderCollecting(context.withUndefined(person % 2 == 0 ? first : second));
                template.renderCollecting(
                        context.withUndefined((where, path, position) ->
                                slow.merge(path + " at " + position, 1L, Long::sum)));
            }
            first.add(second);

            Map<String, Long> counted = new TreeMap<>();
            for (UndefinedTally.Missing missing : first.missing()) {
                assertThat(missing.template()).isEqualTo(template.name());
                int position = missing.column() - 1;
                counted.put(missing.path() + " at " + position, missing.count());
            }
            assertThat(counted).isEqualTo(slow);
        }
    }

    /// The slow way: a mark in front of every branch, looked for in what each person is sent.
    @Test
    void aTallyCountsTheBranchesThatAnAudienceTakes() {
        var choice = Choice.seeded(20260708);
        int never = 0;
        for (int i = 0; i < 200; i++) {
            String plain = body(choice, 1);
            var marked = new StringBuilder();
            Matcher tag =
                    Pattern.compile("\\{% (if|elsif|else|unless|when)\\b.*?%\\}").matcher(plain);
            int marks = 0;
            while (tag.find()) {
                tag.appendReplacement(
                        marked, Matcher.quoteReplacement(tag.group() + "<" + marks++ + ">"));
            }
            // What is captured is not sent, so nothing is.
            String source =
                    tag.appendTail(marked)
                            .toString()
                            .replaceAll("\\{% (end)?capture.*?%\\}", "")
                            .replaceAll("\\{% (include|render).*?%\\}", "");
            Template template = Template.parse("t", source, LiquidOptions.standard());
            var first = new BranchTally();
            var second = new BranchTally();
            var sent = new StringBuilder();

            for (int person = 0; person < 20; person++) {
                RenderContext context = RenderContext.of((Mapping) data(choice), Instant.EPOCH);
                BranchTally tally = person % 2 == 0 ? first : second;
                sent.append(template.renderCollecting(context.withBranches(tally)).text());
            }
            first.add(second);

            List<BranchTally.Taken> branches = first.branches(template);
            assertThat(branches).hasSize(marks);
            for (int mark = 0; mark < marks; mark++) {
                long found = sent.toString().split("<" + mark + ">", -1).length - 1L;
                assertThat(branches.get(mark).count()).as(source).isEqualTo(found);
                never += found == 0 ? 1 : 0;
            }
        }
        assertThat(never).isGreaterThan(100);
    }

    /// What nobody reads may have any name.
    @Test
    void whatIsToldToBeUnreadMayBeRenamed() {
        var choice = Choice.seeded(20260709);
        int told = 0;
        int kept = 0;
        for (int i = 0; i < TEMPLATES; i++) {
            String source = body(choice, 0);
            Partials partials = Partials.of(Map.of("p", body(choice, 2)), LiquidOptions.standard());
            Template template = Template.parse("t", source, LiquidOptions.standard());
            var renamed = new StringBuilder(source);
            List<UnreadVariable> unread = Analysis.of(template, partials).unread();
            for (UnreadVariable one : unread.reversed()) {
                int name = source.indexOf(" " + one.name() + " ", one.position());
                renamed.replace(name + 1, name + 1 + one.name().length(), "zz");
            }
            told += unread.size();
            kept += source.split("assign|\\{% capture", -1).length - 1 - unread.size();
            Template other = Template.parse("t", renamed.toString(), LiquidOptions.standard());

            for (int render = 0; render < RENDERS; render++) {
                RenderContext context =
                        RenderContext.of((Mapping) data(choice), Instant.EPOCH)
                                .withPartials(partials);
                assertThat(other.renderCollecting(context).text())
                        .as("%s renamed %s", source, renamed)
                        .isEqualTo(template.renderCollecting(context).text());
            }
        }
        assertThat(told).isGreaterThan(500);
        assertThat(kept).isGreaterThan(500);
    }

    private static Value data(Choice choice) {
        var data = new LinkedHashMap<String, Value>();
        for (String name : NAMES) {
            if (choice.below(4) != 0) {
                data.put(name, value(choice, 0));
            }
        }
        return Value.map(data);
    }

    private static Value value(Choice choice, int depth) {
        return switch (choice.below(depth > 2 ? 4 : 7)) {
            case 0 -> Value.of(1);
            case 1 -> Value.of("x");
            case 2 -> Nil.NULL;
            case 3 -> Value.of(false);
            case 4 -> Value.list(List.of(value(choice, depth + 1), value(choice, depth + 1)));
            default ->
                    choice.below(3) == 0
                            ? Value.map(Map.of())
                            : Value.map(Map.of("k", value(choice, depth + 1)));
        };
    }

    /// The same data, noting each path that is asked for; items of lists count alike.
    private static Mapping recorded(Value value, String path, Set<String> read) {
        Mapping mapping = (Mapping) value;
        return new Mapping() {
            @Override
            public Value get(String key) {
                String way = path.isEmpty() ? key : path + "." + key;
                // A map that is asked whether it contains a text is asked for a property, and an
                // include looks for a value by its own name.
                if (!key.equals("x") && !key.equals("p")) {
                    read.add(way);
                }
                return wrapped(mapping.get(key), way, read);
            }

            @Override
            public List<String> keys() {
                // A loop over an object reads all of it, whatever the template then uses.
                return List.of();
            }

            @Override
            public int size() {
                return mapping.size();
            }

            // Printing all of it is no use of a part.
            @Override
            public String display(TextContext context) {
                return "all";
            }
        };
    }

    private static Value wrapped(Value value, String path, Set<String> read) {
        if (value instanceof Mapping) {
            return recorded(value, path, read);
        }
        if (value instanceof Sequence sequence) {
            var items = new ArrayList<Value>();
            for (int i = 0; i < sequence.size(); i++) {
                items.add(wrapped(sequence.get(i), path + "[]", read));
            }
            return Value.list(items);
        }
        return value;
    }

    private static String body(Choice choice, int depth) {
        var body = new StringBuilder();
        int count = 1 + choice.below(4);
        for (int i = 0; i < count; i++) {
            body.append(node(choice, depth));
        }
        return body.toString();
    }

    private static String node(Choice choice, int depth) {
        String value = choice.of(VALUES);
        String name = choice.of(NAMES);
        if (depth > 3) {
            return "{% if " + value + " %}y{% endif %}";
        }
        return switch (choice.below(11)) {
            case 0, 1 -> "{% assign " + name + " = " + value + " %}";
            case 2 -> "{% capture " + name + " %}" + body(choice, depth + 1) + "{% endcapture %}";
            case 3 -> "{% increment " + name + " %}";
            case 4, 5 ->
                    "{% if "
                            + condition(choice)
                            + " %}"
                            + body(choice, depth + 1)
                            + choice.of(List.of("", "{% elsif b.k %}{{ b.k }}", "{% else %}"))
                            + body(choice, depth + 1)
                            + "{% endif %}";
            case 6 -> "{% unless " + condition(choice) + " %}{{ " + value + " }}{% endunless %}";
            case 7 ->
                    "{% for i in "
                            + value
                            + " %}{{ i.k }}"
                            + body(choice, depth + 2)
                            + "{% endfor %}";
            case 8 ->
                    "{% case "
                            + value
                            + " %}{% when 1, 'x' %}{{ "
                            + value
                            + " }}{% else %}"
                            + body(choice, depth + 1)
                            + "{% endcase %}";
            case 9 ->
                    depth > 1
                            ? "{{ " + value + " | default: 'z' }}"
                            : choice.of(
                                    List.of(
                                            "{% include 'p', a: " + value + " %}",
                                            "{% render 'p', b: " + value + " %}",
                                            "{% render 'p' for " + value + " as i %}"));
            default -> "{% unless " + value + " %}{{ " + value + " }}{% endunless %}";
        };
    }

    private static String condition(Choice choice) {
        String operand = choice.of(VALUES);
        String first =
                choice.of(
                        List.of(
                                operand,
                                operand + " == 1",
                                operand + " != nil",
                                operand + " != 'x'",
                                operand + " == blank",
                                operand + " contains 'x'"));
        return choice.below(3) == 0
                ? first + choice.of(List.of(" and ", " or ")) + condition(choice)
                : first;
    }
}
