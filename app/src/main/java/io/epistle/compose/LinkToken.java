package io.epistle.compose;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// What a link of a mail says when somebody follows it: in which message it stands, which of its
/// links it is, and where it leads. [LinkSeal] makes it a text that nobody else can read or make.
///
/// @param sendId the message
/// @param link the place of the link among the links of its message, 0 to {@value #LINK_MAX}
/// @param target where it leads, `http` or `https`, exactly as the page had it
public record LinkToken(SendId sendId, int link, String target) {
    /// The highest place of a link.
    public static final int LINK_MAX = 65_535;

    /// Longest target in bytes of UTF-8: its token still fits the first line of a request, of which
    /// servers and proxies take about 4,000 bytes.
    public static final int TARGET_BYTES_MAX = 2_000;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /// Checks place and target.
    ///
    /// @throws IllegalArgumentException when the place is out of range, or the target is too long
    ///   or leads elsewhere than `http` or `https`
    public LinkToken {
        if (link < 0 || link > LINK_MAX) {
            throw new IllegalArgumentException(
                    "a link's place is 0 to " + LINK_MAX + ", found " + link);
        }
        if (!fits(target)) {
            throw new IllegalArgumentException(
                    "a link leads to http or https within "
                            + TARGET_BYTES_MAX
                            + " bytes, found "
                            + target.length()
                            + " characters");
        }
    }

    /// Whether a link to `target` can carry a token.
    public static boolean fits(String target) {
        return leadsOut(target)
                && target.length() <= TARGET_BYTES_MAX
                && target.getBytes(StandardCharsets.UTF_8).length <= TARGET_BYTES_MAX;
    }

    /// Whether a target is an absolute address of the web.
    static boolean leadsOut(String target) {
        return target.regionMatches(true, 0, "http://", 0, 7)
                || target.regionMatches(true, 0, "https://", 0, 8);
    }

    /// The target as a `Location` header says it: the same bytes where they are printable ASCII.
    /// What a browser would change before it asks (WHATWG URL) is changed likewise: tabs and line
    /// ends go; spaces, controls and the UTF-8 bytes of other characters are percent-encoded, in a
    /// host too, where browsers read them back before they make it ASCII.
    public String location() {
        StringBuilder encoded = new StringBuilder(target.length());
        for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 127) {
                encoded.append((char) b);
            } else if (b != '\t' && b != '\n' && b != '\r') {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
