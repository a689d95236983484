package io.epistle.compose;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// An email address as it stands between `<` and `>`: no display name, nothing that could end a
/// header line or an SMTP command.
///
/// The local part keeps its case (RFC 5321 section 2.4) and may hold letters beyond ASCII (RFC
/// 6531); such an address needs the SMTPUTF8 extension on the way. The domain is lower case and in
/// its ASCII form (`xn--`), so that one domain has one spelling. Comments, address literals
/// (`[192.0.2.1]`) and local parts that hold spaces or punctuation only legal inside quotes are
/// refused: in lists of customers they are mistakes.
///
/// @param localPart what stands before the `@`, without quotes: 1 to 64 bytes of UTF-8
/// @param domain dot-separated labels; given in Unicode or ASCII, held in lower-case ASCII
public record EmailAddress(String localPart, String domain) {

    /// Longest address in bytes: RFC 5321 allows a path of 256 with its angle brackets.
    public static final int ADDRESS_BYTES_MAX = 254;

    /// Longest local part in bytes (RFC 5321 section 4.5.3.1.1).
    public static final int LOCAL_PART_BYTES_MAX = 64;

    private static final int DOMAIN_BYTES_MAX = 253;
    private static final int LABEL_BYTES_MAX = 63;
    private static final String ATEXT_PUNCTUATION = "!#$%&'*+-/=?^_`{|}~";

    /// Checks both parts and brings the domain to its one spelling.
    ///
    /// @throws IllegalArgumentException when either part is not acceptable; the message says why
    ///   and never repeats the address
    public EmailAddress {
        String problem = problemInLocalPart(localPart);
        if (problem.isEmpty()) {
            domain = asciiDomain(domain);
            problem = problemInDomain(domain);
        }
        if (problem.isEmpty() && utf8Length(localPart) + 1 + domain.length() > ADDRESS_BYTES_MAX) {
            problem = "it is longer than " + ADDRESS_BYTES_MAX + " bytes";
        }
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException("not an email address: " + problem);
        }
    }

    /// Reads `local@domain`; surrounding white space is dropped and a quoted local part unquoted.
    ///
    /// @throws IllegalArgumentException when the text is not an address, saying why without
    ///   repeating it
    public static EmailAddress of(String text) {
        String address = text.strip();
        int at = address.lastIndexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("not an email address: it holds no @");
        }
        return new EmailAddress(unquoted(address.substring(0, at)), address.substring(at + 1));
    }

    /// Reads `local@domain` from text that may be anything; empty when it is not an address.
    public static Optional<EmailAddress> parse(String text) {
        try {
            return Optional.of(of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The address as written in a header or an SMTP command, the local part quoted where its dots
    /// demand it (`"a..b"@example.com`).
    public String text() {
        return (isDotAtom(localPart) ? localPart : '"' + localPart + '"') + '@' + domain;
    }

    /// Whether only a server with SMTPUTF8 (RFC 6531) can take this address.
    public boolean needsSmtpUtf8() {
        for (int i = 0; i < localPart.length(); i++) {
            if (localPart.charAt(i) > 126) {
                return true;
            }
        }
        return false;
    }

    private static String problemInLocalPart(String local) {
        if (local.isEmpty()) {
            return "nothing stands before the @";
        }
        if (utf8Length(local) > LOCAL_PART_BYTES_MAX) {
            return "the part before the @ is longer than " + LOCAL_PART_BYTES_MAX + " bytes";
        }
        for (int i = 0; i < local.length(); ) {
            int codePoint = local.codePointAt(i);
            if (!isLocalPartCharacter(codePoint)) {
                return String.format(
                        Locale.ROOT,
                        "the part before the @ holds the character U+%04X, which is not allowed"
                                + " there",
                        codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return "";
    }

    private static boolean isLocalPartCharacter(int codePoint) {
        if (codePoint < 128) {
            return codePoint == '.'
                    || isAsciiLetterOrDigit(codePoint)
                    || ATEXT_PUNCTUATION.indexOf(codePoint) >= 0;
        }
        return !Character.isISOControl(codePoint)
                && !Character.isSpaceChar(codePoint)
                && Character.getType(codePoint) != Character.SURROGATE
                && Character.isDefined(codePoint);
    }

    private static String problemInDomain(String domain) {
        if (domain.isEmpty()) {
            return "nothing usable stands after the @";
        }
        if (domain.length() > DOMAIN_BYTES_MAX) {
            return "the domain is longer than " + DOMAIN_BYTES_MAX + " bytes";
        }
        int labelStart = 0;
        for (int i = 0; i <= domain.length(); i++) {
            if (i == domain.length() || domain.charAt(i) == '.') {
                if (!isLabel(domain, labelStart, i)) {
                    return "the domain holds a label that is empty, too long or not of letters,"
                            + " digits and inner hyphens";
                }
                labelStart = i + 1;
            }
        }
        String last = domain.substring(domain.lastIndexOf('.') + 1);
        return last.chars().allMatch(c -> c >= '0' && c <= '9')
                ? "the domain ends in a number, as an IP address does"
                : "";
    }

    private static boolean isLabel(String domain, int start, int end) {
        if (start == end || end - start > LABEL_BYTES_MAX) {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = domain.charAt(i);
            boolean innerHyphen = c == '-' && i > start && i < end - 1;
            if (!isAsciiLetterOrDigit(c) && !innerHyphen) {
                return false;
            }
        }
        return true;
    }

    private static String asciiDomain(String domain) {
        if (domain.chars().allMatch(c -> c < 128)) {
            return domain.toLowerCase(Locale.ROOT);
        }
        if (domain.length() > DOMAIN_BYTES_MAX) {
            return "";
        }
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isDotAtom(String local) {
        return !local.startsWith(".") && !local.endsWith(".") && !local.contains("..");
    }

    private static String unquoted(String local) {
        boolean quoted = local.length() > 2 && local.startsWith("\"") && local.endsWith("\"");
        return quoted ? local.substring(1, local.length() - 1) : local;
    }

    private static boolean isAsciiLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
