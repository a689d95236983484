package io.epistle.collect;

import io.epistle.event.Admission;
import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Writer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The door through which imports reach the writer: a batch and its checkpoint are one change.
public final class ImportStore implements Intake {
    /// How far each import got.
    public static final Table<String, Checkpoint> IMPORTS =
            new Table<>("imports", Codec.TEXT, Checkpoint.CODEC);

    private final Rows rows;
    private final Writer writer;
    private final Admissions admissions;
    private final QuarantineStore quarantine;

    /// A door to `writer` for events and bad rows.
    public ImportStore(
            Rows rows, Writer writer, Admissions admissions, QuarantineStore quarantine) {
        this.rows = rows;
        this.writer = writer;
        this.admissions = admissions;
        this.quarantine = quarantine;
    }

    @Override
    public Optional<Checkpoint> checkpoint(String importId) {
        return rows.get(IMPORTS, importId);
    }

    /// Notes that the counts of a complete import were told.
    public void told(String importId) {
        boolean _ =
                writer.apply(turn -> {
                    turn.get(IMPORTS, importId)
                            .ifPresent(found -> turn.put(IMPORTS, importId, found.told()));
                    return true;
                });
    }

    @Override
    public CompletableFuture<List<Admission>> admit(ImportBatch batch) {
        return writer.submit(turn -> {
            List<Admission> admitted = new ArrayList<>(batch.submissions().size());
            for (Submission submission : batch.submissions()) {
                admitted.add(
                        switch (submission) {
                            case Submission.OfEvent event ->
                                    admissions.admit(turn, event.event(), event.contentHash());
                            case Submission.OfRow row -> quarantine.keep(turn, row.row());
                        });
            }
            Checkpoint after = batch.settle(admitted);
            turn.put(IMPORTS, after.importId(), after);
            return admitted;
        });
    }
}
