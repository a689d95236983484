package io.epistle.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.definition.Definitions;
import io.epistle.definition.Kinds;
import io.epistle.definition.Problem;
import io.epistle.definition.Reading;
import io.epistle.definition.Workspace;
import io.epistle.definition.World;
import io.epistle.profile.RfmCuts;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// Segments and lifecycles as documents: what is wrong in a rule is told at its place in the file.
final class SegmentDefinitionTest {
    private static final Kinds KINDS =
            Kinds.of(SegmentDefinition.PARSER, LifecycleDefinition.PARSER);
    private static final World EMPTY = World.empty(ZoneId.of("Europe/London"));

    @Test
    void aSegmentIsReadWithItsRule() {
        World world =
                world(
                        """
                        kind: segment
                        id: vip
                        name: VIP
                        description: >
                          Those who spend
                          most.
                        priority: 3
                        rule: |
                          sum of total in "Order Completed" within 365 days > 5000
                            and country exists
                        """);

        SegmentDefinition segment =
                Objects.requireNonNull(Definitions.all(world, SegmentDefinition.PARSER).get("vip"));

        assertThat(segment.name()).isEqualTo("VIP");
        assertThat(segment.description()).isEqualTo("Those who spend most.");
        assertThat(segment.priority()).isEqualTo(3);
        assertThat(DefinedRules.of(world).segmentRule("vip"))
                .contains(
                        "sum of total in \"Order Completed\" within 365 days > 5000\n"
                                + "  and country exists");
        assertThat(DefinedRules.of(world).segments()).containsExactly("vip");
    }

    @Test
    void whatIsWrongInARuleIsToldAtItsPlaceInTheFile() {
        assertThat(problems("rule: did \"Order Completed\" witin 30 days"))
                .singleElement()
                .asString()
                .startsWith("segments.yaml:4:29: found ")
                .contains("did you mean \"within\"?");
        assertThat(problems("rule: |\n\n  everyone and\n    contry exsts"))
                .singleElement()
                .asString()
                .startsWith("segments.yaml:7:12: found ");
        assertThat(problems("rule: 'lifecycle is \"x\" or'"))
                .singleElement()
                .asString()
                .startsWith("segments.yaml:4:");
    }

    @Test
    void aRuleThatNamesAnUnknownSegmentIsToldWithTheNearestOne() {
        Reading reading =
                Definitions.read(
                        workspace(
                                """
                                kind: segment
                                id: vip
                                name: VIP
                                rule: everyone
                                ---
                                kind: segment
                                id: abroad
                                name: VIP abroad
                                rule: |
                                  country exists and
                                  not (in segment "vpi" or country = "X")
                                """),
                        KINDS,
                        EMPTY);

        assertThat(reading.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "segments.yaml:11:8: found the unknown segment \"vpi\", expected a segment"
                                + " that is defined; did you mean \"vip\"?");
    }

    @Test
    void stagesThatDoNotExistAndSegmentsInACircleAreToldOnceAllIsKnown() {
        World world =
                world(
                        """
                        kind: segment
                        id: one
                        name: One
                        rule: everyone and in segment "two"
                        ---
                        kind: segment
                        id: two
                        name: Two
                        rule: in segment "one"
                        ---
                        kind: segment
                        id: quiet
                        name: Quiet
                        rule: lifecycle is "atrisk"
                        ---
                        kind: lifecycle
                        id: shop
                        name: Shop
                        stages:
                          - name: active
                            rule: did "Order Completed" within 90 days
                          - name: at risk
                            rule: everyone
                        """);

        List<String> problems = RuleChecks.problems(world).stream().map(Problem::toString).toList();

        assertThat(problems).hasSize(3);
        assertThat(problems.get(0)).startsWith("segments.yaml:4:20: found ");
        assertThat(problems.get(1)).startsWith("segments.yaml:9:7: found ");
        assertThat(problems.get(2)).startsWith("segments.yaml:14:7: found ").contains("at risk");
    }

    @Test
    void aLifecycleKeepsTheOrderOfItsStages() {
        World world =
                world(
                        """
                        kind: lifecycle
                        id: shop
                        name: Shop
                        stages:
                          - name: new
                            description: First days.
                            rule: first "Order Completed" within 60 days
                          - name: active
                            rule: everyone
                        """);

        LifecycleDefinition lifecycle =
                Objects.requireNonNull(
                        Definitions.all(world, LifecycleDefinition.PARSER).get("shop"));

        assertThat(lifecycle.stages())
                .extracting(LifecycleDefinition.Stage::name)
                .containsExactly("new", "active");
        assertThat(DefinedRules.of(world).lifecycle().getFirst().rule())
                .isEqualTo("first \"Order Completed\" within 60 days");
    }

    @Test
    void aLifecycleWithoutStagesOrWithOneTwiceIsRefused() {
        assertThat(problemsOf("kind: lifecycle\nid: shop\nname: Shop\n"))
                .containsExactly("segments.yaml:1:1: found 0 stages, expected 1 to 50");
        assertThat(
                        problemsOf(
                                """
                                kind: lifecycle
                                id: shop
                                name: Shop
                                stages:
                                  - {name: a, rule: everyone}
                                  - {name: a, rule: everyone}
                                """))
                .containsExactly(
                        "segments.yaml:1:1: found the stage \"a\" twice, expected each name once");
    }

    @Test
    void cutPointsComeBackFromTheWorldAsTheyWentIn() {
        RfmCuts cuts =
                new RfmCuts(
                        List.of(1L, 20L, 300L, 4_000_000_000L),
                        List.of(1, 1, 2, 9),
                        List.of(
                                new BigDecimal("-1.50"),
                                new BigDecimal("0"),
                                new BigDecimal("10.10"),
                                new BigDecimal("99")));

        World world = EMPTY.withCuts(DefinedRules.cuts(cuts), Instant.EPOCH);

        assertThat(DefinedRules.of(world).rfmCuts()).contains(cuts);
        assertThat(DefinedRules.of(EMPTY).rfmCuts()).isEmpty();
    }

    private static List<String> problems(String rule) {
        return problemsOf("kind: segment\nid: s\nname: S\n" + rule + "\n");
    }

    private static List<String> problemsOf(String text) {
        return Definitions.read(workspace(text), KINDS, EMPTY).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static World world(String text) {
        Reading reading = Definitions.read(workspace(text), KINDS, EMPTY);
        assertThat(reading.problems()).isEmpty();
        return EMPTY.with(reading.documents(), Instant.EPOCH);
    }

    private static Workspace workspace(String text) {
        return Workspace.of("segments.yaml", text, new TreeMap<>());
    }
}
