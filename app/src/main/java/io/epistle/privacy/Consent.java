package io.epistle.privacy;

import java.time.Instant;

/// What a person last said about one purpose, or about one topic of it.
///
/// @param purpose such as `marketing_email`
/// @param topic the id of the topic; empty for the purpose as a whole
/// @param given whether they agreed
/// @param since when that took effect
/// @param source whose word it is
/// @param evidence how it is known, such as a form and the version of its text; empty where nothing
///   was kept
/// @param level how far it goes, for purposes that have levels, such as `day`; empty where nothing
///   was said
/// @param invented whether a demonstration made it up
public record Consent(
        String purpose,
        String topic,
        boolean given,
        Instant since,
        String source,
        String evidence,
        String level,
        boolean invented) {
    /// The name of facts that give a consent.
    public static final String GIVEN = "Consent Given";

    /// The name of facts that take one back.
    public static final String WITHDRAWN = "Consent Withdrawn";

    /// The source of facts that the product tells itself.
    public static final String SOURCE = "epistle";

    /// What a fact's context says with `true` where the browser sent `Sec-GPC: 1`.
    public static final String OPTED_OUT = "gpc";

    /// The purpose of marketing by email.
    public static final String MARKETING_EMAIL = "marketing_email";

    /// The purpose of knowing what a person does, the links they follow in mails among it.
    public static final String TRACKING = "tracking";

    /// The purpose of handing on to others what is known of a person, or of selling it.
    public static final String SHARING = "sharing";

    /// The purpose of knowing when a person opens a mail.
    public static final String OPEN_TRACKING = "open_tracking";
}
