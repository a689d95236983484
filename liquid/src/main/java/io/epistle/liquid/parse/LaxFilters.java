package io.epistle.liquid.parse;

import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.FilterCall;
import io.epistle.liquid.value.Nil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A value and its filters as the reference's lax parser reads them: the first fragment is the
/// value, each stretch between bars is a filter, and what follows a colon or comma is an argument.
final class LaxFilters {
    private final LaxValues values;
    private final FilterCalls filters;
    private final String text;
    private final int to;

    LaxFilters(LaxValues values, FilterCalls filters, String text, int to) {
        this.values = values;
        this.filters = filters;
        this.text = text;
        this.to = to;
    }

    /// The value at or behind `from`, nil where nothing can be one.
    Expression filtered(int from) {
        int start = Fragments.find(text, from, to);
        if (start < 0) {
            return new Expression.Literal(Nil.NULL);
        }
        int end = Fragments.end(text, start, to);
        Expression source = values.value(text.substring(start, end), start);
        int bar = text.indexOf('|', end, to);
        return Markup.filtered(source, bar < 0 ? List.of() : calls(bar + 1));
    }

    private List<FilterCall> calls(int from) {
        var calls = new ArrayList<FilterCall>();
        int at = from;
        while (at < to) {
            int end = stretchEnd(at);
            FilterCall call = call(at, end);
            if (call != null) {
                calls.add(call);
            }
            at = end + 1;
        }
        return List.copyOf(calls);
    }

    /// The end of the white space, commas and fragments from `at` on: a bar, or a single quote.
    private int stretchEnd(int at) {
        int end = at;
        while (end < to) {
            char c = text.charAt(end);
            int behind = Characters.isSpace(c) || c == ',' ? end + 1 : Fragments.end(text, end, to);
            if (behind < 0) {
                break;
            }
            end = behind;
        }
        return end;
    }

    /// The filter between two bars, or null where no word names one.
    private @Nullable FilterCall call(int from, int end) {
        int name = from;
        while (name < end && !Characters.isWord(text.charAt(name))) {
            name++;
        }
        if (name == end) {
            return null;
        }
        var positional = new ArrayList<Expression>();
        var names = new ArrayList<String>();
        var named = new ArrayList<Expression>();
        int at = from;
        while (at < end) {
            char c = text.charAt(at);
            int start = Characters.skipSpace(text, at + 1, end);
            int behind = c == ':' || c == ',' ? Fragments.end(text, start, end) : -1;
            Fragments.Attribute attribute =
                    behind < 0 ? null : Fragments.attribute(text, start, end);
            if (attribute != null) {
                names.add(attribute.name().intern());
                named.add(value(attribute.from(), attribute.to()));
                at = attribute.to();
            } else if (behind >= 0) {
                positional.add(value(start, behind));
                at = behind;
            } else {
                at++;
            }
        }
        String called = text.substring(name, Characters.skipWord(text, name, end));
        return filters.call(called, name, positional, names, named);
    }

    private Expression value(int from, int end) {
        return values.value(text.substring(from, end), from);
    }
}
