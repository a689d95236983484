package io.epistle.liquid.render;

import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Drop;
import io.epistle.liquid.value.Emptiness;
import io.epistle.liquid.value.ListValue;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Meter;
import io.epistle.liquid.value.Moment;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.NumberValue;
import io.epistle.liquid.value.Properties;
import io.epistle.liquid.value.Range;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;
import io.epistle.liquid.value.Whole;

import java.util.ArrayList;
import java.util.List;

/// The part of a collection that a loop runs over; nothing is copied.
///
/// @param items all items
/// @param start index of the first item of the part
/// @param length items of the part
/// @param reversed true where they run backwards
record Segment(Sequence items, int start, int length, boolean reversed) {

    /// Numbers as items.
    private record Numbers(Range range, int size) implements Sequence {

        @Override
        public Value get(int index) {
            return Whole.of(range.first() + index);
        }
    }

    /// The part from `from` to before `to`, both within the collection or cut to it; a text is
    /// always whole.
    static Segment of(Value collection, long from, long to, boolean reversed, Meter meter) {
        Sequence items = items(collection, meter);
        if (collection instanceof Text) {
            return new Segment(items, 0, items.size(), reversed);
        }
        long start = Math.clamp(from, 0, items.size());
        long end = Math.clamp(to, start, items.size());
        return new Segment(items, (int) start, (int) (end - start), reversed);
    }

    Value get(int index) {
        return items.get(reversed ? start + length - 1 - index : start + index);
    }

    /// What a loop runs over: items, numbers, pairs of name and value, a text as one item; nothing
    /// for anything else.
    static Sequence items(Value collection, Meter meter) {
        return switch (collection) {
            case Sequence sequence -> sequence;
            case Range range -> new Numbers(range, (int) Math.min(Integer.MAX_VALUE, range.size()));
            case Drop _ -> ListValue.EMPTY;
            case Mapping mapping -> pairs(mapping, meter);
            case Text text ->
                    text.value().isEmpty() ? ListValue.EMPTY : new ListValue(List.of(text));
            case Nil _, NumberValue _, Bool _, Moment _, Emptiness _ -> ListValue.EMPTY;
        };
    }

    private static Sequence pairs(Mapping mapping, Meter meter) {
        meter.charge(mapping.size());
        var pairs = new ArrayList<Value>(mapping.size());
        for (String key : mapping.keys()) {
            pairs.add(Properties.pair(mapping, key));
        }
        return new ListValue(pairs);
    }
}
