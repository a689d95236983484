package io.epistle.privacy;

import io.epistle.definition.DefinitionParser;
import io.epistle.definition.Fields;
import io.epistle.definition.Form;

import java.util.Optional;

/// A topic of marketing mail that a person can leave without leaving the others.
///
/// ```yaml
/// kind: topic
/// id: picks
/// name: Picks for you
/// description: A few products that fit what you bought, once or twice a month.
/// ```
///
/// @param id as campaigns and facts of consent name it
/// @param name as the preference page says it
/// @param description what one gets, as the preference page says it; empty where its author kept
///   silent
public record TopicDefinition(String id, String name, String description) {
    /// The kind of these documents.
    public static final String KIND = "topic";

    /// Reads these documents.
    public static final DefinitionParser<TopicDefinition> PARSER =
            new DefinitionParser<>() {
                @Override
                public String kind() {
                    return KIND;
                }

                @Override
                public Optional<TopicDefinition> parse(String id, Fields fields) {
                    String name = fields.text("name");
                    String description =
                            fields.optional("description", Form.TEXT).orElse("").strip();
                    return fields.build(() -> new TopicDefinition(id, name, description));
                }
            };
}
