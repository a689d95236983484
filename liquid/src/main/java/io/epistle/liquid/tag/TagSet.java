package io.epistle.liquid.tag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The tags of the product by name, besides those of Liquid. Immutable.
public final class TagSet {
    /// No tags but those of Liquid.
    public static final TagSet NONE = new TagSet(List.of());

    private final TreeMap<String, TagDefinition> byName = new TreeMap<>();

    /// The given tags; of two with the same name the later one counts.
    public TagSet(Collection<TagDefinition> definitions) {
        for (TagDefinition definition : definitions) {
            byName.put(definition.name(), definition);
        }
    }

    /// These tags and `more`; one of the same name is replaced.
    public TagSet with(Collection<TagDefinition> more) {
        var all = new ArrayList<>(byName.values());
        all.addAll(more);
        return new TagSet(all);
    }

    /// The tag of that name.
    public Optional<TagDefinition> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// All names, sorted.
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }
}
