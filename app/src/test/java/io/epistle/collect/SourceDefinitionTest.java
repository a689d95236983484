package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.definition.Definitions;
import io.epistle.definition.Kinds;
import io.epistle.definition.Problem;
import io.epistle.definition.Problems;
import io.epistle.definition.Reading;
import io.epistle.definition.Workspace;
import io.epistle.definition.World;

import org.junit.jupiter.api.Test;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

class SourceDefinitionTest {
    private static final String PLAIN =
            """
            kind: source
            id: web
            name: Web
            write-keys: [test-key-one]
            """;

    private static Reading read(String text) {
        return Definitions.read(
                Workspace.of("web.yaml", text, new TreeMap<>()),
                Kinds.of(SourceDefinition.PARSER),
                World.empty(ZoneOffset.UTC));
    }

    private static SourceDefinition source(String more) {
        Reading reading = read(PLAIN + more);
        assertThat(reading.problems()).isEmpty();
        return Definitions.parse(
                        reading.documents().getFirst(), SourceDefinition.PARSER, new Problems())
                .orElseThrow();
    }

    private static List<String> complaints(String more) {
        return read(PLAIN + more).problems().stream().map(Problem::toString).toList();
    }

    @Test
    void aSourceHasNoLimitAndIsTrustedForNothingUnlessItSaysSo() {
        SourceDefinition source = source("");

        assertThat(source.limit()).isEmpty();
        assertThat(source.isTrustedFor(TrustedMatter.CONSENT)).isFalse();
    }

    @Test
    void aLimitIsARateAndABurst() {
        assertThat(source("limit:\n  events-per-second: 50\n  burst: 80\n").limit())
                .isEqualTo(Optional.of(new SourceLimit(50, 80)));
        assertThat(source("limit:\n  events-per-second: 50\n").limit())
                .isEqualTo(Optional.of(new SourceLimit(50, 500)));
        assertThat(source("trusted-for: [consent]\n").isTrustedFor(TrustedMatter.CONSENT)).isTrue();
    }

    @Test
    void whatIsWrongIsSaidAtItsPlace() {
        assertThat(complaints("limit:\n  events-per-second: 0\n"))
                .singleElement()
                .asString()
                .contains("web.yaml:6", "a whole number from 1 to 1000000");
        assertThat(complaints("limit:\n  events-per-second: 5\n  burst: 99999999\n"))
                .singleElement()
                .asString()
                .contains("web.yaml:7", "10000000");
        assertThat(complaints("limit:\n  burst: 5\n"))
                .singleElement()
                .asString()
                .contains("events-per-second");
        assertThat(complaints("trusted-for: [everything]\n"))
                .singleElement()
                .asString()
                .contains("web.yaml:5", "consent");
    }
}
