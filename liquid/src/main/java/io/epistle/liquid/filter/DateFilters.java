package io.epistle.liquid.filter;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.date.CivilTime;
import io.epistle.liquid.date.DateReader;
import io.epistle.liquid.date.Strftime;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Texts;
import io.epistle.liquid.value.Value;

import java.util.List;

/// `date`. What is not a date passes unchanged.
final class DateFilters {
    /// A width in a pattern can make its output a thousand times as long, so patterns stay short.
    private static final int PATTERN_LENGTH_MAX = 1000;

    /// Characters of a pattern compiled for one step; a directive costs more than a letter.
    private static final int CHARACTERS_PER_STEP = 8;

    private DateFilters() {}

    static List<FilterDefinition> definitions() {
        return List.of(FilterDefinition.of("date", 1, new DateFilter()));
    }

    /// Compiles its pattern for each call; [#prepared(Arguments)] does so once.
    private static final class DateFilter implements Filter {

        @Override
        public Value apply(Value input, Arguments arguments, FilterContext context) {
            String pattern = context.text(arguments.at(0));
            context.charge(pattern.length() / CHARACTERS_PER_STEP);
            return prepared(pattern).apply(input, arguments, context);
        }

        @Override
        public Filter prepared(Arguments arguments) {
            return prepared(arguments.count() == 0 ? "" : Texts.of(arguments.at(0)));
        }

        private static Filter prepared(String pattern) {
            if (pattern.isEmpty()) {
                return (input, same, context) -> input;
            }
            if (pattern.length() > PATTERN_LENGTH_MAX) {
                throw new LiquidFault(
                        "the date pattern is longer than " + PATTERN_LENGTH_MAX + " characters");
            }
            Strftime compiled = Strftime.compile(pattern);
            return (input, same, context) -> {
                CivilTime time = DateReader.read(input, context.now(), context.zone(), context);
                if (time == null) {
                    return input;
                }
                String written = compiled.format(time);
                context.chargeText(written.length());
                context.requireLength(written.length());
                return Text.plain(written);
            };
        }
    }
}
