package io.epistle.liquid.filter;

import io.epistle.liquid.value.Value;

import java.util.List;

/// Filters that exchange parts of a text: `replace`, `remove` and their first and last forms.
final class ReplaceFilters {

    private ReplaceFilters() {}

    static List<FilterDefinition> definitions() {
        return List.of(
                FilterDefinition.of("replace", 1, 2, ReplaceFilters::replace),
                FilterDefinition.of("replace_first", 1, 2, ReplaceFilters::replaceFirst),
                FilterDefinition.of("replace_last", 2, ReplaceFilters::replaceLast),
                FilterDefinition.of("remove", 1, ReplaceFilters::replace),
                FilterDefinition.of("remove_first", 1, ReplaceFilters::replaceFirst),
                FilterDefinition.of("remove_last", 1, ReplaceFilters::replaceLast));
    }

    private static Value replace(Value input, Arguments arguments, FilterContext context) {
        String text = context.text(input);
        String part = context.text(arguments.at(0));
        context.chargeSearch(text.length(), part.length());
        int found = text.indexOf(part);
        if (found < 0) {
            return SafeText.like(input, text);
        }
        var result = new SafeText(context);
        int from = 0;
        while (found >= 0) {
            result.append(SafeText.like(input, text.substring(from, found)));
            result.append(arguments.at(1));
            from = found + part.length();
            // An empty part is found between all characters and at both ends.
            int next = part.isEmpty() ? nextCharacter(text, found) : from;
            found = next > text.length() ? -1 : text.indexOf(part, next);
        }
        result.append(SafeText.like(input, text.substring(from)));
        return result.value();
    }

    private static int nextCharacter(String text, int at) {
        return at < text.length() ? text.offsetByCodePoints(at, 1) : at + 1;
    }

    private static Value replaceFirst(Value input, Arguments arguments, FilterContext context) {
        String text = context.text(input);
        String part = context.text(arguments.at(0));
        context.chargeSearch(text.length(), part.length());
        return exchanged(input, text.indexOf(part), part.length(), arguments.at(1), context);
    }

    private static Value replaceLast(Value input, Arguments arguments, FilterContext context) {
        String text = context.text(input);
        String part = context.text(arguments.at(0));
        context.chargeSearch(text.length(), part.length());
        return exchanged(input, text.lastIndexOf(part), part.length(), arguments.at(1), context);
    }

    private static Value exchanged(
            Value input, int at, int length, Value replacement, FilterContext context) {
        String text = context.text(input);
        if (at < 0) {
            return SafeText.like(input, text);
        }
        var result = new SafeText(context);
        result.append(SafeText.like(input, text.substring(0, at)));
        result.append(replacement);
        result.append(SafeText.like(input, text.substring(at + length)));
        return result.value();
    }
}
