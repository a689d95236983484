package io.epistle.rule.runs;

import com.google.re2j.Pattern;

import io.epistle.event.Value;
import io.epistle.rule.said.NumberTest;
import io.epistle.rule.said.Test;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/// A test of values as it runs: texts folded where case does not count, dates in milliseconds.
sealed interface Check {
    /// A check whose answer never depends on the present.
    sealed interface Timeless extends Check {}

    record Numeric(NumberTest test) implements Timeless {}

    /// @param texts looked up, because lists of ids can be long; never iterated over
    /// @param others numbers and truth values
    record OneOf(boolean negated, Set<String> texts, List<Value> others, boolean ignoringCase)
            implements Timeless {}

    record Contains(Test.Which which, List<Value> values, boolean ignoringCase)
            implements Timeless {}

    record StartsWith(String text, boolean ignoringCase) implements Timeless {}

    record EndsWith(String text, boolean ignoringCase) implements Timeless {}

    record Matches(Pattern pattern) implements Timeless {}

    record Length(NumberTest test) implements Timeless {}

    record Size(NumberTest test) implements Timeless {}

    record Exists() implements Timeless {}

    record Empty() implements Timeless {}

    /// A date between two moments.
    record Dated(long from, long until, ZoneId zone) implements Timeless {}

    /// A date that counts for a while.
    record When(Active active, ZoneId zone) implements Check {}

    /// A date whose day and month come round; see [io.epistle.rule.meant.ValueTest.Anniversary].
    record Anniversary(int days, ZoneId zone) implements Check {}
}
