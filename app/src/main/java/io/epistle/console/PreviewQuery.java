package io.epistle.console;

import io.epistle.identity.PersonId;

import java.util.Optional;

/// How a template's preview is looked at.
///
/// @param person for whom; absent for whomever the page picks, and where nobody can be called that
/// @param isNamed whether somebody is asked for, be there such a person or not
/// @param search what a person's name, address or number contains who is looked for; may be empty
/// @param isText whether the plain text is shown instead of the page
/// @param isPhone whether the page is as wide as a phone
public record PreviewQuery(
        Optional<PersonId> person,
        boolean isNamed,
        String search,
        boolean isText,
        boolean isPhone) {
    /// The page, as wide as a desk allows, for whomever the page picks.
    public static PreviewQuery standard() {
        return new PreviewQuery(Optional.empty(), false, "", false, false);
    }

    /// Whether somebody is asked for by what can be no id.
    boolean isNobody() {
        return isNamed && person.isEmpty();
    }

    /// The same for another person.
    public PreviewQuery of(PersonId other) {
        return new PreviewQuery(Optional.of(other), true, "", isText, isPhone);
    }

    /// The same person's page.
    public PreviewQuery html(boolean phone) {
        return new PreviewQuery(person, isNamed, "", false, phone);
    }

    /// The same person's plain text.
    public PreviewQuery text() {
        return new PreviewQuery(person, isNamed, "", true, false);
    }
}
