package io.epistle.send;

import java.time.Duration;

/// How long to wait for a server, stage by stage. Each is for the whole step, however slowly its
/// bytes drip.
///
/// @param connect until the connection stands, and again until TLS stands
/// @param greeting for the server's first line
/// @param command for the answer to a command
/// @param dataStart for the answer to DATA
/// @param content for the whole content to be taken
/// @param confirmation for the answer to the final dot: giving up early makes a message uncertain
public record SmtpTimeouts(
        Duration connect,
        Duration greeting,
        Duration command,
        Duration dataStart,
        Duration content,
        Duration confirmation) {

    /// Checks that each is positive.
    ///
    /// @throws IllegalArgumentException when one is not
    public SmtpTimeouts {
        requirePositive(connect, "connect");
        requirePositive(greeting, "greeting");
        requirePositive(command, "command");
        requirePositive(dataStart, "dataStart");
        requirePositive(content, "content");
        requirePositive(confirmation, "confirmation");
    }

    /// The minima of RFC 5321 section 4.5.3.2, but half a minute to connect, which it leaves open.
    public static SmtpTimeouts standard() {
        return new SmtpTimeouts(
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10));
    }

    /// The same for every stage.
    public static SmtpTimeouts all(Duration timeout) {
        return new SmtpTimeouts(timeout, timeout, timeout, timeout, timeout, timeout);
    }

    private static void requirePositive(Duration timeout, String name) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "the timeout " + name + " must be positive, found " + timeout);
        }
    }
}
