package io.epistle.compose;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.filter.Arguments;
import io.epistle.liquid.filter.FilterContext;
import io.epistle.liquid.filter.FilterDefinition;
import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Emptiness;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Moment;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.NumberValue;
import io.epistle.liquid.value.Range;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import java.math.BigDecimal;
import java.util.List;

/// The filters that mails have beside those of Liquid. All leave nil as it is.
///
/// - `money`: `{{ item.price | money }}` in the brand's currency, `{{ 3 | money: 'EUR' }}` in
///   another; see [MoneyFormat].
/// - `number_with_delimiter`: `{{ 1234567 | number_with_delimiter }}` gives `1,234,567`.
/// - `title_case`: brings shouted product names to a reader's case; see [TitleCase].
final class EmailFilters {
    private EmailFilters() {}

    /// All of them.
    static List<FilterDefinition> definitions() {
        return List.of(
                FilterDefinition.of("money", 0, 1, EmailFilters::money),
                FilterDefinition.of("number_with_delimiter", 0, EmailFilters::delimited),
                FilterDefinition.of("title_case", 0, EmailFilters::titleCase));
    }

    private static Value money(Value input, Arguments arguments, FilterContext context) {
        if (input instanceof Nil) {
            return input;
        }
        String currency =
                arguments.count() > 0
                        ? text(arguments.at(0), "money")
                        : context.variable("brand") instanceof Mapping brand
                                        && brand.get("currency") instanceof Text(String code, _)
                                ? code
                                : "";
        return MoneyFormat.format(number(input, "money"), currency)
                .map(Value::of)
                .orElseThrow(() ->
                        new LiquidFault(
                                "the filter money found the currency '%s', expected an ISO 4217 code such as GBP"
                                        .formatted(currency)));
    }

    private static Value delimited(Value input, Arguments arguments, FilterContext context) {
        return input instanceof Nil
                ? input
                : Value.of(MoneyFormat.grouped(number(input, "number_with_delimiter")));
    }

    private static Value titleCase(Value input, Arguments arguments, FilterContext context) {
        return switch (input) {
            case Text(String text, boolean safe) -> new Text(TitleCase.of(text), safe);
            case Nil _,
                    Bool _,
                    NumberValue _,
                    Moment _,
                    Range _,
                    Sequence _,
                    Mapping _,
                    Emptiness _ ->
                    input;
        };
    }

    private static BigDecimal number(Value input, String filter) {
        if (input instanceof NumberValue number) {
            return number.exact();
        }
        try {
            return new BigDecimal(text(input, filter).strip());
        } catch (NumberFormatException notANumber) {
            throw new LiquidFault("the filter %s found text, expected a number".formatted(filter));
        }
    }

    private static String text(Value input, String filter) {
        if (input instanceof Text(String text, _)) {
            return text;
        }
        throw new LiquidFault(
                "the filter %s found something else, expected a number or text".formatted(filter));
    }
}
