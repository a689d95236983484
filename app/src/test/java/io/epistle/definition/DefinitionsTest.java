package io.epistle.definition;

import static io.epistle.definition.Samples.complaints;
import static io.epistle.definition.Samples.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.epistle.definition.Samples.Segment;
import io.epistle.definition.Samples.SegmentParser;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;

final class DefinitionsTest {

    @Test
    void documentsComeByKindAndId() {
        String text = segment("b", "x") + "---\n" + segment("a", "y");

        Reading reading = Samples.read(Workspace.of("f.yaml", text, new TreeMap<>()));

        assertThat(reading.documents()).extracting(Document::id).containsExactly("a", "b");
        assertThat(reading.documents()).extracting(Document::version).containsOnly(0L);
    }

    @Test
    void anUnknownKindIsAProblemWithTheNearestOne() {
        assertThat(complaints("kind: segmnet\nid: a\nrule: x\n"))
                .containsExactly(
                        "a.yaml:1:7: found \"segmnet\" in \"kind\", expected one of campaign,"
                                + " segment; did you mean \"segment\"?");
    }

    @Test
    void kindAndIdMustBeThere() {
        assertThat(complaints("rule: x\n"))
                .containsExactly(
                        "a.yaml:1:1: found no key \"id\", expected id: and an id of lower-case"
                                + " letters, digits, - and _",
                        "a.yaml:1:1: found no key \"kind\", expected kind: and one of campaign,"
                                + " segment");
        assertThat(complaints("kind: segment\nid: VIP\nrule: x\n"))
                .containsExactly(
                        "a.yaml:2:5: found \"VIP\" in \"id\", expected an id of lower-case letters,"
                                + " digits, - and _; write vip");
    }

    @Test
    void theSameIdTwiceIsAProblemAtTheSecond() {
        assertThat(complaints(segment("a", "x") + "---\n" + segment("a", "y")))
                .containsExactly(
                        "a.yaml:6:5: found segment \"a\" a second time, expected each definition"
                                + " once; the first is at a.yaml:2");
    }

    @Test
    void theSameIdOfTwoKindsIsFine() {
        assertThat(complaints("kind: campaign\nid: a\naudience: a\n---\n" + segment("a", "x")))
                .isEmpty();
    }

    @Test
    void whatIsNoMappingIsNoDefinition() {
        assertThat(complaints("- a\n"))
                .containsExactly(
                        "a.yaml:1:1: found a list, expected a definition: kind: and id: and what"
                                + " belongs to the kind");
    }

    @Test
    void oneBadDefinitionHidesNoProblemOfTheOthers() {
        assertThat(
                        complaints(
                                "kind: [\n---\n"
                                        + segment("a", "huh?")
                                        + "---\n"
                                        + segment("b", "huh?")))
                .hasSize(3);
    }

    @Test
    void tooManyProblemsAreCutOff() {
        String text = (segment("a", "huh?") + "---\n").repeat(Problems.KEPT_MAX + 50);

        assertThat(complaints(text)).hasSize(Problems.KEPT_MAX);
    }

    @Test
    void tooManyDefinitionsAreRefusedBeforeTheyAreRead() {
        String text = "kind: x\n---\n".repeat(Definitions.DOCUMENTS_MAX + 1);

        assertThat(complaints(text))
                .containsExactly(
                        "a.yaml:20001:1: found 10,001 definitions, expected at most 10,000 in one"
                                + " workspace");
    }

    @Test
    void allMeaningsOfAKindAreThoseOfTheWorld() {
        World world =
                World.empty(ZoneOffset.UTC)
                        .with(
                                List.of(Samples.document("b", "y"), Samples.document("a", "x")),
                                Instant.EPOCH);

        assertThat(Definitions.all(world, new SegmentParser()).values())
                .containsExactly(new Segment("a", "x"), new Segment("b", "y"));
    }

    @Test
    void aWorldThatCannotBeReadIsAnError() {
        Document broken =
                Definitions.restored(
                        new DocumentKey("segment", "a"),
                        1,
                        1,
                        new Source("a.yaml", 1, segment("a", "huh?")),
                        new TreeMap<>());
        World world = World.empty(ZoneOffset.UTC).with(List.of(broken), Instant.EPOCH);

        assertThatIllegalStateException()
                .isThrownBy(() -> Definitions.all(world, new SegmentParser()))
                .withMessageContaining("a.yaml:3:10: found ?");
    }

    @Test
    void oneKindHasOneParser() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kinds.of(new SegmentParser(), new SegmentParser()))
                .withMessageContaining("two parsers for the kind segment");
    }
}
