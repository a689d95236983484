package io.epistle.send;

import io.epistle.compose.EmailAddress;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Who gets mails in test mode: addresses such as `ann@example.com`, and domains such as
/// `@example.com`, which stand for every address in them and in none below them. Upper and lower
/// case are the same, and so are both spellings of an international domain.
///
/// @param entries in their one spelling, such as [#entry] gives; at most {@value #ENTRIES_MAX}
public record AllowList(SortedSet<String> entries) {
    /// More people than this are no test.
    public static final int ENTRIES_MAX = 1_000;

    /// Nobody.
    public static final AllowList NONE = new AllowList(Collections.emptySortedSet());

    private static final String ANYBODY = "anybody";

    public AllowList {
        if (entries.size() > ENTRIES_MAX) {
            throw new IllegalArgumentException(
                    "found %,d addresses and domains, expected at most %,d"
                            .formatted(entries.size(), ENTRIES_MAX));
        }
        entries = Collections.unmodifiableSortedSet(new TreeSet<>(entries));
    }

    /// A list of entries that [#entry] gave.
    public static AllowList of(Collection<String> entries) {
        return new AllowList(new TreeSet<>(entries));
    }

    /// The one spelling of an address, or of a domain behind its `@`; absent where the text is
    /// neither.
    public static Optional<String> entry(String text) {
        String said = text.strip();
        return said.startsWith("@")
                ? EmailAddress.parse(ANYBODY + said).map(AllowList::domain)
                : EmailAddress.parse(said).map(AllowList::address);
    }

    /// Whether somebody gets mails in test mode.
    public boolean holds(EmailAddress recipient) {
        return entries.contains(address(recipient)) || entries.contains(domain(recipient));
    }

    /// Whether nobody does.
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    private static String address(EmailAddress address) {
        return address.localPart().toLowerCase(Locale.ROOT) + domain(address);
    }

    private static String domain(EmailAddress address) {
        return "@" + address.domain();
    }
}
