package io.epistle.compose;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.RenderAborted;
import io.epistle.liquid.tag.CustomTag;
import io.epistle.liquid.tag.TagDefinition;
import io.epistle.liquid.tag.TagSyntax;
import io.epistle.liquid.tag.TagSyntax.TagArgument;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tags that mails have beside those of Liquid.
///
/// - `{% abort_message 'reason' %}` skips this person; the reason is recorded.
/// - `{% block 'greeting', tone: 'warm' %}` prints the first block of a slot whose rule holds for
///   the person, with the given parameters; nothing where none does.
final class EmailTags {
    /// The variable under which a render finds its blocks.
    static final String BLOCKS = "blocks";

    private EmailTags() {}

    static TagDefinition abortMessage() {
        return new TagDefinition(
                "abort_message",
                false,
                syntax -> {
                    Expression reason = syntax.expression();
                    syntax.end();
                    return context -> {
                        throw new RenderAborted(text(context.evaluate(reason), "abort_message"));
                    };
                });
    }

    static TagDefinition block() {
        return new TagDefinition(BlockUse.TAG, false, EmailTags::block);
    }

    private static CustomTag block(TagSyntax syntax) {
        Expression slot = syntax.expression();
        List<TagArgument> arguments = syntax.comma() ? syntax.arguments() : List.of();
        syntax.end();
        for (TagArgument argument : arguments) {
            if (argument.name().isEmpty()) {
                throw new LiquidFault(
                        "found a value without a name, expected parameters such as tone: 'warm'");
            }
        }
        return context -> {
            if (!(context.variable(BLOCKS) instanceof BlockSlots slots)) {
                throw new LiquidFault("a block cannot stand inside a block");
            }
            Map<String, Value> parameters = new LinkedHashMap<>();
            for (TagArgument argument : arguments) {
                parameters.put(argument.name().orElseThrow(), context.evaluate(argument.value()));
            }
            String name = text(context.evaluate(slot), BlockUse.TAG);
            context.print(slots.render(name, parameters, context.autoescape()));
        };
    }

    private static String text(Value value, String tag) {
        if (value instanceof Text(String text, _)) {
            return text;
        }
        throw new LiquidFault("the tag %s found no text, expected one in quotes".formatted(tag));
    }
}
