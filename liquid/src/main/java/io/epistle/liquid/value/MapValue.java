package io.epistle.liquid.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A map in memory that keeps the order of its entries.
public final class MapValue implements Mapping {
    private final LinkedHashMap<String, Value> entries;

    /// Copies the entries in the iteration order they come in.
    public MapValue(Map<String, ? extends Value> entries) {
        this.entries = new LinkedHashMap<>(entries);
    }

    @Override
    public Value get(String key) {
        return entries.getOrDefault(key, Nil.ABSENT);
    }

    @Override
    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public int size() {
        return entries.size();
    }
}
