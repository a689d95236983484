package io.epistle.compose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Amounts as an English reader expects them: `£1,234.50`, `-£2.00`, `CHF 12.00`. The digits after
/// the point are those of the currency in ISO 4217; halves are rounded away from zero.
public final class MoneyFormat {
    private static final Map<String, String> SYMBOLS =
            new TreeMap<>(
                    Map.of(
                            "GBP", "£", "EUR", "€", "USD", "$", "JPY", "¥", "INR", "₹", "KRW", "₩",
                            "ILS", "₪", "UAH", "₴", "TRY", "₺", "VND", "₫"));

    private static final int GROUP = 3;

    private MoneyFormat() {}

    /// An amount in major units.
    ///
    /// @param currency an ISO 4217 code such as `GBP`
    /// @return absent where there is no such currency
    public static Optional<String> format(BigDecimal amount, String currency) {
        return digits(currency)
                .map(digits -> {
                    BigDecimal rounded = amount.setScale(digits, RoundingMode.HALF_UP);
                    String sign = rounded.signum() < 0 ? "-" : "";
                    String symbol = SYMBOLS.getOrDefault(currency, currency + "\u00a0");
                    return sign + symbol + grouped(rounded.abs());
                });
    }

    /// Whether there is a currency of that code.
    public static boolean isCurrency(String code) {
        return digits(code).isPresent();
    }

    /// A number with a comma between each three of its digits before the point.
    static String grouped(BigDecimal number) {
        String plain = number.toPlainString();
        int point = plain.indexOf('.');
        int end = point < 0 ? plain.length() : point;
        int start = number.signum() < 0 ? 1 : 0;
        StringBuilder grouped = new StringBuilder(plain);
        for (int at = end - GROUP; at > start; at -= GROUP) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }

    private static Optional<Integer> digits(String currency) {
        try {
            return Optional.of(
                    Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits()));
        } catch (IllegalArgumentException noSuchCurrency) {
            return Optional.empty();
        }
    }
}
