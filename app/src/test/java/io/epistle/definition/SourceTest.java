package io.epistle.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

final class SourceTest {

    @Test
    void oneFileMayHoldSeveralDefinitions() {
        List<Source> sources =
                Source.split("f", "# the first\na: 1\n---\nb: 2\n--- # the third\n\nc: 3\n");

        assertThat(sources)
                .containsExactly(
                        new Source("f", 1, "# the first\na: 1\n"),
                        new Source("f", 4, "b: 2\n"),
                        new Source("f", 6, "\nc: 3\n"));
    }

    @Test
    void whatHoldsNothingIsLeftOut() {
        assertThat(Source.split("f", "")).isEmpty();
        assertThat(Source.split("f", "---\n# only a comment\n---\n\n---\n")).isEmpty();
    }

    @Test
    void threeDashesInsideATextSeparateNothing() {
        assertThat(Source.split("f", "a: ---\nb:\n  --- x\n----\n")).hasSize(1);
    }

    @Test
    void anEditorsHabitsAreNoChange() {
        List<Source> plain = Source.split("f", "a: 1\nb: 2\n");

        assertThat(Source.split("f", "\uFEFFa: 1\r\nb: 2\r\n\r\n")).isEqualTo(plain);
        assertThat(Source.split("f", "a: 1\rb: 2")).isEqualTo(plain);
        assertThat(Source.split("f", "a: 1\nb: 2\n\n\n")).isEqualTo(plain);
    }
}
