package io.epistle.collect;

import io.epistle.event.Admission.Reason;
import io.epistle.privacy.Consent;
import io.epistle.privacy.MailPreferences;
import io.epistle.profile.Score;

import java.util.List;
import java.util.Optional;

/// The names of events that are not believed from anybody who knows a public write key: the product
/// folds facts of these names into what it sends, whom it counts and what people agreed to. Who
/// withdraws a consent is always believed, since doubt must not lead to mail.
public final class ReservedNames {
    /// The rule by which such an event is quarantined.
    public static final String RULE = "reserved_name";

    /// What the product alone tells, and what it will tell of its own mails.
    static final List<String> OWN =
            List.of(
                    "Segment Entered",
                    "Segment Left",
                    Score.CHANGED,
                    "Email Sent",
                    "Email Delivered",
                    "Email Opened",
                    "Email Link Clicked",
                    "Email Link Scanned",
                    "Email Bounced",
                    "Email Marked as Spam");

    /// What only sources may tell that are trusted for it.
    static final List<String> OF_CONSENT = List.of(Consent.GIVEN, MailPreferences.CHANGED);

    private ReservedNames() {}

    /// Why a source may not tell an event of a name; absent where it may.
    ///
    /// @param path where the name stands
    public static Optional<Reason> refusal(String name, String path, SourceDefinition source) {
        if (OWN.contains(name)) {
            return Optional.of(
                    new Reason(RULE, path, name, "another name: the product alone tells this"));
        }
        return OF_CONSENT.contains(name) && !source.isTrustedFor(TrustedMatter.CONSENT)
                ? Optional.of(
                        new Reason(
                                RULE,
                                path,
                                name,
                                "this name from a source that is trusted-for: [consent] alone"))
                : Optional.empty();
    }
}
