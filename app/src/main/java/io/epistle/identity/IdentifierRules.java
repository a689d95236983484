package io.epistle.identity;

import io.epistle.event.Identifier;

import java.net.IDN;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What identifies, how it is normalised, which wins and how many one person may have.
///
/// Defaults: user id first, then email, then the rest in the order of their names; one user id a
/// person ever, five values of any other kind.
public final class IdentifierRules {
    /// Distinct values of a kind that one person may have, user ids aside.
    public static final int VALUES_MAX = 5;

    /// Longer values never identify: they are tokens or mistakes.
    public static final int LENGTH_MAX = 400;

    /// Stems linked to one person; more is a sign of a shared value, not of a person.
    public static final int STEMS_MAX = 100;

    /// Values of all kinds that one person may have.
    public static final int MAPPINGS_MAX = 1_000;

    /// Values that never identify anyone, in lower case, without surrounding quotes.
    private static final Set<String> BLOCKED =
            Set.of(
                    "anonymous",
                    "guest",
                    "distinctid",
                    "distinct_id",
                    "id",
                    "not_authenticated",
                    "email",
                    "undefined",
                    "true",
                    "false",
                    "null",
                    "none",
                    "nan",
                    "n/a",
                    "unknown",
                    "void",
                    "blank",
                    "-1",
                    "[object object]",
                    "");

    private static final Pattern ZEROS_AND_DASHES = Pattern.compile("[0-]+(?:\\.0+)?");
    private static final Pattern QUOTES = Pattern.compile("^[\"'`]+|[\"'`]+$");

    private IdentifierRules() {}

    /// The order in which identifiers are believed, strongest first.
    public static Comparator<String> byPriority() {
        return Comparator.comparingInt(IdentifierRules::rank)
                .thenComparing(Comparator.naturalOrder());
    }

    private static int rank(String kind) {
        return switch (kind) {
            case Identifier.USER_ID -> 0;
            case Identifier.EMAIL -> 1;
            case Identifier.ANONYMOUS_ID -> 3;
            default -> 2;
        };
    }

    /// How many distinct values of a kind one person may have.
    static int limit(String kind) {
        return kind.equals(Identifier.USER_ID) ? 1 : VALUES_MAX;
    }

    /// Whether a value never identifies anyone, whatever its kind: blocked, too long, or zeros and
    /// dashes only, also within quotes.
    public static boolean identifiesNobody(String value) {
        return isBlocked(withoutQuotes(value));
    }

    private static boolean isBlocked(String stripped) {
        return stripped.length() > LENGTH_MAX
                || BLOCKED.contains(stripped.toLowerCase(Locale.ROOT))
                || (isZeroOrDash(stripped.charAt(0))
                        && ZEROS_AND_DASHES.matcher(stripped).matches());
    }

    private static boolean isZeroOrDash(char letter) {
        return letter == '0' || letter == '-';
    }

    private static String withoutQuotes(String value) {
        String stripped = value.strip();
        boolean isQuoted =
                !stripped.isEmpty()
                        && (isQuote(stripped.charAt(0))
                                || isQuote(stripped.charAt(stripped.length() - 1)));
        return isQuoted ? QUOTES.matcher(stripped).replaceAll("").strip() : stripped;
    }

    private static boolean isQuote(char letter) {
        return letter == '"' || letter == '\'' || letter == '`';
    }

    /// The value that is compared; absent where it never identifies (the block list, too long, no
    /// address).
    public static Optional<String> normalise(Identifier identifier) {
        String stripped = withoutQuotes(identifier.value());
        if (isBlocked(stripped)) {
            return Optional.empty();
        }
        return identifier.kind().equals(Identifier.EMAIL)
                ? normaliseEmail(stripped)
                : Optional.of(stripped);
    }

    /// Lower-cases the domain and writes it as ASCII. The local part keeps its case in messages,
    /// but is compared in lower case: no provider in use tells `Jane@` from `jane@`.
    private static Optional<String> normaliseEmail(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            return Optional.empty();
        }
        try {
            String domain =
                    IDN.toASCII(address.substring(at + 1), IDN.ALLOW_UNASSIGNED)
                            .toLowerCase(Locale.ROOT);
            return Optional.of(address.substring(0, at).toLowerCase(Locale.ROOT) + "@" + domain);
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }
}
