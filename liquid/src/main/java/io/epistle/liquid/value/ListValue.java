package io.epistle.liquid.value;

import java.util.List;

/// A list in memory.
///
/// @param items the items; not copied, so the maker gives up the list
public record ListValue(List<Value> items) implements Sequence {
    /// No items.
    public static final ListValue EMPTY = new ListValue(List.of());

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public Value get(int index) {
        return items.get(index);
    }
}
