package io.epistle.liquid.filter;

import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import java.util.List;

/// Filters about HTML: escaping, line breaks, stripping tags, and `raw`, which opts out of
/// escaping.
final class MarkupFilters {

    private MarkupFilters() {}

    static List<FilterDefinition> definitions() {
        return List.of(
                FilterDefinition.of("escape", 0, MarkupFilters::escape),
                FilterDefinition.of("h", 0, MarkupFilters::escape),
                FilterDefinition.of("escape_once", 0, MarkupFilters::escapeOnce),
                FilterDefinition.of("raw", 0, MarkupFilters::raw),
                FilterDefinition.of("newline_to_br", 0, MarkupFilters::newlineToBr),
                FilterDefinition.of("strip_html", 0, MarkupFilters::stripHtml));
    }

    private static Value escape(Value input, Arguments arguments, FilterContext context) {
        if (input instanceof Nil) {
            return input;
        }
        if (context.autoescape() && SafeText.isMarkup(input)) {
            // What data in it has been escaped stays so; the markup around them is asked for.
            return escapeOnce(input, arguments, context);
        }
        String escaped = Html.escape(context.text(input));
        context.requireLength(escaped.length());
        return new Text(escaped, context.autoescape());
    }

    private static Value escapeOnce(Value input, Arguments arguments, FilterContext context) {
        String text = context.text(input);
        if (!Html.hasSpecial(text)) {
            return SafeText.like(input, text);
        }
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '&' && isEntity(text, i + 1)) {
                out.append(c);
            } else {
                Html.append(c, out);
            }
        }
        context.requireLength(out.length());
        return new Text(out.toString(), context.autoescape());
    }

    /// Letters, or `#` and digits, then a semicolon.
    private static boolean isEntity(String text, int from) {
        boolean numeric = from < text.length() && text.charAt(from) == '#';
        int start = numeric ? from + 1 : from;
        int at = start;
        while (at < text.length()
                && (numeric ? isDigit(text.charAt(at)) : isLetter(text.charAt(at)))) {
            at++;
        }
        return at > start && at < text.length() && text.charAt(at) == ';';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static Value raw(Value input, Arguments arguments, FilterContext context) {
        return input instanceof Nil ? input : new Text(context.text(input), true);
    }

    private static Value newlineToBr(Value input, Arguments arguments, FilterContext context) {
        String text = context.autoescape() ? SafeText.escaped(input, context) : context.text(input);
        if (text.indexOf('\n') >= 0) {
            text = text.replace("\r\n", "\n").replace("\n", "<br />\n");
            context.requireLength(text.length());
        }
        return new Text(text, context.autoescape());
    }

    private static Value stripHtml(Value input, Arguments arguments, FilterContext context) {
        String text = context.text(input);
        if (text.indexOf('<') < 0) {
            return Text.plain(text);
        }
        return Text.plain(withoutTags(HtmlBlocks.removed(text)));
    }

    private static String withoutTags(String text) {
        var out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('<', at);
            int close = open < 0 ? -1 : text.indexOf('>', open);
            if (close < 0) {
                return out.append(text, at, text.length()).toString();
            }
            out.append(text, at, open);
            at = close + 1;
        }
        return out.toString();
    }
}
