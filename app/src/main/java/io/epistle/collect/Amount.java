package io.epistle.collect;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// Reads numbers as exports write them, exactly: `6.95`, `1,234.50`, `£6.95`, `1e-05`. A comma
/// alone could separate thousands or decimals, so it is read as neither, unless the mapping says
/// that commas are decimal; then dots separate thousands.
final class Amount {
    private static final int CHARS_MAX = 40;

    /// Digits before and behind the point that an honest price or quantity has.
    private static final int WHOLE_DIGITS_MAX = 15;

    private static final int DECIMALS_MAX = 9;

    private static final Pattern PLAIN =
            Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,2})?");

    private static final Pattern COMMA_THOUSANDS =
            Pattern.compile("[+-]?\\d{1,3}(?:,\\d{3})+\\.\\d+");

    private static final Pattern DOT_THOUSANDS =
            Pattern.compile("[+-]?\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?");

    private static final Pattern CURRENCY_SIGN = Pattern.compile("^([+-]?)[£$€] ?");

    private Amount() {}

    /// The number without zeros at its end, null where the cell is none.
    static @Nullable BigDecimal read(String cell, boolean decimalComma) {
        String text = cell.strip();
        if (text.isEmpty() || text.length() > CHARS_MAX) {
            return null;
        }
        if (!PLAIN.matcher(text).matches() || decimalComma) {
            text = normal(CURRENCY_SIGN.matcher(text).replaceFirst("$1"), decimalComma);
            if (!PLAIN.matcher(text).matches()) {
                return null;
            }
        }
        BigDecimal number = canonical(new BigDecimal(text));
        return number.scale() <= DECIMALS_MAX
                        && number.precision() - number.scale() <= WHOLE_DIGITS_MAX
                ? number
                : null;
    }

    /// The same number with the fewest digits, never with an exponent: equal numbers become equal
    /// values.
    static BigDecimal canonical(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String normal(String text, boolean decimalComma) {
        if (decimalComma) {
            boolean grouped = DOT_THOUSANDS.matcher(text).matches();
            return (grouped ? text.replace(".", "") : text.replace('.', '!')).replace(',', '.');
        }
        return COMMA_THOUSANDS.matcher(text).matches() ? text.replace(",", "") : text;
    }
}
