package io.epistle.compose;

import io.epistle.definition.Attachment;
import io.epistle.definition.DefinitionParser;
import io.epistle.definition.Fields;
import io.epistle.definition.Form;
import io.epistle.definition.Passage;
import io.epistle.segment.WrittenRule;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A piece of a page that stands in a slot of a template. Of several blocks for one slot, each
/// person gets the first whose rule holds for them; a fallback comes after all others.
///
/// @param id unique among blocks
/// @param name for people
/// @param slot the slot it competes for; mostly its own id
/// @param parameters what it may be told where it is used
/// @param when for whom; absent where for everyone
/// @param priority 1 comes first; blocks of the same priority come in the order of their ids
/// @param fallback whether it stands where no rule holds
/// @param body HTML in Liquid, over the template's data and its own parameters
public record BlockDefinition(
        String id,
        String name,
        String slot,
        List<BlockParameter> parameters,
        Optional<WrittenRule> when,
        int priority,
        boolean fallback,
        String body) {
    /// The kind of these documents.
    public static final String KIND = "block";

    /// Reads these documents.
    public static final DefinitionParser<BlockDefinition> PARSER =
            new DefinitionParser<>() {
                @Override
                public String kind() {
                    return KIND;
                }

                @Override
                public Optional<BlockDefinition> parse(String id, Fields fields) {
                    return read(id, fields);
                }
            };

    /// The order in which blocks of one slot are asked.
    public static final Comparator<BlockDefinition> BY_TURN =
            Comparator.comparing(BlockDefinition::fallback)
                    .thenComparingInt(BlockDefinition::priority)
                    .thenComparing(BlockDefinition::id);

    public BlockDefinition {
        parameters = List.copyOf(parameters);
        if (fallback && when.isPresent()) {
            throw new IllegalArgumentException(
                    "the block %s is a fallback and has a rule, expected one of them"
                            .formatted(id));
        }
    }

    private static Optional<BlockDefinition> read(String id, Fields fields) {
        fields.optional("description", Form.TEXT);
        String name = fields.text("name");
        String slot = fields.optional("slot", Form.ID).orElse(id);
        List<BlockParameter> parameters = fields.objects("parameters", BlockParameter::read);
        Optional<WrittenRule> when = WrittenRule.readOptional(fields, "when");
        int priority = DefinitionForms.priority(fields);
        boolean fallback = fields.optional("fallback", Form.FLAG).orElse(false);
        String body = body(fields);
        return fields.build(() ->
                new BlockDefinition(id, name, slot, parameters, when, priority, fallback, body));
    }

    private static String body(Fields fields) {
        Optional<Passage> inline = fields.optionalPassage("body");
        Optional<Attachment> file = fields.optionalAttachment("html");
        if (inline.isPresent() == file.isPresent()) {
            fields.note(
                    fields.mark(),
                    inline.isPresent() ? "both body: and html:" : "neither body: nor html:",
                    "the HTML itself under body: or its file under html:",
                    "");
        }
        inline.ifPresent(
                passage -> DefinitionForms.checked(fields, passage, TemplateContract.block()));
        file.ifPresent(
                attachment -> DefinitionForms.check(fields, attachment, TemplateContract.block()));
        return inline.map(Passage::text).or(() -> file.map(Attachment::text)).orElse("");
    }
}
