package io.epistle.collect;

import io.epistle.event.Event;

/// One thing that an import hands in.
public sealed interface Submission {
    /// The rows of the file that it stands for, at least 1.
    int rows();

    /// An event made of the good rows that belong together.
    ///
    /// @param event what happened; its message id is derived from the content of the file alone
    /// @param contentHash equal for equal content under the same id: the same id with another hash
    ///   is another content, which must not pass for a duplicate
    /// @param rows the rows it was made of
    record OfEvent(Event event, long contentHash, int rows) implements Submission {
        public OfEvent {
            if (rows < 1) {
                throw new IllegalArgumentException(
                        "found %d rows, expected 1 or more".formatted(rows));
            }
        }
    }

    /// A row that cannot become part of an event.
    record OfRow(QuarantinedRow row) implements Submission {
        @Override
        public int rows() {
            return 1;
        }
    }
}
