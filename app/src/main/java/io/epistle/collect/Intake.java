package io.epistle.collect;

import io.epistle.event.Admission;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Where an import hands its batches in: the door to the single writer.
///
/// The implementer keeps two laws. All of a batch, [ImportBatch#settle] included, is committed in
/// one atomic synced write, or none of it. And a key (the source with an event's message id, or
/// with a row's id) is stored once for ever: imports have no duplicate window.
public interface Intake {
    /// The last checkpoint committed for an import; absent where it never committed one.
    Optional<Checkpoint> checkpoint(String importId);

    /// Asks for a batch to be stored.
    ///
    /// The answer has one admission for each submission, in their order: an event is `Accepted`,
    /// `Duplicate`, or `Quarantined` where its id is known with another content hash; a bad row is
    /// `Quarantined`, or `Duplicate` where its id is known. Nothing is `Rejected`: what cannot be
    /// stored completes the future exceptionally, and then nothing of the batch is there.
    ///
    /// @return completes when everything is on disk
    CompletableFuture<List<Admission>> admit(ImportBatch batch);
}
