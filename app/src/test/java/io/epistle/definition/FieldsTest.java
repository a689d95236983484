package io.epistle.definition;

import static io.epistle.definition.Samples.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.epistle.definition.Samples.Campaign;
import io.epistle.definition.Samples.CampaignParser;
import io.epistle.definition.Samples.Speed;
import io.epistle.definition.Samples.Variant;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

final class FieldsTest {
    private static final String HEAD = "kind: campaign\nid: picks\n";
    private static final String VIP = "---\n" + Samples.segment("vip", "everyone");

    @Test
    void aGoodDefinitionIsReadWhole() {
        Reading reading =
                Samples.read(
                        Workspace.of(
                                "campaigns/picks.yaml",
                                HEAD
                                        + """
                                        audience: vip
                                        variants:
                                          - {name: "no", weight: 30}
                                          - name: b
                                        fallback:
                                        tags: [12, true, x y]
                                        caps: {day: 1, week: 2.50}
                                        slots:
                                          top: {name: t}
                                        wait: 2 hours
                                        speed: fast
                                        html: ../templates/picks.html
                                        """
                                        + VIP,
                                files("templates/picks.html", "<p>", "other.html", "<b>")));

        assertThat(reading.problems()).isEmpty();
        Document document = reading.documents().getFirst();
        assertThat(document.attachments()).containsExactly(entry("templates/picks.html", "<p>"));
        Problems problems = new Problems();
        assertThat(Definitions.parse(document, new CampaignParser(), problems))
                .contains(
                        new Campaign(
                                "vip",
                                List.of(new Variant("no", 30), new Variant("b", 1)),
                                Optional.empty(),
                                List.of("12", "true", "x y"),
                                new TreeMap<>(
                                        Map.of(
                                                "day",
                                                new BigDecimal("1"),
                                                "week",
                                                new BigDecimal("2.50"))),
                                new TreeMap<>(Map.of("top", new Variant("t", 1))),
                                Duration.ofHours(2),
                                Speed.FAST,
                                "<p>"));
        assertThat(problems.count()).isZero();
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        String text =
                HEAD
                        + """
                        audiense: vip
                        variants:
                          - {nmae: a}
                          - {name: b, weight: 101}
                          - c
                        tags: x
                        caps: {day: many}
                        wait: 2 fortnights
                        speed: fats
                        """;

        assertThat(complaints(text))
                .containsExactly(
                        "a.yaml:1:1: found no key \"audience\", expected audience: and an id of"
                                + " lower-case letters, digits, - and _",
                        "a.yaml:3:1: found the key \"audiense\", expected one of audience, caps,"
                                + " fallback, html, id, kind, slots, speed, tags, variants, wait;"
                                + " did you mean \"audience\"?",
                        "a.yaml:5:5: found no key \"name\", expected name: and a text",
                        "a.yaml:5:6: found the key \"nmae\", expected one of name, weight; did you"
                                + " mean \"name\"?",
                        "a.yaml:6:23: found \"101\" in \"weight\", expected a whole number from 1"
                                + " to 100",
                        "a.yaml:7:5: found \"c\" in \"variants\", expected a mapping of keys to"
                                + " values",
                        "a.yaml:8:7: found \"x\" in \"tags\", expected a list",
                        "a.yaml:9:13: found \"many\" in \"day\", expected a number from 0 to 10",
                        "a.yaml:10:7: found \"2 fortnights\" in \"wait\", expected a time such as"
                                + " 30 minutes, 2 hours or 14 days",
                        "a.yaml:11:8: found \"fats\" in \"speed\", expected one of fast, slow; did"
                                + " you mean \"fast\"?");
    }

    @Test
    void aProblemInTheSecondDefinitionOfAFileHasThePlaceInTheFile() {
        assertThat(complaints(Samples.segment("a", "x") + "---\n" + Samples.segment("b", "y?")))
                .containsExactly("a.yaml:7:8: found ?, expected a condition");
    }

    @Test
    void aProblemInABlockOfARuleHasThePlaceInTheFile() {
        assertThat(complaints("kind: segment\nid: a\nrule: |\n  did x\n    and ?\n"))
                .containsExactly("a.yaml:5:9: found ?, expected a condition");
    }

    @Test
    void whatARecordRefusesIsAProblemOfItsPlace() {
        assertThat(complaints(HEAD + "audience: vip\nvariants: [{name: forbidden}]\n" + VIP))
                .containsExactly("a.yaml:4:12: found forbidden, expected another name");
    }

    @Test
    void nothingIsNoText() {
        for (String nothing : List.of("", " ~", " null", " ''")) {
            assertThat(complaints("kind: segment\nid: a\nrule:" + nothing + "\n"))
                    .as(nothing)
                    .singleElement()
                    .asString()
                    .startsWith("a.yaml:3:")
                    .endsWith("in \"rule\", expected a text");
        }
    }

    @Test
    void aPathLeavesTheWorkspaceNeither() {
        for (String path :
                List.of(
                        "/etc/passwd",
                        "../../secret.html",
                        "..\\\\x",
                        "file:x.html",
                        "a/../../../b")) {
            assertThat(
                            complaints(
                                    "campaigns/a.yaml",
                                    HEAD + "audience: vip\nhtml: \"" + path + "\"\n" + VIP,
                                    files("b", "stays", "x.html", "unread")))
                    .as(path)
                    .singleElement()
                    .asString()
                    .startsWith("campaigns/a.yaml:4:7: found the path \"")
                    .endsWith("expected a path inside the workspace, relative to campaigns/a.yaml");
        }
    }

    @Test
    void aFileThatIsNotThereIsAProblemWithTheNearestOne() {
        assertThat(
                        complaints(
                                "a.yaml",
                                HEAD + "audience: vip\nhtml: picks.htm\n" + VIP,
                                files("picks.html", "<p>")))
                .containsExactly(
                        "a.yaml:4:7: found the path \"picks.htm\", where there is no file, expected"
                                + " a .liquid, .html, .txt or .mjml file of the workspace; did you"
                                + " mean \"picks.html\"?");
    }

    @Test
    void anUnknownDefinitionIsAProblemWhereItIsNamed() {
        assertThat(complaints(HEAD + "audience: vpi\n" + VIP))
                .containsExactly(
                        "a.yaml:3:11: found the unknown segment \"vpi\", expected a segment that is"
                                + " defined; did you mean \"vip\"?");
        assertThat(complaints(HEAD + "audience: vip\n"))
                .containsExactly(
                        "a.yaml:3:11: found the unknown segment \"vip\", expected a segment that is"
                                + " defined; there is none");
        assertThat(complaints(Samples.segment("a", "|\n  x\n  in segment b") + VIP))
                .containsExactly(
                        "a.yaml:5:14: found the unknown segment \"b\", expected a segment that is"
                                + " defined; did you mean \"a\"?");
    }

    @Test
    void aDefinitionOfTheWorldMayBeNamed() {
        World world =
                World.empty(ZoneOffset.UTC)
                        .with(List.of(Samples.document("vip", "x").versioned(1, 1)), Instant.EPOCH);
        Workspace workspace = Workspace.of("a.yaml", HEAD + "audience: vip\n", new TreeMap<>());

        assertThat(Definitions.read(workspace, Samples.KINDS, world).problems()).isEmpty();
    }

    private static SortedMap<String, String> files(String... pathsAndTexts) {
        SortedMap<String, String> files = new TreeMap<>();
        for (int index = 0; index < pathsAndTexts.length; index += 2) {
            files.put(pathsAndTexts[index], pathsAndTexts[index + 1]);
        }
        return files;
    }
}
