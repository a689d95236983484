package io.epistle.alert;

/// A condition that holds at one look.
///
/// @param kind which
/// @param subject the id of the campaign or source it is about; empty where it is about all
/// @param found the measure, in the unit of its kind
/// @param detail the words of whoever caused it, such as the reason of a hold; may be empty
public record Finding(AlertKind kind, String subject, double found, String detail) {
    /// A condition about all, without words.
    static Finding of(AlertKind kind, double found) {
        return new Finding(kind, "", found, "");
    }

    /// A condition about a campaign or a source.
    static Finding of(AlertKind kind, String subject, double found) {
        return new Finding(kind, subject, found, "");
    }
}
