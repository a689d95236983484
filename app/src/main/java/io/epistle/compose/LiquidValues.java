package io.epistle.compose;

import io.epistle.event.Struct;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The values of facts as templates see them.
final class LiquidValues {
    private LiquidValues() {}

    /// The same content; objects keep their ascending order of names, JSON `null` is nil.
    static Value of(io.epistle.event.Value value) {
        return switch (value) {
            case io.epistle.event.Value.Text(String text) -> Value.of(text);
            case io.epistle.event.Value.Whole(long number) -> Value.of(number);
            case io.epistle.event.Value.Decimal(var number) -> Value.of(number);
            case io.epistle.event.Value.Bool(boolean truth) -> Value.of(truth);
            case io.epistle.event.Value.Sequence(List<io.epistle.event.Value> items) -> {
                List<Value> values = new ArrayList<>(items.size());
                for (io.epistle.event.Value item : items) {
                    values.add(of(item));
                }
                yield Value.list(values);
            }
            case io.epistle.event.Value.Nothing() -> Nil.NULL;
            case Struct struct -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                for (int index = 0; index < struct.size(); index++) {
                    fields.put(struct.name(index), of(struct.value(index)));
                }
                yield Value.map(fields);
            }
        };
    }
}
