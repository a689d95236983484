package io.epistle.liquid.filter;

import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Emptiness;
import io.epistle.liquid.value.ListValue;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Moment;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.NumberValue;
import io.epistle.liquid.value.Range;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;
import io.epistle.liquid.value.Whole;

import java.util.ArrayList;
import java.util.List;

/// What list filters work on: a list without lists inside, the numbers of a range, nothing for nil,
/// anything else as one item.
final class Items {
    /// Lists inside lists past which flattening stops.
    private static final int DEPTH_MAX = 100;

    private Items() {}

    static Sequence of(Value input, FilterContext context) {
        return switch (input) {
            case Sequence sequence -> {
                context.charge(sequence.size());
                yield nested(sequence) ? flattened(sequence, context) : sequence;
            }
            case Range range -> numbers(range, context);
            case Nil _ -> ListValue.EMPTY;
            case Text _, Mapping _, NumberValue _, Bool _, Moment _, Emptiness _ ->
                    new ListValue(List.of(input));
        };
    }

    /// A copy that may be changed.
    static List<Value> copy(Sequence items) {
        var copy = new ArrayList<Value>(items.size());
        for (int i = 0; i < items.size(); i++) {
            copy.add(items.get(i));
        }
        return copy;
    }

    private static boolean nested(Sequence sequence) {
        for (int i = 0; i < sequence.size(); i++) {
            if (sequence.get(i) instanceof Sequence) {
                return true;
            }
        }
        return false;
    }

    private static Sequence flattened(Sequence sequence, FilterContext context) {
        var flat = new ArrayList<Value>();
        flatten(sequence, flat, context, 0);
        return new ListValue(flat);
    }

    private static void flatten(
            Sequence sequence, List<Value> flat, FilterContext context, int depth) {
        context.charge(sequence.size());
        for (int i = 0; i < sequence.size(); i++) {
            Value item = sequence.get(i);
            if (item instanceof Sequence inner && depth < DEPTH_MAX) {
                flatten(inner, flat, context, depth + 1);
            } else {
                flat.add(item);
            }
        }
    }

    private static Sequence numbers(Range range, FilterContext context) {
        context.charge(range.size());
        context.requireLength(range.size());
        var numbers = new ArrayList<Value>((int) range.size());
        for (long i = 0; i < range.size(); i++) {
            numbers.add(Whole.of(range.first() + i));
        }
        return new ListValue(numbers);
    }
}
