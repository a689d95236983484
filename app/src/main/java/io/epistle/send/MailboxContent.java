package io.epistle.send;

import java.util.Arrays;

/// The content of one message as it comes in byte by byte: finds its end, undoubles dots, and
/// notices what breaks the rules. Only CRLF, dot, CRLF ends a message; a bare CR or LF never does,
/// whatever stands around it.
final class MailboxContent {

    private final MailboxLimits limits;
    private byte[] message = new byte[8_192];
    private int length;
    private long bytesSeen;
    private int lineBytes;
    private boolean afterCarriageReturn;
    private boolean dotAlone;
    private boolean bareLineEnd;
    private boolean overlongLine;
    private boolean tooLarge;

    MailboxContent(MailboxLimits limits) {
        this.limits = limits;
    }

    /// Takes the next byte.
    ///
    /// @return whether it was the last of the message
    boolean accept(int b) {
        bytesSeen++;
        if (afterCarriageReturn) {
            afterCarriageReturn = false;
            if (b == '\n') {
                return endLine();
            }
            bareLineEnd();
        }
        if (b == '\r') {
            afterCarriageReturn = true;
        } else if (b == '\n') {
            bareLineEnd();
        } else {
            text(b);
        }
        return false;
    }

    /// How many bytes came in, also those that were not kept.
    long bytesSeen() {
        return bytesSeen;
    }

    /// The reply that refuses the message; empty when nothing speaks against it.
    String problem() {
        if (tooLarge) {
            return "552 5.3.4 Message too large";
        }
        if (bareLineEnd) {
            return "554 5.6.0 A line ends in a bare CR or LF";
        }
        return overlongLine ? "554 5.6.0 A line is longer than " + limits.lineBytesMax() : "";
    }

    /// The message, when there is no problem.
    byte[] message() {
        return Arrays.copyOf(message, length);
    }

    private boolean endLine() {
        if (dotAlone && lineBytes == 0) {
            return true;
        }
        keep('\r');
        keep('\n');
        lineBytes = 0;
        dotAlone = false;
        return false;
    }

    /// A dot at the start of a line is not content: alone it ends the message, and before anything
    /// else it was added by the sender (RFC 5321 section 4.5.2).
    private void text(int b) {
        if (b == '.' && lineBytes == 0 && !dotAlone) {
            dotAlone = true;
            return;
        }
        lineBytes++;
        overlongLine = overlongLine || lineBytes > limits.lineBytesMax();
        keep(b);
    }

    /// Counts as text, so that a dot beside it does not stand alone.
    private void bareLineEnd() {
        bareLineEnd = true;
        lineBytes++;
    }

    private void keep(int b) {
        if (length == limits.messageBytesMax()) {
            tooLarge = true;
            return;
        }
        if (length == message.length) {
            message = Arrays.copyOf(message, 2 * length);
        }
        message[length++] = (byte) b;
    }
}
