package io.epistle.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the files that a definition names by paths relative to its own.
final class WorkspaceFiles {
    private final Inquiry inquiry;

    WorkspaceFiles(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    /// The file that a path leads to; [Attachment#NONE] with a problem where it leads to none.
    ///
    /// @param mark where the path stands
    Attachment named(String path, Mark mark) {
        Optional<String> resolved = resolved(path);
        if (resolved.isEmpty()) {
            inquiry.note(
                    mark,
                    "the path \"%s\"".formatted(path),
                    "a path inside the workspace, relative to %s".formatted(inquiry.file()),
                    "");
            return Attachment.NONE;
        }
        String text = inquiry.files().get(resolved.get());
        if (text == null) {
            inquiry.note(
                    mark,
                    "the path \"%s\", where there is no file".formatted(path),
                    "a .liquid, .html, .txt or .mjml file of the workspace",
                    Suggestion.of(resolved.get(), inquiry.files().keySet()));
            return Attachment.NONE;
        }
        inquiry.used().put(resolved.get(), text);
        return new Attachment(resolved.get(), text);
    }

    /// A path in the workspace; absent where it would leave it.
    private Optional<String> resolved(String path) {
        if (path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf(':') >= 0) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>(List.of(inquiry.file().split("/")));
        parts.removeLast();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return Optional.empty();
                }
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }
}
