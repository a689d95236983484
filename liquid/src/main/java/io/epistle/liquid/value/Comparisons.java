package io.epistle.liquid.value;

import io.epistle.liquid.LimitReached;
import io.epistle.liquid.LiquidFault;

import java.util.List;

/// Equality, order and containment, as the reference decides them.
public final class Comparisons {
    /// Lists and objects inside each other past which a comparison is given up.
    private static final int DEPTH_MAX = 100;

    private Comparisons() {}

    /// `==`: numbers by amount, text by characters, lists and maps by content; `blank` and `empty`
    /// by their own rule. Values of different kinds differ.
    ///
    /// @param meter counts the items and characters compared
    public static boolean equal(Value left, Value right, Meter meter) {
        return equal(left, right, meter, 0);
    }

    private static boolean equal(Value left, Value right, Meter meter, int depth) {
        if (left instanceof Emptiness word) {
            return matches(word, right, meter);
        }
        if (right instanceof Emptiness word) {
            return matches(word, left, meter);
        }
        return switch (left) {
            case Text text -> right instanceof Text other && equal(text, other, meter);
            case NumberValue number ->
                    right instanceof NumberValue other
                            && ordered(number, other)
                            && compare(number, other, meter) == 0;
            case Nil nil -> right instanceof Nil;
            case Bool bool -> bool == right;
            case Emptiness word -> word == right;
            case Moment moment -> moment.equals(right);
            case Range range -> range.equals(right);
            case Sequence sequence ->
                    right instanceof Sequence other && equal(sequence, other, meter, depth);
            case Mapping mapping ->
                    right instanceof Mapping other && equal(mapping, other, meter, depth);
        };
    }

    /// Whether two values can be ordered by `<`, `<=`, `>` and `>=`. Where they cannot, these are
    /// all false, except between text and number. What is not a number (IEEE 754) has no order, and
    /// is not even equal to itself.
    ///
    /// @throws LiquidFault for text against number
    public static boolean ordered(Value left, Value right) {
        if (left instanceof NumberValue && right instanceof NumberValue) {
            return isNumber(left) && isNumber(right);
        }
        boolean texts = left instanceof Text && right instanceof Text;
        boolean moments = left instanceof Moment && right instanceof Moment;
        if (texts || moments) {
            return true;
        }
        if (comparable(left) && comparable(right)) {
            throw new LiquidFault(
                    "cannot compare " + Kinds.of(left) + " with " + Kinds.of(right),
                    "comparison of " + kind(left) + " with " + shown(right) + " failed");
        }
        return false;
    }

    private static boolean isNumber(Value value) {
        return !(value instanceof Decimal decimal) || !Double.isNaN(decimal.number());
    }

    /// The reference's name for a kind of value that has an order.
    private static String kind(Value value) {
        return switch (value) {
            case Text _ -> "String";
            case Decimal _ -> "Float";
            case Moment _ -> "Time";
            case Whole _, BigWhole _, Nil _, Bool _ -> "Integer";
            case Range _, Sequence _, Mapping _, Emptiness _ -> Kinds.of(value);
        };
    }

    /// The reference shows a small number itself.
    private static String shown(Value value) {
        return value instanceof Whole || value instanceof Decimal ? Texts.of(value) : kind(value);
    }

    /// Below zero, zero or above zero for two values that are [#ordered(Value, Value)].
    ///
    /// @param meter counts the digits and characters compared
    public static int compare(Value left, Value right, Meter meter) {
        if (left instanceof NumberValue one && right instanceof NumberValue other) {
            return compare(one, other, meter);
        }
        if (left instanceof Moment one && right instanceof Moment other) {
            return one.instant().compareTo(other.instant());
        }
        String one = Texts.of(left);
        String other = Texts.of(right);
        meter.chargeText(Math.min(one.length(), other.length()));
        return compareText(one, other);
    }

    private static int compare(NumberValue left, NumberValue right, Meter meter) {
        Arithmetic.charge(left, right, meter);
        return Arithmetic.compare(left, right);
    }

    /// The order the `sort` filter uses: like kinds by their order, lists item by item, nil last.
    ///
    /// @throws LiquidFault for kinds without a common order
    public static int sortOrder(Value left, Value right, Meter meter) {
        return sortOrder(left, right, meter, 0);
    }

