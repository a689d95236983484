package io.epistle.send;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads replies off a connection, one at a time, within bounds.
final class ReplyReader {

    /// Longest line taken; RFC 5321 allows 512, real servers send a little more.
    static final int LINE_BYTES_MAX = 4_096;

    /// Most lines in one reply; an EHLO has about twenty.
    static final int LINES_MAX = 100;

    private final InputStream in;
    private final byte[] buffer = new byte[LINE_BYTES_MAX];
    private int position;
    private int limit;

    ReplyReader(InputStream in) {
        this.in = in;
    }

    /// The next reply.
    ///
    /// @throws EOFException when the connection ends before it is complete
    /// @throws ServerFaultException when it is no reply, or an endless one
    /// @throws IOException when reading fails
    Reply read() throws IOException {
        List<String> lines = new ArrayList<>();
        int code = 0;
        while (lines.size() < LINES_MAX) {
            String line = line();
            int lineCode = code(line);
            if (code != 0 && code != lineCode) {
                throw ServerFaultException.unintelligible(
                        "the lines of one reply have different codes");
            }
            code = lineCode;
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) == ' ') {
                return new Reply(code, lines);
            }
        }
        throw ServerFaultException.unintelligible("a reply has more than " + LINES_MAX + " lines");
    }

    /// Whether bytes have been read from the connection that belong to no reply yet.
    boolean hasBuffered() {
        return position < limit;
    }

    private static int code(String line) throws ServerFaultException {
        boolean framed =
                line.length() == 3 || (line.length() > 3 && " -".indexOf(line.charAt(3)) >= 0);
        if (!framed
                || line.charAt(0) < '2'
                || line.charAt(0) > '5'
                || !isDigit(line.charAt(1))
                || !isDigit(line.charAt(2))) {
            throw ServerFaultException.unintelligible("a line does not start with a reply code");
        }
        return Integer.parseInt(line.substring(0, 3));
    }

    private String line() throws IOException {
        byte[] line = new byte[LINE_BYTES_MAX];
        int length = 0;
        while (true) {
            if (position == limit) {
                fill();
            }
            byte b = buffer[position++];
            if (b == '\n') {
                break;
            }
            if (length == LINE_BYTES_MAX) {
                throw ServerFaultException.unintelligible(
                        "a line is longer than " + LINE_BYTES_MAX + " bytes");
            }
            line[length++] = b;
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return withoutControls(new String(line, 0, length, StandardCharsets.UTF_8));
    }

    private void fill() throws IOException {
        int count = in.read(buffer);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        position = 0;
        limit = count;
    }

    private static String withoutControls(String line) {
        StringBuilder clean = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            clean.append(Character.isISOControl(c) ? ' ' : c);
        }
        return clean.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
