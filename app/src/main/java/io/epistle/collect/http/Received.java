package io.epistle.collect.http;

import io.epistle.collect.QuarantinedRow;
import io.epistle.event.Admission.Reason;
import io.epistle.event.Event;

/// What one item of a request turned out to be.
sealed interface Received {
    /// An event that can be admitted.
    ///
    /// @param event what happened
    /// @param contentHash equal for equal content, whenever it was sent
    /// @param place where in the request it stood, from 1
    /// @param text its JSON as it was given
    record OfEvent(Event event, long contentHash, long place, String text) implements Received {
        /// The row to be kept where the event is not admitted.
        QuarantinedRow row(Reason reason) {
            return new QuarantinedRow(
                    event.source(),
                    "event:" + event.messageId() + ":" + Long.toHexString(contentHash),
                    "",
                    place,
                    text,
                    reason);
        }
    }

    /// An item that cannot become an event.
    record OfRow(QuarantinedRow row) implements Received {}
}
