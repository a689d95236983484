package io.epistle.trigger;

import io.epistle.definition.Form;

import java.util.List;
import java.util.Locale;

/// What becomes of a message that a guard refuses for a while.
public enum Insistence {
    /// It ends.
    SKIP,
    /// It waits until the guard lets it pass, and is decided anew then.
    WAIT;

    /// How it is written.
    static final Form<Insistence> FORM =
            Form.oneOf(List.of(values()), one -> one.name().toLowerCase(Locale.ROOT));
}
