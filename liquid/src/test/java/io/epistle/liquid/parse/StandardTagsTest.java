package io.epistle.liquid.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

class StandardTagsTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z#]+)` \\| ", Pattern.MULTILINE);

    @Test
    void theReadmeListsEachTagAndNoOther() throws IOException {
        Path here = Path.of("README.md");
        String readme = Files.readString(Files.exists(here) ? here : Path.of("liquid/README.md"));
        String tags = readme.substring(readme.indexOf("## Tags"), readme.indexOf("## Filters"));

        List<String> listed =
                ROW.matcher(tags).results().map(row -> row.group(1)).sorted().toList();

        assertThat(listed).containsExactlyElementsOf(StandardTags.names());
    }
}
