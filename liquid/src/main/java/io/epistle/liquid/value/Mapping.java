package io.epistle.liquid.value;

import java.util.List;

/// Named properties. Implement it to compute properties only when a template asks for them; an
/// implementation must give the same answers for the length of a render.
public non-sealed interface Mapping extends Value {

    /// The property, or [Nil#ABSENT] where there is none of that name.
    ///
    /// @param key the name as written in the template
    Value get(String key);

    /// The names in the order a loop shows them.
    List<String> keys();

    /// How many properties.
    default int size() {
        return keys().size();
    }

    /// What `{{ it }}` prints; by default the inspected entries.
    ///
    /// @param context the zone of dates in it; counts the work
    default String display(TextContext context) {
        return Texts.inspect(this, context);
    }
}
