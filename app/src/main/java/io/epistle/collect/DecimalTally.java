package io.epistle.collect;

import java.math.BigDecimal;
import java.util.Optional;

/// Notices over a whole file that its prices are written with decimal commas although nobody said
/// so: then `1.234` is a thousand and more, and is not to be read as 1.234. A few that contradict
/// all others are typing errors.
final class DecimalTally {
    private long commaOnly;
    private long pointOnly;
    private String firstCommaOnly = "";

    /// Takes what one cell says.
    void add(String cell) {
        BigDecimal point = Amount.read(cell, false);
        BigDecimal comma = Amount.read(cell, true);
        if (point == null && comma != null) {
            commaOnly++;
            firstCommaOnly = firstCommaOnly.isEmpty() ? cell.strip() : firstCommaOnly;
        } else if (point != null && comma == null) {
            pointOnly++;
        }
    }

    /// What to ask; absent where prices are written with points, or whole.
    Optional<String> question() {
        if (commaOnly == 0 || DateOrderTally.isStray(commaOnly, pointOnly)) {
            return Optional.empty();
        }
        return Optional.of(
                "%,d %s, such as %s, can only be read with a decimal comma and %,d only with a decimal point: say decimal: comma or decimal: point in the mapping"
                        .formatted(
                                commaOnly,
                                commaOnly == 1 ? "price" : "prices",
                                firstCommaOnly,
                                pointOnly));
    }
}
