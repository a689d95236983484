package io.epistle.liquid.filter;

import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Texts;
import io.epistle.liquid.value.Value;

import java.util.List;
import java.util.Locale;

/// Filters that change a text as a whole: case, edges, joining.
final class TextFilters {

    private TextFilters() {}

    static List<FilterDefinition> definitions() {
        return List.of(
                FilterDefinition.of("append", 1, TextFilters::append),
                FilterDefinition.of("prepend", 1, TextFilters::prepend),
                FilterDefinition.of("capitalize", 0, TextFilters::capitalize),
                FilterDefinition.of("upcase", 0, TextFilters::upcase),
                FilterDefinition.of("downcase", 0, TextFilters::downcase),
                FilterDefinition.of("strip", 0, TextFilters::strip),
                FilterDefinition.of("lstrip", 0, TextFilters::lstrip),
                FilterDefinition.of("rstrip", 0, TextFilters::rstrip),
                FilterDefinition.of("strip_newlines", 0, TextFilters::stripNewlines),
                FilterDefinition.of("join", 0, 1, TextFilters::join));
    }

    private static Value append(Value input, Arguments arguments, FilterContext context) {
        return SafeText.concatenated(input, arguments.at(0), context);
    }

    private static Value prepend(Value input, Arguments arguments, FilterContext context) {
        return SafeText.concatenated(arguments.at(0), input, context);
    }

    private static Value capitalize(Value input, Arguments arguments, FilterContext context) {
        String text = context.text(input);
        if (text.isEmpty()) {
            return Text.EMPTY;
        }
        int first = text.offsetByCodePoints(0, 1);
        String title =
                first == 1 && text.charAt(0) < 0x80
                        ? text.substring(0, 1).toUpperCase(Locale.ROOT)
                        : titleCase(text.substring(0, first));
        return Text.plain(title + LetterCase.lower(text.substring(first), context));
    }

    /// The form at the beginning of a word; of what is written as two letters only the first one is
    /// a capital (`ß` becomes `Ss`), or the second where the first has none (`ŉ` becomes `ʼN`).
    private static String titleCase(String character) {
        int point = character.codePointAt(0);
        boolean titled = Character.getType(point) == Character.TITLECASE_LETTER;
        if (titled || Character.UnicodeBlock.GEORGIAN.equals(Character.UnicodeBlock.of(point))) {
            // Georgian words have no capital in front; its capitals are for whole words.
            return character;
        }
        int title = Character.toTitleCase(point);
        if (title != point) {
            return Character.toString(title);
        }
        String upper = character.toUpperCase(Locale.ROOT);
        if (!Character.isUpperCase(upper.codePointAt(0))) {
            return upper;
        }
        int first = upper.offsetByCodePoints(0, 1);
        return upper.substring(0, first) + upper.substring(first).toLowerCase(Locale.ROOT);
    }

    private static Value upcase(Value input, Arguments arguments, FilterContext context) {
        return Text.plain(LetterCase.upper(context.text(input), context));
    }

    private static Value downcase(Value input, Arguments arguments, FilterContext context) {
        return Text.plain(LetterCase.lower(context.text(input), context));
    }

    private static Value strip(Value input, Arguments arguments, FilterContext context) {
        String text = context.text(input);
        int end = end(text);
        return SafeText.like(input, text.substring(start(text, end), end));
    }

    private static Value lstrip(Value input, Arguments arguments, FilterContext context) {
        String text = context.text(input);
        return SafeText.like(input, text.substring(start(text, text.length())));
    }

    private static Value rstrip(Value input, Arguments arguments, FilterContext context) {
        String text = context.text(input);
        return SafeText.like(input, text.substring(0, end(text)));
    }

    private static int start(String text, int end) {
        int at = 0;
        while (at < end && strippable(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int end(String text) {
        int at = text.length();
        while (at > 0 && strippable(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /// ASCII white space and the null character, as the reference strips.
    private static boolean strippable(char c) {
        return Texts.isSpace(c) || c == 0;
    }

    private static Value stripNewlines(Value input, Arguments arguments, FilterContext context) {
        String text = context.text(input);
        if (text.indexOf('\n') < 0) {
            return SafeText.like(input, text);
        }
        return SafeText.like(input, text.replace("\r\n", "").replace("\n", ""));
    }

    private static Value join(Value input, Arguments arguments, FilterContext context) {
        Value glue = arguments.count() == 0 ? Text.plain(" ") : arguments.at(0);
        Sequence items = Items.of(input, context);
        var joined = new SafeText(context);
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                joined.append(glue);
            }
            joined.append(items.get(i));
        }
        return joined.value();
    }
}
