package io.epistle.definition;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// One definition: a segment, a template, a campaign, an offer, a block, a lifecycle, a policy.
///
/// @param key its kind and id
/// @param version counted from 1 with each published change of its text; 0 before it is published
/// @param base the newest version that came from the workspace or agreed with it; lower than
///   `version` when it was edited elsewhere since, 0 when it never was in a workspace
/// @param source its text and where that stood
/// @param attachments the texts of the files that it names (Liquid, HTML), by their path in the
///   workspace
/// @param root what the text says, with places in `source.file()`
public record Document(
        DocumentKey key,
        long version,
        long base,
        Source source,
        SortedMap<String, String> attachments,
        Node.Mapping root)
        implements Comparable<Document> {
    public Document {
        if (base < 0 || base > version) {
            throw new IllegalArgumentException(
                    "found base %d of version %d, expected 0 to the version"
                            .formatted(base, version));
        }
        attachments = Collections.unmodifiableSortedMap(new TreeMap<>(attachments));
    }

    /// Its kind, such as `segment`.
    public String kind() {
        return key.kind();
    }

    /// Its id, unique within its kind.
    public String id() {
        return key.id();
    }

    /// Whether both say the same in the same words, wherever their files lie.
    public boolean sameText(Document other) {
        return key.equals(other.key)
                && source.text().equals(other.source.text())
                && attachments.equals(other.attachments);
    }

    /// The same text under other versions.
    public Document versioned(long version, long base) {
        return new Document(key, version, base, source, attachments, root);
    }

    /// By kind, then by id.
    @Override
    public int compareTo(Document other) {
        return key.compareTo(other.key);
    }
}
