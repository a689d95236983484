package io.epistle.liquid.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A map in memory that keeps the order of its entries.
public final class MapValue implements Mapping {
    private final LinkedHashMap<String, Value> entries;
    private final List<String> keys;

    /// Copies the entries in the iteration order they come in.
    public MapValue(Map<String, ? extends Value> entries) {
        this.entries = new LinkedHashMap<>(entries);
        this.keys = List.copyOf(this.entries.keySet());
    }

    @Override
    public Value get(String key) {
        return entries.getOrDefault(key, Nil.ABSENT);
    }

    @Override
    public List<String> keys() {
        return keys;
    }

    @Override
    public int size() {
        return entries.size();
    }
}
