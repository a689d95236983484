package io.epistle.liquid.filter;

import io.epistle.liquid.value.Value;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/// What a filter may know of the render it works in.
public interface FilterContext {

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

    /// Counts work against the render's limit; call it before work that grows with the data.
    ///
    /// @param steps how much, one for about each item visited
    /// @throws io.epistle.liquid.LiquidFault where the limit is reached
    void charge(long steps);

    /// Refuses text longer than the render's limit; call it before such text is built.
    ///
    /// @param characters the length it would have
    /// @throws io.epistle.liquid.LiquidFault where it is too long
    void requireLength(long characters);
}
