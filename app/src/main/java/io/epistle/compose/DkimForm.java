package io.epistle.compose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The relaxed canonical forms of header fields and body (RFC 6376 sections 3.4.2 and 3.4.4).
final class DkimForm {
    private DkimForm() {}

    /// A header field.
    ///
    /// @param name in lower case
    /// @param relaxed name and value in canonical form, without CRLF
    record Field(String name, String relaxed) {}

    /// The fields of a message's header section, in order.
    static List<Field> fields(byte[] message, int bodyStart) {
        String section = new String(message, 0, bodyStart, StandardCharsets.UTF_8);
        List<Field> fields = new ArrayList<>();
        int start = 0;
        while (start < section.length()) {
            int end = section.indexOf("\r\n", start);
            while (end >= 0 && end + 2 < section.length() && isBlank(section.charAt(end + 2))) {
                end = section.indexOf("\r\n", end + 2);
            }
            int fieldEnd = end < 0 ? section.length() : end;
            String field = section.substring(start, fieldEnd);
            int colon = field.indexOf(':');
            if (colon > 0) {
                String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                fields.add(new Field(name, relaxedField(field)));
            }
            start = fieldEnd + 2;
        }
        return fields;
    }

    /// A field in canonical form: the name in lower case, the value on one line, white space
    /// collapsed and none around the colon.
    static String relaxedField(String field) {
        int colon = field.indexOf(':');
        String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        StringBuilder value = new StringBuilder(field.length());
        boolean blankDue = false;
        for (int i = colon + 1; i < field.length(); i++) {
            char c = field.charAt(i);
            if (isBlank(c)) {
                blankDue = true;
            } else if (c != '\r' && c != '\n') {
                if (blankDue && !value.isEmpty()) {
                    value.append(' ');
                }
                blankDue = false;
                value.append(c);
            }
        }
        return name + ":" + value;
    }

    /// The body in canonical form: white space inside lines collapsed, none at their ends, no empty
    /// lines at the end of the body.
    static byte[] relaxedBody(byte[] message, int bodyStart) {
        ByteBuilder out = new ByteBuilder(message.length - bodyStart + 2);
        int lineEndsDue = 0;
        boolean blankDue = false;
        for (int i = bodyStart; i < message.length; i++) {
            byte b = message[i];
            if (b == '\r' && i + 1 < message.length && message[i + 1] == '\n') {
                lineEndsDue++;
                blankDue = false;
                i++;
            } else if (b == ' ' || b == '\t') {
                blankDue = true;
            } else {
                for (; lineEndsDue > 0; lineEndsDue--) {
                    out.append('\r').append('\n');
                }
                if (blankDue) {
                    out.append(' ');
                    blankDue = false;
                }
                out.append(b);
            }
        }
        if (out.length() > 0) {
            out.append('\r').append('\n');
        }
        return out.toBytes();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
