package io.epistle.liquid.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.liquid.filter.FilterSet;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// No input breaks parser or renderer: a few seconds each with every build, ten minutes each under
/// the profile `fuzz`.
class FuzzTest {
    private static final int SECONDS = Integer.getInteger("epistle.fuzz.seconds", 5);
    private static final int SEEDS = 200;
    private static final long SEED = 20260701;
    private static final Pattern EXECUTED = Pattern.compile("Done (\\d+) runs");

    @Test
    void noBytesBreakTheParser() throws IOException, InterruptedException {
        var grammar = new TemplateGrammar(Choice.seeded(SEED));
        var seeds = new ArrayList<byte[]>();
        for (int i = 0; i < SEEDS; i++) {
            String source = i % 4 == 0 ? grammar.noise() : grammar.template();
            seeds.add(source.getBytes(StandardCharsets.UTF_8));
        }

        findsNothing(ParserFuzz.class, seeds);
    }

    @Test
    void noTemplateAndDataBreakTheRenderer() throws IOException, InterruptedException {
        var random = new Random(SEED);
        var seeds = new ArrayList<byte[]>();
        for (int i = 0; i < SEEDS; i++) {
            var bytes = new byte[50 + random.nextInt(400)];
            random.nextBytes(bytes);
            seeds.add(bytes);
        }

        findsNothing(RendererFuzz.class, seeds);
    }

    @Test
    void aTargetThatBreaksIsFound() throws IOException, InterruptedException {
        Jazzer.Run run = jazzer(BrokenTarget.class).run(60, List.of(), List.of());

        assertThat(run.found()).as(run.log()).isTrue();
        assertThat(run.log()).contains("the planted fault");
    }

    private static void findsNothing(Class<?> target, List<byte[]> seeds)
            throws IOException, InterruptedException {
        Jazzer.Run run = jazzer(target).run(SECONDS, seeds, words());
        Matcher executed = EXECUTED.matcher(run.log());

        assertThat(run.found()).as(run.log()).isFalse();
        assertThat(executed.find()).as(run.log()).isTrue();
        System.out.printf(
                "liquid fuzz: %s, %s inputs in %d s, nothing found%n",
                target.getSimpleName(), executed.group(1), SECONDS);
    }

    private static Jazzer jazzer(Class<?> target) {
        return new Jazzer(
                target, Path.of("target", "fuzz", target.getSimpleName()).toAbsolutePath());
    }

    /// What templates are made of.
    private static List<String> words() {
        var words = new ArrayList<String>(FilterSet.standard().names());
        for (String tag :
                List.of(
                        "assign",
                        "break",
                        "capture",
                        "case",
                        "when",
                        "comment",
                        "cycle",
                        "doc",
                        "echo",
                        "for",
                        "if",
                        "elsif",
                        "else",
                        "ifchanged",
                        "include",
                        "increment",
                        "liquid",
                        "raw",
                        "render",
                        "tablerow",
                        "unless")) {
            words.add("{% " + tag + " ");
            words.add("{% end" + tag + " %}");
        }
        words.addAll(
                List.of(
                        "{{",
                        "}}",
                        "{%-",
                        "-%}",
                        "offset: continue",
                        "limit:",
                        "blank",
                        " contains "));
        return words;
    }
}
