package io.epistle.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// All sources are laid out by google-java-format in its AOSP style, which leaves nothing to argue
/// about.
final class FormatTest {
    private static final boolean WRITE = Boolean.getBoolean("format.write");

    @Test
    void everySourceIsFormatted() {
        List<String> unformatted =
                Sources.java().parallelStream()
                        .filter(FormatTest::differs)
                        .map(file -> Sources.root().relativize(file).toString())
                        .toList();

        assertThat(unformatted)
                .as(
                        "sources laid out differently from google-java-format; to rewrite them run"
                                + " mvn -q -pl app -am test -Dtest=FormatTest -Dformat.write=true"
                                + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEmpty();
    }

    @Test
    void aSourceLaidOutByHandIsReported() throws FormatterException {
        String source = "class Crooked{int one( ){return 1 ;}}\n";

        assertThat(format(source)).isNotEqualTo(source).contains("    int one() {");
    }

    /// Whether the file was wrong and stays so.
    private static boolean differs(Path file) {
        String source = Sources.text(file);
        try {
            String formatted = format(source);
            if (WRITE && !formatted.equals(source)) {
                Files.writeString(file, formatted);
                return false;
            }
            return !formatted.equals(source);
        } catch (FormatterException | IOException failure) {
            throw new AssertionError(
                    "cannot format " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static String format(String source) throws FormatterException {
        return new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build())
                .formatSourceAndFixImports(source);
    }
}
