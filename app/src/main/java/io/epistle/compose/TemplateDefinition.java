package io.epistle.compose;

import io.epistle.definition.Attachment;
import io.epistle.definition.DefinitionParser;
import io.epistle.definition.Fields;
import io.epistle.definition.Form;

import java.util.List;
import java.util.Optional;

/// A message as an author writes it, before it is about anybody. All texts are Liquid over the data
/// that [TemplateContract] promises.
///
/// @param id unique among templates
/// @param name for people
/// @param subject one line
/// @param preheader what the inbox shows after the subject; may be empty
/// @param html the page
/// @param htmlFile where the page was read from, for messages to its author
/// @param text the plain text with its file; absent where it is derived from the page
/// @param from who it comes from, unless its campaign says otherwise
/// @param replyTo where answers go; empty where they go to `from`
/// @param brand the id of its brand
public record TemplateDefinition(
        String id,
        String name,
        String subject,
        String preheader,
        String html,
        String htmlFile,
        Optional<Attachment> text,
        NamedAddress from,
        List<NamedAddress> replyTo,
        String brand) {
    /// The kind of these documents.
    public static final String KIND = "template";

    /// Reads these documents.
    public static final DefinitionParser<TemplateDefinition> PARSER =
            new DefinitionParser<>() {
                @Override
                public String kind() {
                    return KIND;
                }

                @Override
                public Optional<TemplateDefinition> parse(String id, Fields fields) {
                    return read(id, fields);
                }
            };

    public TemplateDefinition {
        replyTo = List.copyOf(replyTo);
    }

    private static Optional<TemplateDefinition> read(String id, Fields fields) {
        fields.optional("description", Form.TEXT);
        String name = fields.text("name");
        String subject = DefinitionForms.line(fields, "subject");
        String preheader = DefinitionForms.optionalLine(fields, "preheader").orElse("");
        Attachment html = fields.attachment("html");
        DefinitionForms.check(fields, html, TemplateContract.page());
        Optional<Attachment> text = fields.optionalAttachment("text");
        text.ifPresent(file -> DefinitionForms.check(fields, file, TemplateContract.plain()));
        Optional<NamedAddress> from = fields.object("from", DefinitionForms::namedAddress);
        List<NamedAddress> replyTo = fields.objects("reply-to", DefinitionForms::namedAddress);
        String brand = fields.reference("brand", BrandDefinition.KIND);
        return fields.build(() ->
                new TemplateDefinition(
                        id,
                        name,
                        subject,
                        preheader,
                        html.text(),
                        html.path(),
                        text,
                        from.orElseThrow(),
                        replyTo,
                        brand));
    }
}
