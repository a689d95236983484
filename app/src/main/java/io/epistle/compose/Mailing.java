package io.epistle.compose;

/// Why a message goes out, which decides the headers that tell mail programs how to treat it.
public sealed interface Mailing {

    /// Sent to many: carries `List-ID`, both unsubscribe headers, `Feedback-ID` and `Precedence:
    /// bulk`.
    ///
    /// @param listId the list it belongs to
    /// @param unsubscribe the ways out
    /// @param feedbackId under which complaints are counted
    record Bulk(ListId listId, Unsubscribe unsubscribe, FeedbackId feedbackId) implements Mailing {}

    /// An answer to what one person did, such as a receipt: no list, no way out of it.
    ///
    /// @param feedbackId under which complaints are counted
    record Transactional(FeedbackId feedbackId) implements Mailing {}
}
