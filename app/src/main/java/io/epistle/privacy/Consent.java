package io.epistle.privacy;

import java.time.Instant;

/// What a person last said about one purpose.
///
/// @param purpose such as `marketing_email`
/// @param given whether they agreed
/// @param since when that took effect
/// @param source whose word it is
/// @param evidence how it is known, such as a form and the version of its text; empty where nothing
///   was kept
/// @param invented whether a demonstration made it up
public record Consent(
        String purpose,
        boolean given,
        Instant since,
        String source,
        String evidence,
        boolean invented) {
    /// The name of facts that give a consent.
    public static final String GIVEN = "Consent Given";

    /// The name of facts that take one back.
    public static final String WITHDRAWN = "Consent Withdrawn";

    /// The purpose of marketing by email.
    public static final String MARKETING_EMAIL = "marketing_email";
}
