package io.epistle.liquid.filter;

import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Comparisons;
import io.epistle.liquid.value.ListValue;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Properties;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;
import io.epistle.liquid.value.Whole;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Filters that choose items: `where`, `reject`, `find`, `find_index`, `has`, `uniq`, `compact`.
///
/// As in the reference, an item that has no properties at all (nil, a decimal, true or false) makes
/// the whole result nil.
final class SelectFilters {
    private static final int NONE = -1;
    private static final int UNKNOWN = -2;

    private SelectFilters() {}

    static List<FilterDefinition> definitions() {
        return List.of(
                FilterDefinition.of("where", 1, 2, SelectFilters::where),
                FilterDefinition.of("reject", 1, 2, SelectFilters::reject),
                FilterDefinition.of("find", 1, 2, SelectFilters::find),
                FilterDefinition.of("find_index", 1, 2, SelectFilters::findIndex),
                FilterDefinition.of("has", 1, 2, SelectFilters::has),
                FilterDefinition.of("uniq", 0, 1, SelectFilters::uniq),
                FilterDefinition.of("compact", 0, 1, SelectFilters::compact));
    }

    private static Value where(Value input, Arguments arguments, FilterContext context) {
        return chosen(input, arguments, true, context);
    }

    private static Value reject(Value input, Arguments arguments, FilterContext context) {
        return chosen(input, arguments, false, context);
    }

    private static Value chosen(
            Value input, Arguments arguments, boolean keepMatches, FilterContext context) {
        Sequence items = Items.of(input, context);
        var kept = new ArrayList<Value>();
        for (int i = 0; i < items.size(); i++) {
            Value item = items.get(i);
            if (!Properties.hasProperties(item)) {
                return Nil.NULL;
            }
            if (matches(item, arguments, context) == keepMatches) {
                kept.add(item);
            }
        }
        return new ListValue(kept);
    }

    private static Value find(Value input, Arguments arguments, FilterContext context) {
        Sequence items = Items.of(input, context);
        int index = indexOfMatch(items, arguments, context);
        return index < 0 ? Nil.NULL : items.get(index);
    }

    private static Value findIndex(Value input, Arguments arguments, FilterContext context) {
        int index = indexOfMatch(Items.of(input, context), arguments, context);
        return index < 0 ? Nil.NULL : Whole.of(index);
    }

    private static Value has(Value input, Arguments arguments, FilterContext context) {
        Sequence items = Items.of(input, context);
        int index = indexOfMatch(items, arguments, context);
        return index == UNKNOWN ? Nil.NULL : index >= 0 ? Bool.TRUE : Bool.FALSE;
    }

    /// The index of the first item that matches, or [#NONE]; [#UNKNOWN] where an item before it has
    /// no properties.
    private static int indexOfMatch(Sequence items, Arguments arguments, FilterContext context) {
        for (int i = 0; i < items.size(); i++) {
            Value item = items.get(i);
            if (!Properties.hasProperties(item)) {
                return UNKNOWN;
            }
            if (matches(item, arguments, context)) {
                return i;
            }
        }
        return NONE;
    }

    private static boolean matches(Value item, Arguments arguments, FilterContext context) {
        Value value = Properties.ofItem(item, arguments.at(0), context);
        Value target = arguments.at(1);
        return target instanceof Nil ? value.truthy() : Comparisons.equal(value, target, context);
    }

    private static Value uniq(Value input, Arguments arguments, FilterContext context) {
        Sequence items = Items.of(input, context);
        Value property = arguments.at(0);
        if (items.size() < 2) {
            // Nothing is compared, so the property is not looked for.
            return new ListValue(Items.copy(items));
        }
        var seen = new ArrayList<Value>();
        Set<Value> seenScalars = new HashSet<>();
        var kept = new ArrayList<Value>();
        for (int i = 0; i < items.size(); i++) {
            Value item = items.get(i);
            if (!(property instanceof Nil) && !Properties.hasProperties(item)) {
                return Nil.NULL;
            }
            Value key = property instanceof Nil ? item : Properties.ofItem(item, property, context);
            if (isNew(key, seen, seenScalars, context)) {
                kept.add(item);
            }
        }
        return new ListValue(kept);
    }

    /// Lists and objects are compared one by one; anything else by its hash. `1` and `1.0` differ.
    private static boolean isNew(
            Value key, List<Value> seen, Set<Value> seenScalars, FilterContext context) {
        boolean nested = key instanceof Sequence || key instanceof Mapping;
        if (key instanceof Text text) {
            context.chargeText(text.value().length());
        }
        if (!nested) {
            return seenScalars.add(key instanceof Nil ? Nil.NULL : key);
        }
        context.charge(seen.size());
        for (Value other : seen) {
            if (Comparisons.equal(other, key, context)) {
                return false;
            }
        }
        seen.add(key);
        return true;
    }

    private static Value compact(Value input, Arguments arguments, FilterContext context) {
        Sequence items = Items.of(input, context);
        Value property = arguments.at(0);
        var kept = new ArrayList<Value>();
        for (int i = 0; i < items.size(); i++) {
            Value item = items.get(i);
            if (property instanceof Nil) {
                if (!(item instanceof Nil)) {
                    kept.add(item);
                }
            } else if (!Properties.hasProperties(item)) {
                return Nil.NULL;
            } else if (!(Properties.ofItem(item, property, context) instanceof Nil)) {
                kept.add(item);
            }
        }
        return new ListValue(kept);
    }
}
