package io.epistle.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.profile.RfmCuts;
import io.epistle.rule.said.Said;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The reference of the language says nothing that is not so.
final class ReferenceTest {
    private static final Pattern EXAMPLE = Pattern.compile("```rule\n(.*?)```", Pattern.DOTALL);

    private static final RuleWorld WORLD =
            RuleWorld.of(
                    ZoneOffset.UTC,
                    new TreeMap<>(Map.of("vip", "everyone")),
                    List.of(
                            new RuleWorld.Stage("active", "did \"Order Completed\""),
                            new RuleWorld.Stage("at risk", "everyone")),
                    Optional.of(
                            new RfmCuts(
                                    List.of(1L, 2L, 3L, 4L),
                                    List.of(1, 2, 3, 4),
                                    Stream.of(1, 2, 3, 4).map(BigDecimal::valueOf).toList())));

    @Test
    void everyExampleMeansSomething() throws IOException {
        List<String> examples = examples();

        assertThat(examples).hasSizeGreaterThan(25);
        assertThat(examples)
                .allSatisfy(example -> {
                    Said said = Rules.parse(example).orThrow();
                    assertThat(Rules.parse(Rules.print(said)).orThrow()).isEqualTo(said);
                    assertThat(Rules.ready(said, WORLD)).isInstanceOf(Checked.Sound.class);
                });
    }

    @Test
    void everyFormOfTheLanguageHasAnExample() throws IOException {
        String said =
                examples().stream()
                        .map(text -> Rules.parse(text).orThrow().toString())
                        .toList()
                        .toString();

        assertThat(forms(Said.class)).allSatisfy(form -> assertThat(said).contains(form + "["));
        assertThat(forms(io.epistle.rule.said.Test.class))
                .allSatisfy(form -> assertThat(said).contains(form + "["));
        assertThat(forms(io.epistle.rule.said.Window.class))
                .allSatisfy(form -> assertThat(said).contains(form + "["));
        assertThat(forms(Said.Step.class))
                .allSatisfy(form -> assertThat(said).contains(form + "["));
    }

    private static List<String> forms(Class<?> sealed) {
        List<String> forms = new ArrayList<>();
        for (Class<?> form : sealed.getPermittedSubclasses()) {
            if (form.isSealed()) {
                forms.addAll(forms(form));
            } else {
                forms.add(form.getSimpleName());
            }
        }
        return forms;
    }

    private static List<String> examples() throws IOException {
        Path root = Path.of(System.getProperty("epistle.root", ".."));
        Matcher matcher =
                EXAMPLE.matcher(Files.readString(root.resolve("docs/reference/rules.md")));
        List<String> examples = new ArrayList<>();
        while (matcher.find()) {
            examples.add(matcher.group(1));
        }
        return examples;
    }
}
