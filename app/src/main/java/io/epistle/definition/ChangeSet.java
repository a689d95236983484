package io.epistle.definition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What applying a workspace would do to the World: `epistle apply` shows it, and publishes it only
/// if nothing at all is wrong. A definition that only the World has is kept.
///
/// @param base the version of the World that was compared with
/// @param added those that the World does not have, as they would be published
/// @param changed those whose text differs, as they would be published
/// @param adopted those whose text the World has from elsewhere: from now on the workspace may
///   change them
/// @param unchanged those that the World has as they are
/// @param refused those whose text differs although it was changed elsewhere since the workspace
///   last had it
/// @param kept those that only the World has
/// @param problems what is wrong in the workspace
public record ChangeSet(
        long base,
        List<Document> added,
        List<Document> changed,
        List<Document> adopted,
        List<Document> unchanged,
        List<Refusal> refused,
        List<Document> kept,
        List<Problem> problems) {
    public ChangeSet {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        adopted = List.copyOf(adopted);
        unchanged = List.copyOf(unchanged);
        refused = List.copyOf(refused);
        kept = List.copyOf(kept);
        problems = List.copyOf(problems);
    }

    /// A definition that both the workspace and somebody else changed.
    ///
    /// @param workspace what the workspace has
    /// @param published what the World has
    public record Refusal(Document workspace, Document published) {
        /// What to say about it.
        @Override
        public String toString() {
            return ("%s: found %s changed elsewhere (version %d, this workspace had version %d),"
                            + " expected the version that this workspace had; take over the"
                            + " published text, or overwrite it on purpose")
                    .formatted(
                            workspace.source().file(),
                            workspace.key(),
                            published.version(),
                            published.base());
        }
    }

    /// Compares what was read from a workspace with the World.
    ///
    /// @param overwrite whether the workspace wins where both changed
    public static ChangeSet of(Reading reading, World world, boolean overwrite) {
        List<Document> added = new ArrayList<>();
        List<Document> changed = new ArrayList<>();
        List<Document> adopted = new ArrayList<>();
        List<Document> unchanged = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        for (Document ours : reading.documents()) {
            Document theirs = world.document(ours.key()).orElse(null);
            if (theirs == null) {
                added.add(ours.versioned(1, 1));
            } else if (ours.sameText(theirs)) {
                boolean known = theirs.base() == theirs.version();
                (known ? unchanged : adopted)
                        .add(ours.versioned(theirs.version(), theirs.version()));
            } else if (theirs.base() == theirs.version() || overwrite) {
                changed.add(ours.versioned(theirs.version() + 1, theirs.version() + 1));
            } else {
                refused.add(new Refusal(ours, theirs));
            }
        }
        TreeSet<DocumentKey> read = new TreeSet<>();
        reading.documents().forEach(ours -> read.add(ours.key()));
        List<Document> kept =
                world.documents().stream().filter(own -> !read.contains(own.key())).toList();
        return new ChangeSet(
                world.version(),
                added,
                changed,
                adopted,
                unchanged,
                refused,
                kept,
                reading.problems());
    }

    /// Whether it may be applied: nothing is refused and nothing is wrong.
    public boolean isApplicable() {
        return refused.isEmpty() && problems.isEmpty();
    }

    /// Whether applying it would leave the World as it is.
    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && adopted.isEmpty();
    }

    /// The World after it: the very one given where there is nothing to do, otherwise the next.
    ///
    /// @throws IllegalStateException where it may not be applied, or the World is not the one that
    ///   was compared with
    public World appliedTo(World world, Instant at) {
        if (!isApplicable()) {
            throw new IllegalStateException(
                    "found %d problems and %d refusals, expected none of both"
                            .formatted(problems.size(), refused.size()));
        }
        if (world.version() != base) {
            throw new IllegalStateException(
                    "found World %d, expected %d, with which the workspace was compared"
                            .formatted(world.version(), base));
        }
        if (isEmpty()) {
            return world;
        }
        return world.with(Stream.of(added, changed, adopted).flatMap(List::stream).toList(), at);
    }
}
