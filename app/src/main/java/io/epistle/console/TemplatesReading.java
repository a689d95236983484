package io.epistle.console;

import io.epistle.identity.PersonId;

import java.util.Optional;

/// What the pages of templates read.
public interface TemplatesReading {
    /// The templates that a query asks for.
    Slice<TemplateRow> templates(TemplatesQuery query);

    /// One template; absent where there is none of that id.
    Optional<TemplateView> template(String id);

    /// A template as a person would get it now; absent where there is no such template, no such
    /// person, or nobody at all.
    ///
    /// @param person for whom; where nothing is said, the first person in the order of ids whom the
    ///   campaign means and who gets a mail of it, among those looked at
    Optional<TemplatePreview> preview(String template, Optional<PersonId> person);
}
