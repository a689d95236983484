package io.epistle.measure;

import java.util.Locale;

/// Who is behind an opening or a click, as far as can be told.
public enum Traffic {
    /// A person, by all signs.
    HUMAN,
    /// A program that looks at mails for somebody: a scanner, a proxy, a preview.
    MACHINE,
    /// Either: a sign is missing or known of both.
    UNKNOWN;

    /// As facts say it: `human`, `machine`, `unknown`.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
