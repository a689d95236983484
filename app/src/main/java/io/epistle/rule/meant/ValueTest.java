package io.epistle.rule.meant;

import com.google.re2j.Pattern;

import io.epistle.event.Value;
import io.epistle.rule.said.NumberTest;
import io.epistle.rule.said.Test;

import java.time.ZoneId;
import java.util.List;

/// What is asked of the values that a path leads to. One that passes is enough, except where the
/// test says otherwise; items of lists are values of their own, except for [Contains], [Size],
/// [Exists] and [Empty].
public sealed interface ValueTest {
    /// A number that passes.
    record Numeric(NumberTest test) implements ValueTest {}

    /// One of these values; with `negated`, a value that is none of them. Numbers are compared by
    /// mathematical value.
    record OneOf(boolean negated, List<Value> values, boolean ignoringCase) implements ValueTest {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /// A text with these parts or a list with these items.
    record Contains(Test.Which which, List<Value> values, boolean ignoringCase)
            implements ValueTest {
        public Contains {
            values = List.copyOf(values);
        }
    }

    /// A text that starts with another.
    record StartsWith(String text, boolean ignoringCase) implements ValueTest {}

    /// A text that ends with another.
    record EndsWith(String text, boolean ignoringCase) implements ValueTest {}

    /// A text in which an expression is found.
    record Matches(Pattern pattern) implements ValueTest {}

    /// A text of so many code points.
    record Length(NumberTest test) implements ValueTest {}

    /// A list of so many items.
    record Size(NumberTest test) implements ValueTest {}

    /// Any value at all.
    record Exists() implements ValueTest {}

    /// No value, or only empty texts, lists and objects.
    record Empty() implements ValueTest {}

    /// A text that is a date or a time, in a period; those without a zone are reckoned in `zone`.
    record When(Period period, ZoneId zone) implements ValueTest {}

    /// A date whose day and month come round.
    ///
    /// @param days 0 for the day itself, otherwise up to so many days before it
    record Anniversary(int days, ZoneId zone) implements ValueTest {}
}
