package io.epistle.collect;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the user says about a file; all that is absent is guessed from the file and shown.
///
/// @param columns field to the name of its column, as it stands in the header
/// @param dateOrder whether days or months come first in dates that do not begin with the year
/// @param zone where times without an offset are at home; UTC where absent
/// @param currency ISO 4217, of rows that say none; where absent, their orders are stored without
/// @param decimalComma whether a comma separates decimals; a point does where absent
/// @param cancellationPrefix what the numbers of cancelled orders begin with, before a digit; empty
///   where the file has no cancellations of that kind; [#CANCELLATION_PREFIX] where absent
/// @param separator between cells
/// @param encoding of the text
public record Mapping(
        SortedMap<String, String> columns,
        Optional<DateOrder> dateOrder,
        Optional<ZoneId> zone,
        Optional<String> currency,
        Optional<Boolean> decimalComma,
        Optional<String> cancellationPrefix,
        Optional<Character> separator,
        Optional<Charset> encoding) {
    /// As the UCI Online Retail sets mark cancellations: `C489449`.
    public static final String CANCELLATION_PREFIX = "C";

    /// Nothing said: everything is guessed.
    public static final Mapping GUESSED =
            new Mapping(
                    new TreeMap<>(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    public Mapping {
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    }

    /// The currency of an ISO 4217 code in capitals or not; absent where there is none of it.
    public static Optional<String> currencyOf(String code) {
        String capitals = code.strip().toUpperCase(Locale.ROOT);
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .map(Currency::getCurrencyCode)
                .filter(capitals::equals)
                .findFirst();
    }

    /// This mapping in a zone.
    public Mapping withZone(ZoneId other) {
        return new Mapping(
                columns,
                dateOrder,
                Optional.of(other),
                currency,
                decimalComma,
                cancellationPrefix,
                separator,
                encoding);
    }

    /// This mapping in a currency, ISO 4217.
    public Mapping withCurrency(String other) {
        return new Mapping(
                columns,
                dateOrder,
                zone,
                Optional.of(other),
                decimalComma,
                cancellationPrefix,
                separator,
                encoding);
    }
}
