package io.epistle.liquid.filter;

import io.epistle.liquid.value.NumberValue;
import io.epistle.liquid.value.Numbers;
import io.epistle.liquid.value.TextContext;
import io.epistle.liquid.value.Texts;
import io.epistle.liquid.value.Value;

import java.time.Instant;
import java.util.Locale;

/// What a filter may know of the render it works in.
public interface FilterContext extends TextContext {

    /// The instant `now` stands for.
    Instant now();

    /// The language of the reader.
    Locale locale();

    /// Whether the template escapes what it prints.
    boolean autoescape();

    /// A variable as the template sees it; [io.epistle.liquid.value.Nil#ABSENT] where there is
    /// none.
    Value variable(String name);

    /// The text of a value, counted as work by its length.
    default String text(Value value) {
        return Texts.of(value, this);
    }

    /// The number arithmetic sees in a value, counted as work by its length where it is text; zero
    /// for what is no number.
    ///
    /// @param value any value
    /// @throws io.epistle.liquid.LiquidFault where it has too many digits
    default NumberValue number(Value value) {
        return Numbers.lenient(value, this);
    }

    /// The length or position a value must be, cut to the range of an `int` and counted as work
    /// where it is text.
    ///
    /// @throws io.epistle.liquid.LiquidFault where it is not a whole number
    default int position(Value value) {
        return Numbers.strictInt(value, this);
    }

    /// Refuses text longer than the render's limit; call it before such text is built.
    ///
    /// @param characters the length it would have
    /// @throws io.epistle.liquid.LiquidFault where it is too long
    void requireLength(long characters);
}
