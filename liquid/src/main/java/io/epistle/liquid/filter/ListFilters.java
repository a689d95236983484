package io.epistle.liquid.filter;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.value.Arithmetic;
import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Comparisons;
import io.epistle.liquid.value.Emptiness;
import io.epistle.liquid.value.ListValue;
import io.epistle.liquid.value.Mapping;
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
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/// Filters on whole lists: ends, order, copies, sums, and `default`.
final class ListFilters {

    private ListFilters() {}

    static List<FilterDefinition> definitions() {
        return List.of(
                FilterDefinition.of("size", 0, ListFilters::size),
                FilterDefinition.of("first", 0, ListFilters::first),
                FilterDefinition.of("last", 0, ListFilters::last),
                FilterDefinition.of("reverse", 0, ListFilters::reverse),
                FilterDefinition.of("concat", 1, ListFilters::concat),
                FilterDefinition.of("sort", 0, 1, ListFilters::sort),
                FilterDefinition.of("sort_natural", 0, 1, ListFilters::sortNatural),
                FilterDefinition.of("map", 1, ListFilters::map),
                FilterDefinition.of("sum", 0, 1, ListFilters::sum),
                FilterDefinition.of("default", 0, 2, ListFilters::defaulted).taking("allow_false"));
    }

    private static Value size(Value input, Arguments arguments, FilterContext context) {
        chargeText(input, context);
        Value size = Properties.sizeOrAbsent(input);
        return size == Nil.ABSENT ? Whole.ZERO : size;
    }

    private static Value first(Value input, Arguments arguments, FilterContext context) {
        chargeText(input, context);
        return present(Properties.firstOrAbsent(input));
    }

    private static Value last(Value input, Arguments arguments, FilterContext context) {
        chargeText(input, context);
        return present(Properties.lastOrAbsent(input));
    }

    /// Characters have to be counted to find the first, the last or how many there are.
    private static void chargeText(Value input, FilterContext context) {
        if (input instanceof Text text) {
            context.chargeText(text.value().length());
        }
    }

    private static Value present(Value value) {
        return value == Nil.ABSENT ? Nil.NULL : value;
    }

    private static Value reverse(Value input, Arguments arguments, FilterContext context) {
        List<Value> items = Items.copy(Items.of(input, context));
        Collections.reverse(items);
        return new ListValue(items);
    }

    private static Value concat(Value input, Arguments arguments, FilterContext context) {
        if (!(arguments.at(0) instanceof Sequence more)) {
            throw new LiquidFault(
                    "concat needs a list to add", "concat filter requires an array argument");
        }
        context.charge(more.size());
        List<Value> items = Items.copy(Items.of(input, context));
        items.addAll(Items.copy(more));
        return new ListValue(items);
    }

    private static Value sort(Value input, Arguments arguments, FilterContext context) {
        return sorted(input, arguments.at(0), UnaryOperator.identity(), context);
    }

    private static Value sortNatural(Value input, Arguments arguments, FilterContext context) {
        return sorted(
                input,
                arguments.at(0),
                key -> key instanceof Nil ? key : Text.plain(lowered(context.text(key))),
                context);
    }

    /// Items by the order of their keys; each key is made once, each comparison is a step.
    private static Value sorted(
            Value input, Value property, UnaryOperator<Value> key, FilterContext context) {
        Sequence items = Items.of(input, context);
        boolean whole = property instanceof Nil;
        for (int i = 0; i < items.size(); i++) {
            if (!whole && !Properties.hasProperties(items.get(i))) {
                return Nil.NULL;
            }
        }
        if (items.size() < 2) {
            // Nothing is compared, so the property is not looked for.
            return items;
        }
        var keyed = new ArrayList<Keyed>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Value item = items.get(i);
            Value by = whole ? item : Properties.ofItem(item, property, context);
            keyed.add(new Keyed(key.apply(by), item));
        }
        keyed.sort((a, b) -> {
            context.charge(1);
            return Comparisons.sortOrder(a.key(), b.key(), context);
        });
        return new ListValue(keyed.stream().map(Keyed::item).toList());
    }

    private record Keyed(Value key, Value item) {}

    /// Lower case of ASCII letters only, as the reference folds.
    private static String lowered(String text) {
        var lowered = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lowered.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return lowered.toString();
    }

    private static Value map(Value input, Arguments arguments, FilterContext context) {
        Sequence items = Items.of(input, context);
        var mapped = new ArrayList<Value>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Value item = items.get(i);
            mapped.add(
                    Properties.hasProperties(item)
                            ? present(Properties.ofItem(item, arguments.at(0), context))
                            : Nil.NULL);
        }
        return new ListValue(mapped);
    }

    private static Value sum(Value input, Arguments arguments, FilterContext context) {
        Sequence items = Items.of(input, context);
        Value property = arguments.at(0);
        var numbers = new ArrayList<NumberValue>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Value item = items.get(i);
            Value value =
                    property instanceof Nil
                            ? item
                            : Properties.hasProperties(item)
                                    ? Properties.ofItem(item, property, context)
                                    : Whole.ZERO;
            Sequence inner = Items.of(value, context);
            for (int j = 0; j < inner.size(); j++) {
                NumberValue number = context.number(inner.get(j));
                Arithmetic.charge(number, Whole.ZERO, context);
                numbers.add(number);
            }
        }
        return Arithmetic.sum(numbers);
    }

    private static Value defaulted(Value input, Arguments arguments, FilterContext context) {
        Value otherwise = arguments.count() == 0 ? Text.EMPTY : arguments.at(0);
        boolean missing =
                arguments.named("allow_false").truthy() ? input instanceof Nil : !input.truthy();
        boolean empty =
                switch (input) {
                    case Text text -> text.value().isEmpty();
                    case Sequence sequence -> sequence.size() == 0;
                    case Mapping mapping -> mapping.size() == 0;
                    case NumberValue _, Nil _, Bool _, Moment _, Range _, Emptiness _ -> false;
                };
        return missing || empty ? otherwise : input;
    }
}
