package io.epistle.liquid.filter;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.value.ListValue;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Numbers;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Texts;
import io.epistle.liquid.value.Value;

import java.util.ArrayList;
import java.util.List;

/// Filters that take a part: `slice`, `truncate`, `truncatewords`, `split`. They count characters
/// by code point.
final class CuttingFilters {
    private static final int TRUNCATE_LENGTH = 50;
    private static final int TRUNCATE_WORDS = 15;
    private static final Text ELLIPSIS = Text.plain("...");

    private CuttingFilters() {}

    static List<FilterDefinition> definitions() {
        return List.of(
                FilterDefinition.of("slice", 1, 2, CuttingFilters::slice),
                FilterDefinition.of("split", 1, CuttingFilters::split),
                FilterDefinition.of("truncate", 0, 2, CuttingFilters::truncate),
                FilterDefinition.of("truncatewords", 0, 2, CuttingFilters::truncateWords));
    }

    private static Value slice(Value input, Arguments arguments, FilterContext context) {
        int offset = context.position(arguments.at(0));
        int length = arguments.at(1).truthy() ? context.position(arguments.at(1)) : 1;
        if (input instanceof Sequence sequence) {
            return slice(sequence, offset, length, context);
        }
        String text = context.text(input);
        int size = text.codePointCount(0, text.length());
        long from = offset < 0 ? (long) size + offset : offset;
        if (from < 0 || from > size || length < 0) {
            return Text.EMPTY;
        }
        long to = Math.min(size, from + length);
        int start = text.offsetByCodePoints(0, (int) from);
        int end = text.offsetByCodePoints(start, (int) (to - from));
        return Text.plain(text.substring(start, end));
    }

    private static Value slice(Sequence sequence, int offset, int length, FilterContext context) {
        long from = offset < 0 ? (long) sequence.size() + offset : offset;
        if (from < 0 || from > sequence.size() || length < 0) {
            return ListValue.EMPTY;
        }
        long to = Math.min(sequence.size(), from + length);
        context.charge(to - from);
        var items = new ArrayList<Value>((int) (to - from));
        for (int i = (int) from; i < to; i++) {
            items.add(sequence.get(i));
        }
        return new ListValue(items);
    }

    private static Value truncate(Value input, Arguments arguments, FilterContext context) {
        if (input instanceof Nil) {
            return input;
        }
        String text = context.text(input);
        int length = arguments.count() > 0 ? context.position(arguments.at(0)) : TRUNCATE_LENGTH;
        if (text.length() <= length || text.codePointCount(0, text.length()) <= length) {
            return SafeText.like(input, text);
        }
        Value end = arguments.count() > 1 ? arguments.at(1) : ELLIPSIS;
        String ellipsis = context.text(end);
        long room = (long) length - ellipsis.codePointCount(0, ellipsis.length());
        String kept = text.substring(0, text.offsetByCodePoints(0, (int) Math.max(0, room)));
        return SafeText.concatenated(Text.plain(kept), end, context);
    }

    private static Value truncateWords(Value input, Arguments arguments, FilterContext context) {
        if (input instanceof Nil) {
            return input;
        }
        String text = context.text(input);
        int words = arguments.count() > 0 ? context.position(arguments.at(0)) : TRUNCATE_WORDS;
        if (words == Integer.MAX_VALUE) {
            throw tooManyWords(arguments.at(0), context);
        }
        var kept = new StringBuilder();
        int at = 0;
        for (int word = 0; word < Math.max(1, words); word++) {
            int start = skipSpaces(text, at);
            int end = skipWord(text, start);
            if (end == text.length()) {
                // The last word ends the text, so nothing is cut off behind it.
                return SafeText.like(input, text);
            }
            kept.append(word > 0 ? " " : "").append(text, start, end);
            at = end;
        }
        Value end = arguments.count() > 1 ? arguments.at(1) : ELLIPSIS;
        return SafeText.concatenated(Text.plain(kept.toString()), end, context);
    }

    /// The reference counts words in an `int`, and one more than it keeps.
    private static LiquidFault tooManyWords(Value words, FilterContext context) {
        return new LiquidFault(
                "expected a number of words below " + Integer.MAX_VALUE,
                "integer " + context.text(Numbers.strict(words)) + " too big for truncatewords");
    }

    private static int skipSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && Texts.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int skipWord(String text, int from) {
        int at = from;
        while (at < text.length() && !Texts.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static Value split(Value input, Arguments arguments, FilterContext context) {
        String text = context.text(input);
        String separator = context.text(arguments.at(0));
        context.charge(text.length());
        context.chargeSearch(text.length(), separator.length());
        var parts = new ArrayList<Value>();
        if (separator.equals(" ")) {
            splitWords(text, parts);
        } else if (separator.isEmpty()) {
            text.codePoints().forEach(point -> parts.add(Text.plain(Character.toString(point))));
        } else {
            splitAt(text, separator, parts);
        }
        while (!parts.isEmpty() && parts.getLast().equals(Text.EMPTY)) {
            parts.removeLast();
        }
        return new ListValue(parts);
    }

    /// A single space splits at any run of white space.
    private static void splitWords(String text, List<Value> parts) {
        int start = skipSpaces(text, 0);
        while (start < text.length()) {
            int end = skipWord(text, start);
            parts.add(Text.plain(text.substring(start, end)));
            start = skipSpaces(text, end);
        }
    }

    private static void splitAt(String text, String separator, List<Value> parts) {
        int start = 0;
        int end = text.indexOf(separator);
        while (end >= 0) {
            parts.add(Text.plain(text.substring(start, end)));
            start = end + separator.length();
            end = text.indexOf(separator, start);
        }
        parts.add(Text.plain(text.substring(start)));
    }
}
