package io.epistle.event;

import java.math.BigDecimal;
import java.util.List;

/// One JSON-like value inside a fact: immutable, compared by content.
///
/// Numbers come as [Whole] where they fit a `long` and as [Decimal] otherwise; `12` and `12.0` are
/// the same number to [#compareNumbers] but different values to `equals`, because a fact keeps what
/// it was given.
///
/// Without default methods, so that two threads which first touch this interface and one of its
/// records cannot wait for each other's initialisation.
public sealed interface Value
        permits Value.Text,
                Value.Whole,
                Value.Decimal,
                Value.Bool,
                Value.Sequence,
                Value.Nothing,
                Struct {
    /// JSON `null`: in traits it removes the trait.
    Nothing NOTHING = new Nothing();

    /// JSON `true`.
    Bool TRUE = new Bool(true);

    /// JSON `false`.
    Bool FALSE = new Bool(false);

    /// A string of any length, as given, save that half a surrogate pair becomes U+FFFD: no file of
    /// ours could hold it.
    record Text(String text) implements Value {
        public Text {
            text = wellFormed(text);
        }
    }

    /// An integer that fits 64 bits.
    record Whole(long number) implements Value {}

    /// Any other number, exactly as written: money never passes through a `double`.
    record Decimal(BigDecimal number) implements Value {}

    /// A truth value.
    record Bool(boolean truth) implements Value {}

    /// An ordered list; may be empty.
    record Sequence(List<Value> items) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// The absence that was said aloud: JSON `null`.
    record Nothing() implements Value {}

    private static String wellFormed(String text) {
        int index = 0;
        while (index < text.length() && !Character.isSurrogate(text.charAt(index))) {
            index++;
        }
        if (index == text.length()) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text.length());
        text.codePoints()
                .map(point ->
                        point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                                ? 0xFFFD
                                : point)
                .forEach(mended::appendCodePoint);
        return mended.toString();
    }

    /// A text value.
    static Value of(String text) {
        return new Text(text);
    }

    /// A whole number.
    static Value of(long number) {
        return new Whole(number);
    }

    /// A truth value.
    static Value of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    /// A number in its shortest faithful form: [Whole] when it has no fraction, is written with
    /// scale 0 and fits.
    static Value of(BigDecimal number) {
        if (number.scale() == 0 && number.unscaledValue().bitLength() < Long.SIZE) {
            return new Whole(number.longValueExact());
        }
        return new Decimal(number);
    }

    /// A list of values.
    static Value of(List<? extends Value> items) {
        return new Sequence(List.copyOf(items));
    }

    /// Whether the value is a [Whole] or a [Decimal].
    static boolean isNumber(Value value) {
        return value instanceof Whole || value instanceof Decimal;
    }

    /// The exact number, for values where [#isNumber] holds.
    ///
    /// @throws IllegalStateException where the value is not a number
    static BigDecimal exactNumber(Value value) {
        return switch (value) {
            case Whole whole -> BigDecimal.valueOf(whole.number());
            case Decimal decimal -> decimal.number();
            case Text _, Bool _, Sequence _, Struct _, Nothing _ ->
                    throw new IllegalStateException("expected a number, found " + value);
        };
    }

    /// Compares two numbers by their mathematical value: `12` equals `12.00`.
    static int compareNumbers(Value left, Value right) {
        if (left instanceof Whole(long a) && right instanceof Whole(long b)) {
            return Long.compare(a, b);
        }
        return exactNumber(left).compareTo(exactNumber(right));
    }
}
