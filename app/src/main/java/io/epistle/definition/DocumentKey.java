package io.epistle.definition;

import java.util.Comparator;
import java.util.regex.Pattern;

/// What a definition is called: its kind and, within it, its id.
///
/// @param kind such as `segment` or `campaign`
/// @param id 1 to [#ID_LENGTH_MAX] lower-case letters, digits, `-` and `_`, a letter or digit first
public record DocumentKey(String kind, String id) implements Comparable<DocumentKey> {
    /// Characters of an id: fits a column and a file name.
    public static final int ID_LENGTH_MAX = 64;

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]*");
    private static final Comparator<DocumentKey> ORDER =
            Comparator.comparing(DocumentKey::kind).thenComparing(DocumentKey::id);

    public DocumentKey {
        if (!isId(kind) || !isId(id)) {
            throw new IllegalArgumentException(
                    "found the definition %s \"%s\", expected lower-case letters, digits, - and _"
                            .formatted(kind, id));
        }
    }

    /// Whether a text may be an id.
    public static boolean isId(String text) {
        return text.length() <= ID_LENGTH_MAX && ID.matcher(text).matches();
    }

    /// By kind, then by id.
    @Override
    public int compareTo(DocumentKey other) {
        return ORDER.compare(this, other);
    }

    /// As people say it: `segment "vip"`.
    @Override
    public String toString() {
        return "%s \"%s\"".formatted(kind, id);
    }
}
