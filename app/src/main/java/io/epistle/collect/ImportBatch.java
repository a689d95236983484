package io.epistle.collect;

import io.epistle.event.Admission;
import io.epistle.event.Event;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an import wants stored in one commit.
///
/// @param before the checkpoint that the last batch left, or the import's start
/// @param submissions in the order to be stored
/// @param last whether the file ends with it
public record ImportBatch(Checkpoint before, List<Submission> submissions, boolean last) {
    public ImportBatch {
        submissions = List.copyOf(submissions);
    }

    /// The checkpoint to be written in the same commit, given what became of each submission.
    ///
    /// @param admissions one for each submission, in their order
    /// @throws IllegalArgumentException where an admission cannot be, as [Intake#admit] lists them
    public Checkpoint settle(List<Admission> admissions) {
        if (admissions.size() != submissions.size()) {
            throw new IllegalArgumentException(
                    "found %d admissions for %d submissions"
                            .formatted(admissions.size(), submissions.size()));
        }
        Tally tally = new Tally();
        for (int index = 0; index < admissions.size(); index++) {
            switch (submissions.get(index)) {
                case Submission.OfEvent event -> tally.add(event, admissions.get(index));
                case Submission.OfRow row -> tally.add(row.row(), admissions.get(index));
            }
        }
        return before.after(before.counts().plus(tally.counts()), last);
    }

    private static final class Tally {
        private long rows;
        private long attributed;
        private long anonymous;
        private long duplicate;
        private final SortedMap<String, Long> quarantined = new TreeMap<>();
        private final SortedMap<String, Long> facts = new TreeMap<>();

        void add(Submission.OfEvent submission, Admission admission) {
            rows += submission.rows();
            Event event = submission.event();
            switch (admission) {
                case Admission.Accepted _ -> {
                    facts.merge(event.name(), 1L, Long::sum);
                    if (event.identifiers().isEmpty()) {
                        anonymous += submission.rows();
                    } else {
                        attributed += submission.rows();
                    }
                }
                case Admission.Duplicate _ -> duplicate += submission.rows();
                case Admission.Quarantined(Admission.Reason reason) ->
                        quarantined.merge(reason.rule(), (long) submission.rows(), Long::sum);
                case Admission.Rejected _ -> throw impossible("an event", admission);
            }
        }

        void add(QuarantinedRow row, Admission admission) {
            rows++;
            switch (admission) {
                case Admission.Quarantined _ ->
                        quarantined.merge(row.reason().rule(), 1L, Long::sum);
                case Admission.Duplicate _ -> duplicate++;
                case Admission.Accepted _, Admission.Rejected _ ->
                        throw impossible("a bad row", admission);
            }
        }

        ImportCounts counts() {
            return new ImportCounts(rows, attributed, anonymous, duplicate, quarantined, facts);
        }

        private static IllegalArgumentException impossible(String what, Admission admission) {
            return new IllegalArgumentException(
                    "found %s for %s".formatted(admission.getClass().getSimpleName(), what));
        }
    }
}
