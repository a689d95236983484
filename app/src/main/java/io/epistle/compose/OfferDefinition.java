package io.epistle.compose;

import io.epistle.definition.DefinitionParser;
import io.epistle.definition.Fields;
import io.epistle.definition.Form;
import io.epistle.segment.WrittenRule;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// Something to offer. Each person gets the first offer that holds at that moment and whose rule
/// holds for them; where none does, the template has no offer.
///
/// @param id unique among offers
/// @param name a short title
/// @param text what is offered, as a sentence
/// @param code what to type at the till; absent where nothing is to be typed
/// @param from the first moment it holds; absent where it always did
/// @param to the first moment it holds no more; absent where it does not end
/// @param when for whom; absent where for everyone
/// @param priority 1 comes first; offers of the same priority come in the order of their ids
public record OfferDefinition(
        String id,
        String name,
        String text,
        Optional<String> code,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<WrittenRule> when,
        int priority) {
    /// The kind of these documents.
    public static final String KIND = "offer";

    /// Reads these documents.
    public static final DefinitionParser<OfferDefinition> PARSER =
            new DefinitionParser<>() {
                @Override
                public String kind() {
                    return KIND;
                }

                @Override
                public Optional<OfferDefinition> parse(String id, Fields fields) {
                    return read(id, fields);
                }
            };

    /// The order in which offers are asked.
    public static final Comparator<OfferDefinition> BY_TURN =
            Comparator.comparingInt(OfferDefinition::priority).thenComparing(OfferDefinition::id);

    public OfferDefinition {
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException(
                    "the offer %s holds from %s to %s, expected the end after the start"
                            .formatted(id, from.get(), to.get()));
        }
    }

    /// Whether it holds at `now`, on `[from, to)`.
    public boolean holds(Instant now) {
        return from.filter(now::isBefore).isEmpty()
                && to.filter(end -> !now.isBefore(end)).isEmpty();
    }

    private static Optional<OfferDefinition> read(String id, Fields fields) {
        fields.optional("description", Form.TEXT);
        String name = fields.text("name");
        String text = fields.text("text");
        Optional<String> code = fields.optional("code", Form.TEXT);
        Optional<Instant> from = fields.optional("from", Form.INSTANT);
        Optional<Instant> to = fields.optional("to", Form.INSTANT);
        Optional<WrittenRule> when = WrittenRule.readOptional(fields, "when");
        int priority = DefinitionForms.priority(fields);
        return fields.build(
                () -> new OfferDefinition(id, name, text, code, from, to, when, priority));
    }
}
