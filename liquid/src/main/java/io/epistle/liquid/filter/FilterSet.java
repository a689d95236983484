package io.epistle.liquid.filter;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The filters templates may use, by name. Immutable.
public final class FilterSet {
    private static final FilterSet STANDARD = new FilterSet(StandardFilters.definitions());

    private final TreeMap<String, FilterDefinition> byName = new TreeMap<>();

    private FilterSet(Collection<FilterDefinition> definitions) {
        for (FilterDefinition definition : definitions) {
            byName.put(definition.name(), definition);
        }
    }

    /// The filters of Liquid itself; the README lists them.
    public static FilterSet standard() {
        return STANDARD;
    }

    /// These filters and `more`; one of the same name is replaced.
    public FilterSet with(Collection<FilterDefinition> more) {
        var set = new FilterSet(byName.values());
        for (FilterDefinition definition : more) {
            set.byName.put(definition.name(), definition);
        }
        return set;
    }

    /// The filter of that name.
    public Optional<FilterDefinition> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// All names, sorted.
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }
}
