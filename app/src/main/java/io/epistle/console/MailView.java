package io.epistle.console;

import java.util.List;
import java.util.Optional;

/// One mail as received.
///
/// @param row the mail as the list shows it
/// @param html the HTML part, decoded; absent where there is none
/// @param text the text part, decoded; absent where there is none
/// @param headers all headers in order, unfolded and decoded
/// @param source the message as received, bytes read as ISO 8859-1 or UTF-8
public record MailView(
        MailRow row,
        Optional<String> html,
        Optional<String> text,
        List<Header> headers,
        String source) {
    public MailView {
        headers = List.copyOf(headers);
    }

    /// One header field.
    public record Header(String name, String value) {}
}
