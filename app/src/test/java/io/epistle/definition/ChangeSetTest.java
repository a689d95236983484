package io.epistle.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class ChangeSetTest {
    private static final Instant AT = Instant.parse("2011-09-30T08:00:00Z");

    @Test
    void whatIsNewIsAddedAndWhatDiffersIsChanged() {
        World world = world(published("a", "x", 4, 4), published("b", "y", 2, 2));
        Reading reading = reading("a", "x", "b", "z", "c", "w");

        ChangeSet changes = ChangeSet.of(reading, world, false);
        World next = changes.appliedTo(world, AT);

        assertThat(changes.unchanged()).extracting(Document::id).containsExactly("a");
        assertThat(changes.changed()).extracting(Document::id).containsExactly("b");
        assertThat(changes.added()).extracting(Document::id).containsExactly("c");
        assertThat(next.version()).isEqualTo(world.version() + 1);
        assertThat(next.publishedAt()).isEqualTo(AT);
        assertThat(next.documents())
                .usingRecursiveFieldByFieldElementComparatorOnFields("key", "version", "base")
                .containsExactly(
                        published("a", "x", 4, 4),
                        published("b", "z", 3, 3),
                        published("c", "w", 1, 1));
        assertThat(next.document("segment", "b").orElseThrow().source().text()).contains("rule: z");
    }

    @Test
    void applyingTwiceChangesNothing() {
        World world = World.empty(ZoneOffset.UTC);
        Reading reading = reading("a", "x", "b", "y");
        World once = ChangeSet.of(reading, world, false).appliedTo(world, AT);

        ChangeSet again = ChangeSet.of(reading, once, false);

        assertThat(again.isEmpty()).isTrue();
        assertThat(again.appliedTo(once, AT)).isSameAs(once);
    }

    @Test
    void whatWasChangedElsewhereIsRefusedAndNothingElseIsApplied() {
        World world = world(published("a", "x", 5, 4));

        ChangeSet changes = ChangeSet.of(reading("a", "mine", "b", "new"), world, false);

        assertThat(changes.isApplicable()).isFalse();
        assertThat(changes.added()).hasSize(1);
        assertThat(changes.refused())
                .singleElement()
                .hasToString(
                        "a.yaml: found segment \"a\" changed elsewhere (version 5, this workspace"
                                + " had version 4), expected the version that this workspace had;"
                                + " take over the published text, or overwrite it on purpose");
        assertThatIllegalStateException().isThrownBy(() -> changes.appliedTo(world, AT));
    }

    @Test
    void theWorkspaceWinsWhereItIsToldTo() {
        World world = world(published("a", "x", 5, 4));

        ChangeSet changes = ChangeSet.of(reading("a", "mine"), world, true);
        Document after = changes.appliedTo(world, AT).document("segment", "a").orElseThrow();

        assertThat(after.version()).isEqualTo(6);
        assertThat(after.base()).isEqualTo(6);
        assertThat(after.source().text()).contains("rule: mine");
    }

    @Test
    void takingOverThePublishedTextLetsTheWorkspaceChangeItAgain() {
        World world = world(published("a", "x", 5, 4));

        World adopted = ChangeSet.of(reading("a", "x"), world, false).appliedTo(world, AT);
        ChangeSet changes = ChangeSet.of(reading("a", "mine"), adopted, false);

        assertThat(adopted.document("segment", "a").orElseThrow().version()).isEqualTo(5);
        assertThat(changes.refused()).isEmpty();
        assertThat(changes.changed()).extracting(Document::version).containsExactly(6L);
    }

    @Test
    void whatOnlyTheWorldHasIsKept() {
        World world = world(published("a", "x", 1, 1), published("b", "y", 1, 0));

        ChangeSet changes = ChangeSet.of(reading("a", "z"), world, false);

        assertThat(changes.kept()).extracting(Document::id).containsExactly("b");
        assertThat(changes.appliedTo(world, AT).document("segment", "b")).isPresent();
    }

    @Test
    void nothingIsAppliedWhileThereIsAProblem() {
        World world = World.empty(ZoneOffset.UTC);
        Reading reading = reading("a", "x", "b", "huh?");

        ChangeSet changes = ChangeSet.of(reading, world, true);

        assertThat(changes.added()).extracting(Document::id).containsExactly("a");
        assertThat(changes.problems()).hasSize(1);
        assertThat(changes.isApplicable()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> changes.appliedTo(world, AT));
    }

    @Test
    void aWorldPublishedMeanwhileIsNotOverwritten() {
        World world = world(published("a", "x", 1, 1));
        ChangeSet changes = ChangeSet.of(reading("a", "y"), world, false);
        World meanwhile = world.with(List.of(published("a", "z", 2, 1)), AT);

        assertThatIllegalStateException()
                .isThrownBy(() -> changes.appliedTo(meanwhile, AT))
                .withMessageContaining("found World 10, expected 9");
    }

    @Test
    void anotherFileWithTheSameTextIsNoChange() {
        Document moved = Samples.document("a", "x").versioned(1, 1);
        Document elsewhere =
                new Document(
                        moved.key(),
                        1,
                        1,
                        new Source("old/place.yaml", 12, moved.source().text()),
                        new TreeMap<>(),
                        moved.root());

        ChangeSet changes = ChangeSet.of(reading("a", "x"), world(elsewhere), false);

        assertThat(changes.isEmpty()).isTrue();
    }

    @Test
    void aChangedAttachmentIsAChange() {
        Document before = Samples.document("a", "x").versioned(1, 1);
        Document after =
                new Document(
                        before.key(),
                        0,
                        0,
                        before.source(),
                        new TreeMap<>(Map.of("x.html", "<p>")),
                        before.root());

        ChangeSet changes =
                ChangeSet.of(new Reading(List.of(after), List.of()), world(before), false);

        assertThat(changes.changed()).hasSize(1);
    }

    private static Document published(String id, String rule, long version, long base) {
        return Samples.document(id, rule).versioned(version, base);
    }

    private static World world(Document... documents) {
        return new World(9, Instant.EPOCH, ZoneOffset.UTC, List.of(documents), new TreeMap<>());
    }

    /// What a workspace of segments gives, each in a file of its own.
    private static Reading reading(String... idsAndRules) {
        List<Source> sources = new ArrayList<>();
        for (int index = 0; index < idsAndRules.length; index += 2) {
            String text = Samples.segment(idsAndRules[index], idsAndRules[index + 1]);
            sources.add(new Source(idsAndRules[index] + ".yaml", 1, text));
        }
        return Samples.read(new Workspace(sources, new TreeMap<>(), List.of()));
    }
}
