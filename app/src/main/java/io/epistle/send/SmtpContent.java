package io.epistle.send;

import java.util.Arrays;

/// A message made ready for DATA: checked, dots doubled (RFC 5321 section 4.5.2).
final class SmtpContent {

    private static final int LINE_BYTES_MAX = 998;

    private final byte[] bytes;
    private final boolean eightBit;
    private final boolean utf8Headers;

    private SmtpContent(byte[] bytes, boolean eightBit, boolean utf8Headers) {
        this.bytes = bytes;
        this.eightBit = eightBit;
        this.utf8Headers = utf8Headers;
    }

    /// What goes over the wire, without the final dot; ends in CRLF. Not to be written to.
    byte[] bytes() {
        return bytes;
    }

    /// Whether a byte beyond ASCII occurs.
    boolean eightBit() {
        return eightBit;
    }

    /// Whether one occurs in the header section.
    boolean utf8Headers() {
        return utf8Headers;
    }

    /// Checks and stuffs a message.
    ///
    /// A bare CR or LF is refused, not repaired: servers differ in what they take for the end of a
    /// line, and what one takes for text another takes for the end of the message and the start of
    /// a forged one. Repairing would also break the signature.
    ///
    /// @throws IllegalArgumentException when the message is empty, has a bare CR or LF, a line over
    ///   998 bytes, or does not end in CRLF
    static SmtpContent of(byte[] message) {
        boolean eightBit = false;
        boolean utf8Headers = false;
        boolean inHeaders = true;
        int dots = 0;
        int lineStart = 0;
        for (int i = 0; i < message.length; i++) {
            byte b = message[i];
            if (b == '\r') {
                require(i + 1 < message.length && message[i + 1] == '\n', "a bare CR", i);
                inHeaders = inHeaders && i > lineStart;
                i++;
                lineStart = i + 1;
                continue;
            }
            require(b != '\n', "a bare LF", i);
            require(i - lineStart < LINE_BYTES_MAX, "a line over " + LINE_BYTES_MAX + " bytes", i);
            if (b < 0) {
                eightBit = true;
                utf8Headers = utf8Headers || inHeaders;
            }
            if (b == '.' && i == lineStart) {
                dots++;
            }
        }
        require(message.length > 0 && lineStart == message.length, "no CRLF at the end", lineStart);
        return new SmtpContent(dots == 0 ? message : stuffed(message, dots), eightBit, utf8Headers);
    }

    private static byte[] stuffed(byte[] message, int dots) {
        byte[] stuffed = new byte[message.length + dots];
        int to = 0;
        for (int i = 0; i < message.length; i++) {
            boolean lineStart = i == 0 || message[i - 1] == '\n';
            if (lineStart && message[i] == '.') {
                stuffed[to++] = '.';
            }
            stuffed[to++] = message[i];
        }
        return Arrays.copyOf(stuffed, to);
    }

    private static void require(boolean holds, String found, int at) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "a message has lines of at most "
                            + LINE_BYTES_MAX
                            + " bytes, each ended by CRLF, found "
                            + found
                            + " at byte "
                            + at);
        }
    }
}
