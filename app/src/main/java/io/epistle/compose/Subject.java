package io.epistle.compose;

import io.epistle.liquid.LiquidException;
import io.epistle.liquid.Template;

/// A subject in Liquid that a campaign or variant puts in place of its template's, parsed once.
public final class Subject {
    private final Template template;

    private Subject(Template template) {
        this.template = template;
    }

    /// Parses a subject.
    ///
    /// @param owner whose it is, for messages
    /// @throws LiquidException with everything that is wrong with it
    public static Subject parse(String owner, String liquid) {
        return new Subject(Template.parse(owner + " subject", liquid, TemplateContract.plain()));
    }

    Template template() {
        return template;
    }
}
