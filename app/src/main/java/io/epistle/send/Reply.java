package io.epistle.send;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server's answer (RFC 5321 section 4.2): a code and one or more lines of text.
///
/// @param code 200 to 599
/// @param lines the text of each line after its code, at least one, without control characters; may
///   hold addresses
public record Reply(int code, List<String> lines) {

    private static final Pattern ENHANCED =
            Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})(?: |$)");

    private static final Pattern WAIT =
            Pattern.compile(
                    "\\b(?:again|retry|wait|back|greylist\\w*|delay\\w*|defer\\w*)\\b[^.;]{0,20}?"
                            + "\\b(?:in|after|for)\\s+(?:about\\s+)?(\\d{1,6})\\s*"
                            + "(s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?)?\\b");

    private static final Pattern QUEUE_ID =
            Pattern.compile("(?:queued (?:mail )?(?:as|for delivery as)|\\bid=)\\s*<?([\\w.+@-]+)");

    /// A longer wait is not believed.
    private static final Duration WAIT_MAX = Duration.ofDays(3);

    /// Copies the lines.
    ///
    /// @throws IllegalArgumentException when the code is out of range or there is no line
    public Reply {
        lines = List.copyOf(lines);
        if (code < 200 || code > 599 || lines.isEmpty()) {
            throw new IllegalArgumentException(
                    "a reply has a code from 200 to 599 and a line, found "
                            + code
                            + " with "
                            + lines.size()
                            + " lines");
        }
    }

    /// A reply of one line.
    public static Reply of(int code, String line) {
        return new Reply(code, List.of(line));
    }

    /// Yes (2xx).
    public boolean isPositive() {
        return code / 100 == 2;
    }

    /// Not now (4xx).
    public boolean isTransient() {
        return code / 100 == 4;
    }

    /// No (5xx).
    public boolean isPermanent() {
        return code / 100 == 5;
    }

    /// The enhanced status code (RFC 3463) that the text starts with, where it has one and its
    /// class agrees with the code's.
    public Optional<EnhancedCode> enhanced() {
        Matcher matcher = ENHANCED.matcher(lines.getFirst());
        if (!matcher.lookingAt() || Integer.parseInt(matcher.group(1)) != code / 100) {
            return Optional.empty();
        }
        return Optional.of(
                new EnhancedCode(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))));
    }

    /// How long to wait, where the text names it ("try again in 5 minutes", "greylisted for 300
    /// seconds"); a number without a unit counts seconds.
    public Optional<Duration> retryAfter() {
        Matcher matcher = WAIT.matcher(text().toLowerCase(Locale.ROOT));
        if (!matcher.find()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "s" : matcher.group(2).substring(0, 1);
        Duration wait =
                switch (unit) {
                    case "h" -> Duration.ofHours(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofSeconds(number);
                };
        return wait.isZero() || wait.compareTo(WAIT_MAX) > 0 ? Optional.empty() : Optional.of(wait);
    }

    /// What the server calls the message in its queue, where the text of an acceptance names it in
    /// one of the usual ways (Postfix, Exim and those that follow them); empty otherwise.
    String queueId() {
        Matcher matcher = QUEUE_ID.matcher(text());
        return matcher.find() ? matcher.group(1) : "";
    }

    /// The text of all lines, joined by spaces.
    public String text() {
        return String.join(" ", lines);
    }

    /// Code and text on one line. May hold addresses.
    @Override
    public String toString() {
        return code + " " + text();
    }
}
