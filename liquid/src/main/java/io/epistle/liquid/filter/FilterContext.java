package io.epistle.liquid.filter;

import io.epistle.liquid.value.Meter;
import io.epistle.liquid.value.NumberValue;
import io.epistle.liquid.value.Numbers;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Texts;
import io.epistle.liquid.value.Value;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/// What a filter may know of the render it works in.
public interface FilterContext extends Meter {

    /// The instant `now` stands for.
    Instant now();

    /// The zone in which dates without one are read and shown.
    ZoneId zone();

    /// The language of the reader.
    Locale locale();

    /// Whether the template escapes what it prints.
    boolean autoescape();

    /// A variable as the template sees it; [io.epistle.liquid.value.Nil#ABSENT] where there is
    /// none.
    Value variable(String name);

    /// The text of a value, counted as work by its length.
    default String text(Value value) {
        String text = Texts.of(value);
        chargeText(text.length());
        return text;
    }

    /// The number arithmetic sees in a value, counted as work by its length where it is text; zero
    /// for what is no number.
    ///
    /// @param value any value
    /// @throws io.epistle.liquid.LiquidFault where it has too many digits
    default NumberValue number(Value value) {
        if (value instanceof Text text) {
            chargeText(text.value().length());
        }
        return Numbers.lenient(value);
    }

    /// Refuses text longer than the render's limit; call it before such text is built.
    ///
    /// @param characters the length it would have
    /// @throws io.epistle.liquid.LiquidFault where it is too long
    void requireLength(long characters);
}
