package io.epistle.console;

import io.epistle.identity.PersonId;

import java.util.Optional;

/// How a template's preview is looked at.
///
/// @param person for whom; absent for whomever the page picks
/// @param search what a person's name, address or number contains who is looked for; may be empty
/// @param isText whether the plain text is shown instead of the page
/// @param isPhone whether the page is as wide as a phone
public record PreviewQuery(
        Optional<PersonId> person, String search, boolean isText, boolean isPhone) {
    /// The page, as wide as a desk allows, for whomever the page picks.
    public static PreviewQuery standard() {
        return new PreviewQuery(Optional.empty(), "", false, false);
    }

    /// The same for another person.
    public PreviewQuery of(PersonId other) {
        return new PreviewQuery(Optional.of(other), "", isText, isPhone);
    }

    /// The same person's page.
    public PreviewQuery html(boolean phone) {
        return new PreviewQuery(person, "", false, phone);
    }

    /// The same person's plain text.
    public PreviewQuery text() {
        return new PreviewQuery(person, "", true, false);
    }
}
