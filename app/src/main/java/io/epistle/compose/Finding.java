package io.epistle.compose;

/// Something that a check before sending found.
///
/// @param severity whether it forbids sending
/// @param sentence what was found, what was expected and what to do; without personal data
public record Finding(Severity severity, String sentence) {
    /// How bad it is.
    public enum Severity {
        /// Do not send.
        ERROR,
        /// Look at it first.
        WARNING,
        /// Nothing is wrong; it may not be what was meant.
        NOTE
    }
}
