package io.epistle.liquid.value;

import io.epistle.liquid.LiquidFault;

import java.math.BigInteger;
import java.util.List;

/// Reaching into a value: `a.b`, `a[0]`, and the property argument of list filters.
public final class Properties {
    /// What the reference answers for the size of a machine number: its bytes.
    private static final Whole NUMBER_SIZE = Whole.of(8);

    /// Characters of a property's name past which a message leaves it out.
    private static final int NAME_SHOWN_MAX = 60;

    private Properties() {}

    /// `value.name`: a property of an object, or `size`, `first`, `last` of what has them.
    ///
    /// @return [Nil#ABSENT] where there is none
    public static Value named(Value value, String name) {
        if (value instanceof Mapping mapping) {
            Value found = mapping.get(name);
            if (found != Nil.ABSENT) {
                return found;
            }
        }
        return switch (name) {
            case "size" -> sizeOrAbsent(value);
            case "first" -> firstOrAbsent(value);
            case "last" -> lastOrAbsent(value);
            default -> Nil.ABSENT;
        };
    }

    /// `value[key]`: a property of an object by text, an item of a list by whole number, counted
    /// from the end where negative.
    ///
    /// @return [Nil#ABSENT] where there is none
    public static Value indexed(Value value, Value key) {
        return switch (value) {
            case Mapping mapping ->
                    key instanceof Text text ? mapping.get(text.value()) : Nil.ABSENT;
            case Sequence sequence ->
                    key instanceof Whole whole ? item(sequence, whole.number()) : Nil.ABSENT;
            case Text _, NumberValue _, Nil _, Bool _, Moment _, Range _, Emptiness _ -> Nil.ABSENT;
        };
    }

    /// Whether list filters can ask an item for a property at all.
    public static boolean hasProperties(Value item) {
        return switch (item) {
            case Mapping _, Sequence _, Text _, Whole _, BigWhole _ -> true;
            case Decimal _, Nil _, Bool _, Moment _, Range _, Emptiness _ -> false;
        };
    }

    /// The property a list filter reads from an item: of an object by name; of a text the part
    /// itself where it is contained, or a character by position; of a number a bit; of a list by
    /// position.
    ///
    /// @param item an item that [#hasProperties(Value)]
    /// @throws LiquidFault where the item cannot have such a property
    public static Value ofItem(Value item, Value property, Meter meter) {
        return switch (item) {
            case Mapping mapping ->
                    property instanceof Text name ? mapping.get(name.value()) : Nil.NULL;
            case Text text when property instanceof Text part -> {
                meter.chargeSearch(text.value().length(), part.value().length());
                yield text.value().contains(part.value()) ? part : Nil.NULL;
            }
            case Text text when property instanceof NumberValue index -> {
                meter.chargeText(text.value().length());
                yield character(text.value(), Numbers.clamp(index));
            }
            case Whole number when property instanceof NumberValue bit ->
                    bit(BigInteger.valueOf(number.number()), Numbers.clamp(bit));
            case BigWhole number when property instanceof NumberValue bit ->
                    bit(number.number(), Numbers.clamp(bit));
            case Sequence sequence when property instanceof Whole index ->
                    item(sequence, index.number());
            case Text _, Sequence _, NumberValue _ -> throw cannotSelect(item, property);
            case Nil _, Bool _, Moment _, Range _, Emptiness _ ->
                    throw cannotSelect(item, property);
        };
    }

    /// The reference takes the number in the brackets of another one for the place of a bit.
    private static Value bit(BigInteger number, int place) {
        return Whole.of(place >= 0 && number.testBit(place) ? 1 : 0);
    }

    private static LiquidFault cannotSelect(Value item, Value property) {
        boolean nested = property instanceof Sequence || property instanceof Mapping;
        String name = nested ? Kinds.of(property) : Texts.of(property);
        String shown = name.length() <= NAME_SHOWN_MAX ? name : Kinds.of(property);
        String fault = "cannot select the property '" + shown + "'";
        return new LiquidFault(fault + " of " + Kinds.of(item), fault);
    }

    /// The item at `index`, from the end where negative.
    public static Value item(Sequence sequence, long index) {
        long position = index < 0 ? index + sequence.size() : index;
        return position >= 0 && position < sequence.size()
                ? sequence.get((int) position)
                : Nil.ABSENT;
    }

    /// The number of characters, items or properties; [Nil#ABSENT] for what has no size.
    public static Value sizeOrAbsent(Value value) {
        return switch (value) {
            case Text text -> Whole.of(text.value().codePointCount(0, text.value().length()));
            case Sequence sequence -> Whole.of(sequence.size());
            case Drop _ -> Nil.ABSENT;
            case Mapping mapping -> Whole.of(mapping.size());
            case Range range -> Whole.of(range.size());
            case Whole whole -> NUMBER_SIZE;
            case BigWhole whole -> Whole.of((whole.number().abs().bitLength() + 7) / 8);
            case Emptiness _ -> Whole.ZERO;
            case Decimal _, Nil _, Bool _, Moment _ -> Nil.ABSENT;
        };
    }

    /// The first item, character, number, or name and value; of a drop the property of that name;
    /// [Nil#ABSENT] for what has none.
    public static Value firstOrAbsent(Value value) {
        return switch (value) {
            case Sequence sequence -> item(sequence, 0);
            case Text text -> text.value().isEmpty() ? text : character(text.value(), 0);
            case Range range -> Whole.of(range.first());
            case Drop drop -> drop.get("first");
            case Mapping mapping ->
                    mapping.size() == 0 ? Nil.ABSENT : pair(mapping, mapping.keys().get(0));
            case NumberValue _, Nil _, Bool _, Moment _, Emptiness _ -> Nil.ABSENT;
        };
    }

    /// The last item, character or number; of a drop the property of that name; [Nil#ABSENT] for
    /// what has none.
    public static Value lastOrAbsent(Value value) {
        return switch (value) {
            case Sequence sequence -> item(sequence, -1);
            case Text text -> text.value().isEmpty() ? text : character(text.value(), -1);
            case Range range -> Whole.of(range.last());
            case Drop drop -> drop.get("last");
            case Mapping _, NumberValue _, Nil _, Bool _, Moment _, Emptiness _ -> Nil.ABSENT;
        };
    }

    /// The name and value that a loop over an object shows as one item.
    public static Sequence pair(Mapping mapping, String key) {
        return new ListValue(List.of(Text.plain(key), mapping.get(key)));
    }

    private static Value character(String text, long index) {
        int length = text.codePointCount(0, text.length());
        long position = index < 0 ? index + length : index;
        if (position < 0 || position >= length) {
            return Nil.NULL;
        }
        int at = text.offsetByCodePoints(0, (int) position);
        return Text.plain(Character.toString(text.codePointAt(at)));
    }
}
