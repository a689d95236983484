package io.epistle.rule.runs;

import io.epistle.event.Struct;
import io.epistle.event.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Follows dotted paths into structs and through lists of structs.
final class Paths {
    private Paths() {}

    /// All values that a path leads to; none for absent ones and for `null`. `products.category`
    /// leads to the category of every product. A field whose name holds the dots wins over nested
    /// ones.
    static List<Value> values(Struct struct, String path) {
        Optional<Value> direct = struct.get(path);
        if (direct.isPresent()) {
            return present(direct.get());
        }
        int dot = path.indexOf('.');
        if (dot < 0) {
            return List.of();
        }
        return inside(struct.get(path.substring(0, dot)), path.substring(dot + 1));
    }

    static List<Value> inside(Optional<Value> outer, String path) {
        if (outer.isEmpty()) {
            return List.of();
        }
        return switch (outer.get()) {
            case Struct inner -> values(inner, path);
            case Value.Sequence(List<Value> items) -> {
                List<Value> found = new ArrayList<>();
                for (Value item : items) {
                    if (item instanceof Struct inner) {
                        found.addAll(values(inner, path));
                    }
                }
                yield found;
            }
            case Value.Text _, Value.Whole _, Value.Decimal _, Value.Bool _, Value.Nothing _ ->
                    List.of();
        };
    }

    static List<Value> present(Value value) {
        return value instanceof Value.Nothing ? List.of() : List.of(value);
    }

    /// The values with lists replaced by their items.
    static List<Value> spread(List<Value> values) {
        boolean flat = true;
        for (Value value : values) {
            flat &= !(value instanceof Value.Sequence);
        }
        if (flat) {
            return values;
        }
        List<Value> spread = new ArrayList<>();
        for (Value value : values) {
            if (value instanceof Value.Sequence(List<Value> items)) {
                spread.addAll(items);
            } else {
                spread.add(value);
            }
        }
        return spread;
    }
}
