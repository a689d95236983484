package io.epistle.compose;

import java.util.List;
import java.util.Locale;

/// One header field beside those that every message has.
///
/// @param name visible ASCII without a colon, at most {@value #NAME_LENGTH_MAX} characters
/// @param value any text; brought to one line, so that it cannot start another header
public record Header(String name, String value) {

    /// Longest name: the line it starts must leave room for a value (RFC 5322 section 2.1.1).
    public static final int NAME_LENGTH_MAX = 60;

    /// Longest value in code points, so that one header cannot fill a message.
    public static final int VALUE_CODE_POINTS_MAX = 2_000;

    /// Written by [MimeWriter], or by the servers on the way, and by nobody else.
    private static final List<String> RESERVED =
            List.of(
                    "bcc",
                    "cc",
                    "date",
                    "dkim-signature",
                    "feedback-id",
                    "from",
                    "list-id",
                    "list-unsubscribe",
                    "list-unsubscribe-post",
                    "message-id",
                    "mime-version",
                    "precedence",
                    "received",
                    "reply-to",
                    "return-path",
                    "sender",
                    "subject",
                    "to");

    /// Checks the name and brings the value to one line.
    ///
    /// @throws IllegalArgumentException when the name is not a header's name or one that the
    ///   message sets itself
    public Header {
        if (name.isEmpty()
                || name.length() > NAME_LENGTH_MAX
                || !name.chars().allMatch(c -> c > 32 && c < 127 && c != ':')) {
            throw new IllegalArgumentException(
                    "a header's name is 1 to "
                            + NAME_LENGTH_MAX
                            + " visible ASCII characters without a colon");
        }
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(lowerCase)
                || lowerCase.startsWith("content-")
                || lowerCase.startsWith("resent-")) {
            throw new IllegalArgumentException(
                    "the header " + name + " is set by the message itself and cannot be added");
        }
        value = HeaderText.singleLine(value, VALUE_CODE_POINTS_MAX);
    }
}
