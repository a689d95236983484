package io.epistle.event;

/// What became of one event that someone handed in: exactly one of these, never none, never two.
public sealed interface Admission {
    /// Stored and synced; `sequence` is its place in the log.
    record Accepted(long sequence) implements Admission {}

    /// Known already within the source's duplicate window: stored once, by an earlier hand-in.
    record Duplicate() implements Admission {}

    /// Well framed but wrong: kept, sealed, with the reason, for someone to mend.
    record Quarantined(Reason reason) implements Admission {}

    /// Not kept: it could not even be read, or its sender is unknown or over a limit.
    record Rejected(Reason reason) implements Admission {}

    /// Why something was not accepted, for a person to act on.
    ///
    /// @param rule a short stable name, such as `negative_price`; reports group by it
    /// @param path where in the input, such as `properties.total` or `row 17`
    /// @param found what was there, without personal data
    /// @param expected what should have been there
    record Reason(String rule, String path, String found, String expected) {}
}
