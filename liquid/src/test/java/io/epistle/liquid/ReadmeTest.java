package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.liquid.filter.FilterSet;
import io.epistle.liquid.value.Mapping;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the README says of filters, tags and limits is true.
class ReadmeTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z0-9_]+)` \\| `(.+)` \\| `(.*)` \\|$", Pattern.MULTILINE);
    private static final Pattern TAG_ROW =
            Pattern.compile("^\\| `([a-z#]+)` \\| [^|]+ \\|$", Pattern.MULTILINE);
    private static final Pattern LIMIT_ROW =
            Pattern.compile("^\\| `([a-zA-Z]+Max)` \\| (\\d+) \\|$", Pattern.MULTILINE);

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)(?:\\.([a-z]\\w+))?`");

    private static String readme() throws IOException {
        Path here = Path.of("README.md");
        return Files.readString(Files.exists(here) ? here : Path.of("liquid/README.md"));
    }

    @Test
    void everyFilterIsListedWithAnExampleThatGivesWhatItSays() throws IOException {
        List<MatchResult> rows = ROW.matcher(readme()).results().toList();
        Mapping data =
                (Mapping)
                        Json.read(
                                "{\"tags\": [\"x\", \"y\"], \"lines\": \"a\\nb\", \"list\":"
                                        + " [{\"id\": 1, \"name\": \"a\"}, {\"id\": 2, \"name\":"
                                        + " \"b\"}]}");

        for (MatchResult row : rows) {
            String example = row.group(2).replace("\\|", "|");
            String found =
                    Template.parse("readme", example, LiquidOptions.standard())
                            .render(RenderContext.of(data, Instant.EPOCH));

            assertThat(found).as(example).isEqualTo(row.group(3));
            assertThat(example).containsPattern("\\| " + row.group(1) + "\\b");
        }
        assertThat(rows)
                .extracting(row -> row.group(1))
                .containsExactlyElementsOf(FilterSet.standard().names());
    }

    @Test
    void everyTagIsListed() throws IOException {
        List<String> listed =
                TAG_ROW.matcher(readme()).results().map(row -> row.group(1)).sorted().toList();

        assertThat(listed)
                .containsExactly(
                        "#",
                        "assign",
                        "break",
                        "capture",
                        "case",
                        "comment",
                        "continue",
                        "cycle",
                        "decrement",
                        "doc",
                        "echo",
                        "for",
                        "if",
                        "ifchanged",
                        "include",
                        "increment",
                        "liquid",
                        "raw",
                        "render",
                        "tablerow",
                        "unless");
        for (String tag : listed) {
            assertThat(Template.check("t", "{% " + tag + " %}", LiquidOptions.standard()))
                    .extracting(Problem::message)
                    .noneMatch(message -> message.startsWith("there is no tag"));
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
