package io.epistle.liquid.filter;

import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import java.util.ArrayList;
import java.util.List;

/// Puts texts together so that, in a template that escapes, markup stays markup and data stay data.
///
/// Literals of the author and output of `escape`, `raw` and captures are safe; data are not. As
/// long as nothing safe contains a character of HTML, the parts are simply joined and remain plain
/// text. Where something safe does, the whole becomes safe and the other parts are escaped on their
/// way in.
final class SafeText {
    private final FilterContext context;
    private final List<Part> parts = new ArrayList<>();
    private int length;
    private boolean markup;

    /// A part with its text.
    private record Part(String text, boolean safe) {}

    SafeText(FilterContext context) {
        this.context = context;
    }

    /// One text after the other.
    static Value concatenated(Value first, Value second, FilterContext context) {
        var joined = new SafeText(context);
        joined.append(first);
        joined.append(second);
        return joined.value();
    }

    /// `text` with the safety of the value it was cut from at its ends.
    static Text like(Value input, String text) {
        return input instanceof Text original && original.safe()
                ? new Text(text, true)
                : Text.plain(text);
    }

    /// Whether an escaping template writes this value as it is, and it makes a difference.
    static boolean isMarkup(Value value) {
        return value instanceof Text text && text.safe() && Html.hasSpecial(text.value());
    }

    /// The characters of `value` for a safe text.
    static String escaped(Value value, FilterContext context) {
        String text = context.text(value);
        return value instanceof Text original && original.safe() ? text : Html.escape(text);
    }

    void append(Value value) {
        context.charge(1);
        String text = context.text(value);
        context.requireLength((long) length + text.length());
        length += text.length();
        markup |= context.autoescape() && isMarkup(value);
        parts.add(new Part(text, value instanceof Text original && original.safe()));
    }

    Value value() {
        var text = new StringBuilder(length);
        for (Part part : parts) {
            text.append(markup && !part.safe() ? Html.escape(part.text()) : part.text());
        }
        context.requireLength(text.length());
        return markup ? new Text(text.toString(), true) : Text.plain(text.toString());
    }
}
