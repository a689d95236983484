package io.epistle.liquid.parse;

import io.epistle.liquid.tag.CustomTag;
import io.epistle.liquid.tag.TagDefinition;
import io.epistle.liquid.tree.Node;

import java.util.Optional;
import java.util.Set;

/// Tags of the product.
final class CustomTags {
    private static final CustomTag NOTHING = context -> {};

    private CustomTags() {}

    /// Reads the tag if it is one of the product's.
    static boolean read(Token token, TemplateParser parser, Block block) {
        Optional<TagDefinition> definition = parser.options().tags().find(token.name());
        if (definition.isEmpty()) {
            return false;
        }
        Markup markup = parser.markup(token);
        CustomTag tag =
                parser.attempt(token, NOTHING, () -> definition.get().syntax().read(markup));
        var body = new Block();
        if (definition.get().block()) {
            parser.body(token, body, Set.of("end" + token.name()));
        }
        block.add(new Node.Custom(token.name(), tag, body.body(), markup.read(), token.start()));
        return true;
    }
}
