package io.epistle.liquid.value;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One value inside a template. Data enters through the factories here, or through own
/// implementations of [Mapping] and [Sequence] where a value should be computed only when asked
/// for.
public sealed interface Value
        permits Nil, Bool, NumberValue, Text, Moment, Range, Sequence, Mapping, Emptiness {

    /// Plain text, escaped where a template escapes; `null` becomes nil.
    static Value of(@Nullable String text) {
        return text == null ? Nil.NULL : new Text(text, false);
    }

    /// A whole number.
    static Value of(long number) {
        return Whole.of(number);
    }

    /// A whole number; as a decimal where it needs more than 4,096 bits, which no calculation gives
    /// either.
    static Value of(BigInteger number) {
        return number.bitLength() <= Arithmetic.BITS_MAX
                ? Whole.of(number)
                : new Decimal(number.doubleValue());
    }

    /// A decimal number; it prints with a fraction (`2.0`), as the reference prints floats.
    static Value of(double number) {
        return new Decimal(number);
    }

    /// A whole number where the scale is zero or below and its digits are not too many, otherwise a
    /// decimal number. `1e999999999` is never spelled out.
    static Value of(BigDecimal number) {
        long digits = (long) number.precision() - number.scale();
        return number.scale() <= 0 && digits <= Arithmetic.BITS_MAX
                ? of(number.toBigInteger())
                : new Decimal(number.doubleValue());
    }

    /// True or false.
    static Value of(boolean flag) {
        return flag ? Bool.TRUE : Bool.FALSE;
    }

    /// An instant; the `date` filter shows it in the zone of the render.
    static Value of(Instant instant) {
        return new Moment(instant);
    }

    /// A list, copied; `null` in it becomes nil.
    static Sequence list(List<? extends @Nullable Value> items) {
        return new ListValue(items.stream().map(Value::present).toList());
    }

    /// A map, copied in the iteration order it comes in; the value `null` becomes nil.
    static Mapping map(Map<String, ? extends @Nullable Value> entries) {
        var present = new LinkedHashMap<String, Value>();
        entries.forEach((name, value) -> present.put(name, present(value)));
        return new MapValue(present);
    }

    private static Value present(@Nullable Value value) {
        return value == null ? Nil.NULL : value;
    }

    /// HTML that must not be escaped again. Only for markup the program itself has made.
    static Text safe(String html) {
        return new Text(html, true);
    }

    /// Everything is true but nil and `false`.
    default boolean truthy() {
        return true;
    }
}
