package io.epistle.console;

import java.util.List;

/// Where mails go.
///
/// @param testMode whether they stay in the built-in mailbox but for the allow-list
/// @param relay whether there is a relay; without one all stay in the built-in mailbox
/// @param allowed who gets mails in test mode: addresses, and domains behind their `@`
public record Mailing(boolean testMode, boolean relay, List<String> allowed) {
    /// More than this of an allow-list is counted.
    private static final int SHOWN_MAX = 3;

    /// Everything stays in the built-in mailbox.
    public static final Mailing MAILBOX = new Mailing(true, false, List.of());

    public Mailing {
        allowed = List.copyOf(allowed);
    }

    /// Whether mails go out to everyone.
    public boolean isLive() {
        return !testMode && relay;
    }

    /// Whether mails go out to the allow-list alone.
    public boolean isTried() {
        return testMode && relay && !allowed.isEmpty();
    }

    /// The first of the allow-list, as a text.
    public String shown() {
        return String.join(", ", allowed.stream().limit(SHOWN_MAX).toList());
    }

    /// How many of the allow-list [#shown] leaves out.
    public int others() {
        return Math.max(0, allowed.size() - SHOWN_MAX);
    }
}
