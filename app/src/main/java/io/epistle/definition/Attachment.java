package io.epistle.definition;

/// A file that a definition names, with its text.
///
/// @param path in the workspace, with `/` between folders
/// @param text its content
public record Attachment(String path, String text) {
    /// Stands for a file that was not found, until the definition is given up.
    static final Attachment NONE = new Attachment("", "");
}
