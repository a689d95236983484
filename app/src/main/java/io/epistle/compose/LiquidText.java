package io.epistle.compose;

import io.epistle.definition.Document;
import io.epistle.definition.DocumentKey;
import io.epistle.definition.Mark;
import io.epistle.definition.Node;
import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.Template;
import io.epistle.liquid.analysis.Analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One Liquid text of a definition: where it stands, and what it uses.
///
/// @param name whose it is, and which of its texts
/// @param file the file it stands in, in the workspace
/// @param standing where the places of the text are in that file
/// @param template the text as it is read
/// @param analysis what it uses
public record LiquidText(
        Name name, String file, Standing standing, Template template, Analysis analysis) {

    /// Which text of which definition.
    ///
    /// @param definition whose it is
    /// @param part which of its texts
    /// @param variant the id of the campaign's variant whose subject it is; empty for other texts
    public record Name(DocumentKey definition, Part part, String variant) {}

    /// The texts that definitions have.
    public enum Part {
        /// The subject line.
        SUBJECT,
        /// What the inbox shows after the subject.
        PREHEADER,
        /// The page of a template.
        HTML,
        /// The plain text of a template.
        TEXT,
        /// The page of a block.
        BODY
    }

    /// Says where a place of the text is in its file.
    @FunctionalInterface
    public interface Standing {
        /// @param line of the text, from 1
        /// @param column of that line, from 1
        Mark at(int line, int column);
    }

    /// The texts of a template that can be read.
    static List<LiquidText> of(Document document, TemplateDefinition template) {
        List<LiquidText> texts = new ArrayList<>();
        line(document, "subject", Part.SUBJECT, template.subject()).ifPresent(texts::add);
        line(document, "preheader", Part.PREHEADER, template.preheader()).ifPresent(texts::add);
        texts.add(
                file(
                        document,
                        Part.HTML,
                        template.htmlFile(),
                        template.html(),
                        TemplateContract.page()));
        template.text()
                .map(text ->
                        file(
                                document,
                                Part.TEXT,
                                text.path(),
                                text.text(),
                                TemplateContract.plain()))
                .ifPresent(texts::add);
        return List.copyOf(texts);
    }

    /// The text of a block that can be read.
    static LiquidText of(Document document, BlockDefinition block) {
        return document.root()
                .entry("body")
                .map(entry ->
                        written(
                                document,
                                name(document, Part.BODY),
                                entry.value(),
                                block.body(),
                                TemplateContract.block()))
                .orElseGet(() ->
                        file(
                                document,
                                Part.BODY,
                                document.attachments().firstKey(),
                                block.body(),
                                TemplateContract.block()));
    }

    /// A line of Liquid that stands under a key of a mapping of a document, such as a subject;
    /// absent where it is empty.
    private static Optional<LiquidText> line(
            Document document, String key, Part part, String text) {
        return document.root()
                .entry(key)
                .filter(_ -> !text.isEmpty())
                .map(entry ->
                        written(
                                document,
                                name(document, part),
                                entry.value(),
                                text,
                                TemplateContract.plain()));
    }

    /// The subject that a variant of a campaign brings.
    ///
    /// @param variant the variant's id
    /// @param node where it stands in the campaign
    public static LiquidText subject(Document campaign, String variant, Node node, String text) {
        Name name = new Name(campaign.key(), Part.SUBJECT, variant);
        return written(campaign, name, node, text, TemplateContract.plain());
    }

    private static LiquidText written(
            Document document, Name name, Node node, String text, LiquidOptions options) {
        Standing standing = node instanceof Node.Scalar scalar ? scalar::at : (_, _) -> node.mark();
        return read(name, document.source().file(), standing, text, options);
    }

    private static LiquidText file(
            Document document, Part part, String path, String text, LiquidOptions options) {
        return read(name(document, part), path, Mark::new, text, options);
    }

    private static Name name(Document document, Part part) {
        return new Name(document.key(), part, "");
    }

    private static LiquidText read(
            Name name, String file, Standing standing, String text, LiquidOptions options) {
        Template template = Template.parse(file, text, options);
        return new LiquidText(name, file, standing, template, Analysis.of(template));
    }
}
