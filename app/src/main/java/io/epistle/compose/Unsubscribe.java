package io.epistle.compose;

import java.net.URI;
import java.util.Optional;

/// The ways out that every marketing message carries in its headers: one click over HTTPS (RFC
/// 8058) and, where mails are received, a mail (RFC 2369).
///
/// @param oneClick takes the POST of `List-Unsubscribe=One-Click`: `https`, or `http` on this very
///   machine, for trials
/// @param mailto where a mail unsubscribes, with whatever identifies the send in its query; absent
///   where nobody reads mails
public record Unsubscribe(URI oneClick, Optional<URI> mailto) {

    /// Longest URI in characters: it stands unbroken on one header line, and a line holds 998.
    public static final int URI_LENGTH_MAX = 900;

    /// Checks both URIs.
    ///
    /// @throws IllegalArgumentException when the first is not HTTPS, the second not `mailto`, or
    ///   either is too long
    public Unsubscribe {
        boolean trial = "http".equals(oneClick.getScheme()) && isThisMachine(oneClick.getHost());
        if ((!"https".equals(oneClick.getScheme()) || oneClick.getHost() == null) && !trial) {
            throw new IllegalArgumentException(
                    "the one-click unsubscribe link must be https with a host (RFC 8058), found the"
                            + " scheme "
                            + oneClick.getScheme());
        }
        mailto.ifPresent(Unsubscribe::requireMailto);
        requireShort(oneClick);
        mailto.ifPresent(Unsubscribe::requireShort);
    }

    /// Both ways.
    public Unsubscribe(URI oneClick, URI mailto) {
        this(oneClick, Optional.of(mailto));
    }

    private static void requireMailto(URI mailto) {
        if (!"mailto".equals(mailto.getScheme())) {
            throw new IllegalArgumentException(
                    "the unsubscribe mail link must be mailto, found the scheme "
                            + mailto.getScheme());
        }
    }

    private static void requireShort(URI uri) {
        int length = uri.toASCIIString().length();
        if (length > URI_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "an unsubscribe link has at most "
                            + URI_LENGTH_MAX
                            + " characters, found "
                            + length);
        }
    }

    private static boolean isThisMachine(String host) {
        return "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
    }
}
