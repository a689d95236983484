package io.epistle.segment;

import io.epistle.definition.DefinitionParser;
import io.epistle.definition.Fields;
import io.epistle.definition.Form;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The stages that a customer goes through. Everybody is in the first stage whose rule holds, and
/// in none where no rule does.
///
/// ```yaml
/// kind: lifecycle
/// id: shop
/// name: Customers of the shop
/// stages:
///   - name: active
///     rule: did "Order Completed" within 90 days
///   - name: churned
///     rule: everyone
/// ```
///
/// @param id of the definition
/// @param name for people
/// @param stages in the order in which they are asked; at least one, no name twice
public record LifecycleDefinition(String id, String name, List<Stage> stages) {
    /// The kind of these documents.
    public static final String KIND = "lifecycle";

    /// More stages than anybody tells apart.
    public static final int STAGES_MAX = 50;

    /// Reads these documents.
    public static final DefinitionParser<LifecycleDefinition> PARSER =
            new DefinitionParser<>() {
                @Override
                public String kind() {
                    return KIND;
                }

                @Override
                public Optional<LifecycleDefinition> parse(String id, Fields fields) {
                    return read(id, fields);
                }
            };

    public LifecycleDefinition {
        stages = List.copyOf(stages);
        if (stages.isEmpty() || stages.size() > STAGES_MAX) {
            throw new IllegalArgumentException(
                    "found %d stages, expected 1 to %d".formatted(stages.size(), STAGES_MAX));
        }
        Set<String> names = new HashSet<>();
        for (Stage stage : stages) {
            if (!names.add(stage.name())) {
                throw new IllegalArgumentException(
                        "found the stage \"%s\" twice, expected each name once"
                                .formatted(stage.name()));
            }
        }
    }

    /// One stage.
    ///
    /// @param name as rules name it: `lifecycle is "at risk"`
    /// @param description what it means; empty where its author kept silent
    /// @param rule who is in it, those of the stages before aside
    public record Stage(String name, String description, WrittenRule rule) {
        private static Optional<Stage> read(Fields fields) {
            String name = fields.text("name");
            String description = fields.optional("description", Form.TEXT).orElse("").strip();
            WrittenRule rule = WrittenRule.read(fields, "rule");
            return fields.build(() -> new Stage(name, description, rule));
        }
    }

    private static Optional<LifecycleDefinition> read(String id, Fields fields) {
        String name = fields.text("name");
        fields.optional("description", Form.TEXT);
        List<Stage> stages = fields.objects("stages", Stage::read);
        return fields.build(() -> new LifecycleDefinition(id, name, stages));
    }
}
