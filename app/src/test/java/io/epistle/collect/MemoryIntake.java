package io.epistle.collect;

import io.epistle.event.Admission;
import io.epistle.event.Admission.Reason;
import io.epistle.event.Event;
import io.epistle.store.StoreException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// An intake that keeps in memory what the real one keeps on disk, and can die before or after a
/// commit.
final class MemoryIntake implements Intake {
    final Map<String, Submission.OfEvent> events = new LinkedHashMap<>();
    final Map<String, QuarantinedRow> rows = new LinkedHashMap<>();
    final List<Integer> batchRows = new ArrayList<>();
    private final Map<String, Checkpoint> checkpoints = new LinkedHashMap<>();
    private int commitsLeft = Integer.MAX_VALUE;

    /// Dies at the batch behind so many more: that one is not committed.
    void dieAfter(int commits) {
        commitsLeft = commits;
    }

    @Override
    public Optional<Checkpoint> checkpoint(String importId) {
        return Optional.ofNullable(checkpoints.get(importId));
    }

    /// Notes that the counts of every complete import were told.
    void told() {
        checkpoints.replaceAll((_, checkpoint) ->
                checkpoint.stage() == Checkpoint.Stage.UNDER_WAY ? checkpoint : checkpoint.told());
    }

    @Override
    public CompletableFuture<List<Admission>> admit(ImportBatch batch) {
        if (commitsLeft-- <= 0) {
            return CompletableFuture.failedFuture(new StoreException("the disk is full"));
        }
        List<Admission> admissions = new ArrayList<>();
        for (Submission submission : batch.submissions()) {
            admissions.add(
                    switch (submission) {
                        case Submission.OfEvent event -> admit(event);
                        case Submission.OfRow(QuarantinedRow row) -> admit(row);
                    });
        }
        Checkpoint settled = batch.settle(admissions);
        // What lies on disk is what the codec makes of it.
        checkpoints.put(
                settled.importId(), Checkpoint.CODEC.decode(Checkpoint.CODEC.encode(settled)));
        batchRows.add(batch.submissions().stream().mapToInt(Submission::rows).sum());
        return CompletableFuture.completedFuture(admissions);
    }

    private Admission admit(Submission.OfEvent submission) {
        String key = submission.event().source() + " " + submission.event().messageId();
        Submission.OfEvent known = events.putIfAbsent(key, submission);
        if (known == null) {
            return new Admission.Accepted(events.size());
        }
        return known.contentHash() == submission.contentHash()
                ? new Admission.Duplicate()
                : new Admission.Quarantined(
                        new Reason("same_id_other_content", "messageId", "other", "equal"));
    }

    private Admission admit(QuarantinedRow row) {
        QuarantinedRow kept = QuarantinedRow.CODEC.decode(QuarantinedRow.CODEC.encode(row));
        return rows.putIfAbsent(row.source() + " " + row.rowId(), kept) == null
                ? new Admission.Quarantined(row.reason())
                : new Admission.Duplicate();
    }

    /// The events in the order they came.
    List<Event> facts() {
        return events.values().stream().map(Submission.OfEvent::event).toList();
    }
}
