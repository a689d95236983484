package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.event.Admission;
import io.epistle.event.Admission.Reason;
import io.epistle.event.EventBuilder;
import io.epistle.event.Identifier;
import io.epistle.event.Trust;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class ImportBatchTest {
    private static final Reason REASON = new Reason("negative_price", "line 7", "-1", "0 or more");

    private final ImportBatch batch =
            new ImportBatch(
                    Checkpoint.start("i", "orders.csv", "f"),
                    List.of(
                            event("1", List.of(new Identifier("user_id", "7")), 3),
                            event("2", List.of(), 2),
                            event("3", List.of(), 5),
                            new Submission.OfRow(row()),
                            new Submission.OfRow(row())),
                    false);

    @Test
    void everyRowIsCountedOnceByWhatBecameOfIt() {
        Checkpoint settled =
                batch.settle(
                        List.of(
                                new Admission.Accepted(1),
                                new Admission.Accepted(2),
                                new Admission.Quarantined(
                                        new Reason("same_id_other_content", "", "", "")),
                                new Admission.Quarantined(REASON),
                                new Admission.Duplicate()));

        assertThat(settled)
                .isEqualTo(
                        new Checkpoint(
                                "i",
                                "orders.csv",
                                "f",
                                12,
                                Checkpoint.Stage.UNDER_WAY,
                                new ImportCounts(
                                        12,
                                        3,
                                        2,
                                        1,
                                        new TreeMap<>(
                                                Map.of(
                                                        "negative_price",
                                                        1L,
                                                        "same_id_other_content",
                                                        5L)),
                                        new TreeMap<>(Map.of("Order Completed", 2L)))));
    }

    @Test
    void admissionsThatCannotBeAreRefused() {
        Admission accepted = new Admission.Accepted(1);
        Admission duplicate = new Admission.Duplicate();

        assertThatThrownBy(() -> batch.settle(List.of(duplicate)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found 1 admissions for 5 submissions");
        assertThatThrownBy(() ->
                        batch.settle(List.of(duplicate, duplicate, duplicate, duplicate, accepted)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found Accepted for a bad row");
        assertThatThrownBy(() ->
                        batch.settle(
                                List.of(
                                        new Admission.Rejected(REASON),
                                        duplicate,
                                        duplicate,
                                        duplicate,
                                        duplicate)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found Rejected for an event");
    }

    @Test
    void countsThatDoNotBalanceCannotBeBuilt() {
        assertThatThrownBy(() -> new ImportCounts(3, 1, 1, 0, new TreeMap<>(), new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found 3 rows, but 2 of them told apart");
    }

    @Test
    void checkpointsAndRowsAreReadBackFromTheirBytes() {
        Checkpoint checkpoint =
                new Checkpoint(
                        "i",
                        "orders.csv",
                        "f",
                        6,
                        Checkpoint.Stage.COMPLETE,
                        new ImportCounts(
                                6,
                                1,
                                1,
                                1,
                                new TreeMap<>(Map.of("a", 1L, "b", 2L)),
                                new TreeMap<>(Map.of("Order Completed", 9L))));

        assertThat(Checkpoint.CODEC.decode(Checkpoint.CODEC.encode(checkpoint)))
                .isEqualTo(checkpoint);
        assertThat(Checkpoint.CODEC.decode(Checkpoint.CODEC.encode(checkpoint.told())))
                .isEqualTo(checkpoint.told());
        assertThat(QuarantinedRow.CODEC.decode(QuarantinedRow.CODEC.encode(row())))
                .isEqualTo(row());
    }

    private static QuarantinedRow row() {
        return new QuarantinedRow("s", "row:1", "i", 7, "1,a,\u20ac", REASON);
    }

    private static Submission event(String id, List<Identifier> identifiers, int rows) {
        return new Submission.OfEvent(
                EventBuilder.track("Order Completed", Instant.EPOCH)
                        .source("s")
                        .messageId(id)
                        .identifiers(identifiers)
                        .trust(Trust.IMPORTED)
                        .build(),
                1,
                rows);
    }
}
