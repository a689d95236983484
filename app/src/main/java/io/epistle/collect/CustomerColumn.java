package io.epistle.collect;

import io.epistle.identity.IdentifierRules;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// Whom the cells of a file's column of customers name. These are all rules:
///
/// - A cell names **nobody** where it is blank, where it is what programs write for nothing
///   ([CellText#text]), or where its value never identifies ([IdentifierRules#identifiesNobody]:
///   `0`, `-0.0`, `none`, `undefined`, `unknown`, `anonymous`, `guest` and others).
/// - A fraction of zeros is no part of an id: programs add it when a column of whole numbers has
///   gaps. `13085.0` is `13085`.
/// - Other cells of a column of [#TEXTS] name what they say. `013085` is not `13085`, and `1e5` is
///   `1e5`.
/// - In a column of [#NUMBERS] a cell of digits names what it says, with its zeros in front. Any
///   other has to be a whole number of 0 or more in digits: `1e5` is `100000`, but `inf`, `-5` and
///   `13085.5` are [Named.Unreadable], since somebody's number was lost on the way.
///
/// A column has numbers where every cell that names somebody is one, and at least one is not of the
/// form `1e5`. So one id such as `A-17` makes it a column of texts.
enum CustomerColumn {
    /// Ids are whole numbers.
    NUMBERS,
    /// Ids are any texts.
    TEXTS;

    /// Whom one cell names.
    sealed interface Named {
        /// The id of somebody; empty for others.
        default String id() {
            return "";
        }

        /// Nobody, which is no fault and is counted.
        record Nobody() implements Named {}

        /// Somebody of the shop's id, not empty.
        record Somebody(String id) implements Named {}

        /// A number that is nobody's id.
        record Unreadable() implements Named {}
    }

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,2})?");

    private static final Pattern NO_NUMBER = Pattern.compile("(?i)[+-]?(?:inf|infinity|nan)");

    private static final Pattern EXPONENT = Pattern.compile("\\d+(?:\\.\\d*)?[eE]\\+?\\d{1,2}");

    /// Whom a cell names.
    Named read(String cell) {
        String id = CellText.number(cell);
        if (IdentifierRules.identifiesNobody(id)) {
            return new Named.Nobody();
        }
        return switch (this) {
            case TEXTS -> new Named.Somebody(id);
            case NUMBERS -> isDigits(id) ? new Named.Somebody(id) : number(id);
        };
    }

    private static Named number(String id) {
        BigDecimal number = NUMBER.matcher(id).matches() ? Amount.read(id, false) : null;
        return number == null || number.scale() > 0 || number.signum() < 0
                ? new Named.Unreadable()
                : new Named.Somebody(number.toPlainString());
    }

    private static boolean isDigits(String id) {
        return id.chars().allMatch(character -> character >= '0' && character <= '9');
    }

    /// Decides over a whole column what its ids are.
    static final class Tally {
        private boolean texts;
        private boolean numbers;

        /// Takes one cell.
        void add(String cell) {
            String id = TEXTS.read(cell).id();
            if (id.isEmpty() || EXPONENT.matcher(id).matches()) {
                return;
            }
            boolean number =
                    isDigits(id) || NUMBER.matcher(id).matches() || NO_NUMBER.matcher(id).matches();
            numbers |= number;
            texts |= !number;
        }

        /// What the ids of the cells taken are.
        CustomerColumn column() {
            return numbers && !texts ? NUMBERS : TEXTS;
        }
    }
}
