package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.liquid.filter.FilterSet;
import io.epistle.liquid.value.Mapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/// What the README says of filters, tags and limits is true.
class ReadmeTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z0-9_]+)` \\| `(.+)` \\| `(.*)` \\|$", Pattern.MULTILINE);
    private static final Pattern TAG_ROW =
            Pattern.compile(
                    "^\\| `([a-z#]+|\\{\\{ value }})` \\| .+ \\| `(.+)` \\| `(.*)` \\|$",
                    Pattern.MULTILINE);
    private static final Pattern LIMIT_ROW =
            Pattern.compile("^\\| `([a-zA-Z]+Max)` \\| (\\d+) \\|$", Pattern.MULTILINE);

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)(?:\\.([a-z]\\w+))?`");

    private static final Pattern PROGRAM =
            Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SAID = Pattern.compile("^// (\\w+): (.*)$", Pattern.MULTILINE);

    @TempDir private Path folder;

    private static Mapping data() {
        return (Mapping)
                Json.read(
                        "{\"tags\": [\"x\", \"y\"], \"lines\": \"a\\nb\", \"list\":"
                                + " [{\"id\": 1, \"name\": \"a\"}, {\"id\": 2, \"name\":"
                                + " \"b\"}]}");
    }

    private static String readme() throws IOException {
        Path here = Path.of("README.md");
        return Files.readString(Files.exists(here) ? here : Path.of("liquid/README.md"));
    }

    /// The text from a heading to the next one.
    private static String section(String heading) throws IOException {
        String page = readme();
        int from = page.indexOf(heading);
        return page.substring(from, page.indexOf("\n## ", from));
    }

    @Test
    void everyFilterIsListedWithAnExampleThatGivesWhatItSays() throws IOException {
        List<MatchResult> rows = ROW.matcher(section("## Filters")).results().toList();

        for (MatchResult row : rows) {
            String example = row.group(2).replace("\\|", "|");
            String found =
                    Template.parse("readme", example, LiquidOptions.standard())
                            .render(RenderContext.of(data(), Instant.EPOCH));

            assertThat(found).as(example).isEqualTo(row.group(3));
            assertThat(example).containsPattern("\\| " + row.group(1) + "\\b");
        }
        assertThat(rows)
                .extracting(row -> row.group(1))
                .containsExactlyElementsOf(FilterSet.standard().names());
    }

    @Test
    void everyTagHasAnExampleThatGivesWhatItSays() throws IOException {
        List<MatchResult> rows = TAG_ROW.matcher(section("## Tags")).results().toList();
        Partials partials =
                Partials.of(Map.of("card", "[{{ card.name }}]"), LiquidOptions.standard());

        for (MatchResult row : rows) {
            String example = row.group(2).replace("\\|", "|");
            String found =
                    Template.parse("readme", example, LiquidOptions.standard())
                            .render(RenderContext.of(data(), Instant.EPOCH).withPartials(partials));

            assertThat(found.replace("\n", "\\n")).as(example).isEqualTo(row.group(3));
            assertThat(example).contains(row.group(1).equals("{{ value }}") ? "{{" : row.group(1));
        }
        assertThat(rows).hasSize(22);
    }

    @Test
    void deliberateDifferencesAreAsTheyAreWritten() throws IOException {
        String differences = readme().substring(readme().indexOf("## Deliberate differences"));
        for (String refused :
                List.of(
                        "{% assign a b = 1 %}",
                        "{% case h.0 %}{% when 1 %}{% endcase %}",
                        "{% case 1 %}{% when -x or a %}{% endcase %}",
                        "{% if nil %}{% else if x %}{% endif %}",
                        "{% for x in y %}{% else %}{% else %}{% endfor %}",
                        "{% if false %}{{ 1 | nope }}{{ 1 | plus }}{% endif %}")) {
            assertThat(Template.check("t", refused, LiquidOptions.standard()))
                    .as(refused)
                    .anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        }
        Partials partials =
                Partials.of(Map.of("p", "{{ a }}{{ tags[0] }}"), LiquidOptions.standard());
        Template template =
                Template.parse(
                        "t",
                        "{% cycle 'a,b', 'c' %} {% assign a = 1 %}{% render 'p' %} {% increment"
                                + " tags %}{{ tags }} {{ 'ab' | replace: 'a', '\\0' }}",
                        LiquidOptions.standard());

        assertThat(template.render(RenderContext.of(data(), Instant.EPOCH).withPartials(partials)))
                .isEqualTo("a,b x 01 \\0b");
        assertThat(differences)
                .contains("{% cycle 'a,b', 'c' %}", "{% assign a b = 1 %}", "{% else if x %}");
    }

    @Test
    void everyProgramCompilesAndGivesWhatItSays() throws Exception {
        List<String> programs =
                PROGRAM.matcher(readme()).results().map(found -> found.group(1)).toList();

        assertThat(programs).hasSize(2);
        for (String program : programs) {
            List<MatchResult> said = SAID.matcher(program).results().toList();
            assertThat(said).isNotEmpty();
            for (MatchResult each : said) {
                assertThat(run(program, each.group(1))).hasToString(each.group(2));
            }
        }
    }

    /// What a variable of a program holds at its end.
    private Object run(String program, String variable) throws Exception {
        String source =
                "import io.epistle.liquid.*; import io.epistle.liquid.analysis.*;"
                        + " import io.epistle.liquid.filter.*; import io.epistle.liquid.tag.*;"
                        + " import io.epistle.liquid.tree.*; import io.epistle.liquid.value.*;"
                        + " import java.time.*; import java.util.*;"
                        + " public class Program { public static Object run(Instant now) {"
                        + program
                        + " return "
                        + variable
                        + "; } }";
        Path file = Files.writeString(folder.resolve("Program.java"), source);
        int refused =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                System.err,
                                "-cp",
                                System.getProperty("java.class.path"),
                                file.toString());
        assertThat(refused).as(program).isZero();
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            return loader.loadClass("Program")
                    .getMethod("run", Instant.class)
                    .invoke(null, Instant.parse("2026-07-01T06:30:00Z"));
        }
    }

    @Test
    void theLimitsAreTheStandardOnes() throws IOException {
        List<String> listed =
                LIMIT_ROW
                        .matcher(readme())
                        .results()
                        .map(row -> row.group(1) + "=" + row.group(2))
                        .toList();

        assertThat(Limits.STANDARD.toString())
                .isEqualTo("Limits[" + String.join(", ", listed) + "]");
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Path here = Path.of("src/test/java");
        List<Path> sources;
        try (Stream<Path> files =
                Files.walk(Files.exists(here) ? here : Path.of("liquid").resolve(here))) {
            sources = files.filter(file -> file.toString().endsWith("Test.java")).toList();
        }
        List<MatchResult> named = TEST.matcher(readme()).results().toList();

        assertThat(named).hasSizeGreaterThan(20);
        for (MatchResult test : named) {
            String file = test.group(1) + ".java";
            assertThat(sources)
                    .anySatisfy(source -> {
                        assertThat(source.getFileName()).hasToString(file);
                        assertThat(Files.readString(source))
                                .contains(
                                        test.group(2) == null
                                                ? "@Test"
                                                : "void " + test.group(2) + "()");
                    });
        }
    }
}
