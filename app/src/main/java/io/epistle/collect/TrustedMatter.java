package io.epistle.collect;

import java.util.Locale;

/// What a source may be believed about beyond what anybody may say who knows a public write key.
public enum TrustedMatter {
    /// That somebody agrees to something, and how they want their mail.
    CONSENT;

    /// How a definition writes it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
