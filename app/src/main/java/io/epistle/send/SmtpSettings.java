package io.epistle.send;

import java.util.List;

/// Which relay to use and how.
///
/// @param host its name or address; the certificate must be valid for it
/// @param port 1 to 65535
/// @param encryption whether and how the connection is encrypted
/// @param credentials how to log in
/// @param helloName how we introduce ourselves in EHLO: our full host name
/// @param timeouts how long to wait
/// @param connectionsMax connections at once, 1 to {@value #CONNECTIONS_MAX}
/// @param messagesPerConnectionMax deliveries on one connection before it is closed; servers count
///   them and grow unfriendly
public record SmtpSettings(
        String host,
        int port,
        Encryption encryption,
        Credentials credentials,
        String helloName,
        SmtpTimeouts timeouts,
        int connectionsMax,
        int messagesPerConnectionMax) {

    /// More connections to one relay than this are a mistake.
    public static final int CONNECTIONS_MAX = 1_000;

    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "::1");
    private static final int HOST_LENGTH_MAX = 253;

    /// Checks every setting.
    ///
    /// @throws IllegalArgumentException when one is out of range, or a password would cross the
    ///   network unencrypted
    public SmtpSettings {
        require(isHost(host), "host is a host name or address", host);
        require(isHost(helloName), "helloName is a host name", helloName);
        require(port >= 1 && port <= 65_535, "port is 1 to 65535", port);
        require(
                connectionsMax >= 1 && connectionsMax <= CONNECTIONS_MAX,
                "connectionsMax is 1 to " + CONNECTIONS_MAX,
                connectionsMax);
        require(
                messagesPerConnectionMax >= 1,
                "messagesPerConnectionMax is at least 1",
                messagesPerConnectionMax);
        boolean secret = !(credentials instanceof Credentials.None);
        require(
                !secret || encryption != Encryption.NONE || isThisMachine(host),
                "encryption is STARTTLS or TLS where credentials are given, or they would cross the"
                        + " network readable",
                encryption);
    }

    /// A relay without encryption and log-in, with everything else as usual.
    public static SmtpSettings plain(String host, int port) {
        return new SmtpSettings(
                host,
                port,
                Encryption.NONE,
                new Credentials.None(),
                "localhost",
                SmtpTimeouts.standard(),
                8,
                100);
    }

    /// Whether a host is this machine, so that nothing that is sent to it crosses a network.
    public static boolean isThisMachine(String host) {
        return THIS_MACHINE.contains(host);
    }

    /// Whether a text may be a host name or an address.
    public static boolean isHost(String text) {
        return !text.isEmpty()
                && text.length() <= HOST_LENGTH_MAX
                && text.chars()
                        .allMatch(c ->
                                c < 128
                                        && (Character.isLetterOrDigit(c)
                                                || ".-_:[]".indexOf(c) >= 0));
    }

    private static void require(boolean holds, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("SMTP: " + expected + ", found " + found);
        }
    }
}