    private static int sortOrder(Value left, Value right, Meter meter, int depth) {
        if (left instanceof Nil || right instanceof Nil) {
            return Boolean.compare(left instanceof Nil, right instanceof Nil);
        }
        if (left instanceof Sequence one && right instanceof Sequence other) {
            int common = Math.min(one.size(), other.size());
            enter(depth, common, meter);
            for (int i = 0; i < common; i++) {
                int order = sortOrder(one.get(i), other.get(i), meter, depth + 1);
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(one.size(), other.size());
        }
        boolean likes = left.getClass() == right.getClass() || left instanceof NumberValue;
        if (likes && comparable(left) && comparable(right)) {
            boolean numbers = left instanceof NumberValue && right instanceof NumberValue;
            return numbers || ordered(left, right) ? compare(left, right, meter) : 0;
        }
        if (equal(left, right, meter)) {
            return 0;
        }
        throw new LiquidFault(
                "cannot sort " + Kinds.of(left) + " with " + Kinds.of(right),
                "cannot sort values of incompatible types");
    }

    /// `contains`: part of a text, item of a list, name in a map, number in a range. Nil and false
    /// are contained in nothing.
    public static boolean contains(Value left, Value right, TextContext meter) {
        if (!left.truthy() || !right.truthy()) {
            return false;
        }
        return switch (left) {
            case Text text -> {
                String part = Texts.of(right, meter);
                meter.chargeSearch(text.value().length(), part.length());
                yield text.value().contains(part);
            }
            case Sequence sequence -> {
                meter.charge(sequence.size());
                for (int i = 0; i < sequence.size(); i++) {
                    if (!(right instanceof Emptiness) && equal(sequence.get(i), right, meter)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Drop _ -> false;
            case Mapping mapping ->
                    right instanceof Text key && mapping.get(key.value()) != Nil.ABSENT;
            case Range range ->
                    right instanceof NumberValue number
                            && Arithmetic.compare(Whole.of(range.first()), number) <= 0
                            && Arithmetic.compare(number, Whole.of(range.last())) <= 0;
            case NumberValue _, Nil _, Bool _, Moment _, Emptiness _ -> false;
        };
    }

    /// The order of characters by code point, as UTF-8 bytes order them.
    public static int compareText(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) || Character.isSurrogate(b)
                        ? compareCodePoints(left, right, i)
                        : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /// Two texts that first differ at `index`, which may be the second half of a character.
    private static int compareCodePoints(String left, String right, int index) {
        boolean second =
                index > 0
                        && Character.isHighSurrogate(left.charAt(index - 1))
                        && (Character.isLowSurrogate(left.charAt(index))
                                || Character.isLowSurrogate(right.charAt(index)));
        int from = second ? index - 1 : index;
        return Integer.compare(left.codePointAt(from), right.codePointAt(from));
    }

    /// Whether text is blank is seen at its end.
    private static boolean matches(Emptiness word, Value value, Meter meter) {
        if (value instanceof Text text) {
            meter.chargeText(text.value().length());
        }
        return word.matches(value);
    }

    private static boolean equal(Text left, Text right, Meter meter) {
        if (left.value().length() != right.value().length()) {
            return false;
        }
        meter.chargeText(left.value().length());
        return left.equals(right);
    }

    private static void enter(int depth, int size, Meter meter) {
        if (depth > DEPTH_MAX) {
            throw LimitReached.tooDeep("the data are nested too deep to compare");
        }
        meter.charge(size);
    }

    private static boolean comparable(Value value) {
        return value instanceof NumberValue || value instanceof Text || value instanceof Moment;
    }

    private static boolean equal(Sequence left, Sequence right, Meter meter, int depth) {
        enter(depth, left.size(), meter);
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i), meter, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(Mapping left, Mapping right, Meter meter, int depth) {
        enter(depth, left.size(), meter);
        List<String> keys = left.keys();
        if (keys.size() != right.size()) {
            return false;
        }
        for (String key : keys) {
            Value other = right.get(key);
            if (other == Nil.ABSENT || !equal(left.get(key), other, meter, depth + 1)) {
                return false;
            }
        }
        return true;
    }
}
