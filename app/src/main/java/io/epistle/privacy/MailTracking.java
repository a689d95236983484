package io.epistle.privacy;

/// What may be known of a person's dealings with their mails. Openings are known to those alone who
/// agreed to it, since reading is nothing anybody does to be seen. Links are known unless the
/// person objected to being tracked: following one is a request to us.
///
/// @param links how closely the links are known that they follow
/// @param opens how closely it is known when they open a mail
public record MailTracking(TrackingLevel links, TrackingLevel opens) {
    /// What a person agreed to.
    public static MailTracking of(Consents consents) {
        return new MailTracking(
                consents.about(Consent.TRACKING).map(TrackingLevel::of).orElse(TrackingLevel.FULL),
                consents.about(Consent.OPEN_TRACKING)
                        .map(TrackingLevel::of)
                        .orElse(TrackingLevel.NONE));
    }
}
