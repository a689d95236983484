package io.epistle.liquid.parse;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.regex.Pattern;

/// Tags about text and notes: comments, `doc`, `raw`, `echo`, `liquid`.
final class TextTags {
    private static final Pattern NESTED_DOC = Pattern.compile("\\{%-?\\s*doc\\b[^%]*%\\}");

    private TextTags() {}

    /// `{% # note %}`. Each line of it must start with the sign, so that no tag hides in it.
    static void inlineComment(Token token, TemplateParser parser, Block block) {
        String note = parser.text(token);
        boolean open =
                note.lines()
                        .skip(1)
                        .map(String::strip)
                        .anyMatch(line -> !line.isEmpty() && !line.startsWith("#"));
        if (open) {
            parser.problems()
                    .error(token.start(), "each line of an inline comment must start with #");
        }
    }

    /// `{% comment %}`: nothing inside is read, but comments nest and `raw` is kept whole.
    static void comment(Token token, TemplateParser parser, Block block) {
        int nesting = 1;
        while (nesting > 0) {
            @Nullable Token inner = parser.tokens().next();
            if (inner == null) {
                neverClosed(token, parser);
                return;
            }
            switch (inner.name()) {
                case "comment" -> nesting++;
                case "endcomment" -> nesting--;
                case "raw" -> parser.tokens().until("endraw");
                default -> {
                    // part of the comment
                }
            }
        }
    }

    /// `{% doc %}`: a comment of its own kind, which takes no words and does not nest.
    static void doc(Token token, TemplateParser parser, Block block) {
        requireNoWords(token, parser);
        Optional<Token> text = parser.tokens().until("enddoc");
        if (text.isEmpty()) {
            neverClosed(token, parser);
        } else if (NESTED_DOC.matcher(parser.text(text.get())).find()) {
            parser.problems().error(token.start(), "a doc tag cannot stand inside another one");
        } else if (!parser.text(text.get()).isEmpty()) {
            // As in the reference, a doc that says something keeps the white space around it.
            block.keepSpace();
        }
    }

    /// `{% raw %}`: text as it is.
    static void raw(Token token, TemplateParser parser, Block block) {
        requireNoWords(token, parser);
        Optional<Token> text = parser.tokens().until("endraw");
        if (text.isEmpty()) {
            neverClosed(token, parser);
        } else {
            block.raw(parser.text(text.get()), text.get().from());
        }
    }

    /// `{% echo value %}`: as `{{ value }}`.
    static void echo(Token token, TemplateParser parser, Block block) {
        parser.output(token, block);
    }

    /// `{% liquid %}`: a tag on each line.
    static void liquid(Token token, TemplateParser parser, Block block) {
        parser.lines(token, block);
    }

    private static void requireNoWords(Token token, TemplateParser parser) {
        if (!parser.text(token).isBlank()) {
            parser.problems()
                    .error(
                            token.from(),
                            "the tag " + token.name() + " takes nothing after its name");
        }
    }

    private static void neverClosed(Token token, TemplateParser parser) {
        parser.problems()
                .error(
                        token.start(),
                        "the tag " + token.name() + " is never closed",
                        () -> "end" + token.name());
    }
}
