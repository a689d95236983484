package io.epistle.segment;

import io.epistle.definition.DefinitionParser;
import io.epistle.definition.Fields;
import io.epistle.definition.Form;

import java.util.Optional;

/// A segment as its document defines it: the people for whom a rule holds.
///
/// ```yaml
/// kind: segment
/// id: vip
/// name: VIP
/// description: Ordered for more than 5,000 in a year.
/// priority: 10
/// rule: sum of total in "Order Completed" within 365 days > 5000
/// ```
///
/// @param id as rules name it
/// @param name for people
/// @param description what it is for; empty where its author kept silent
/// @param rule who is in it
/// @param priority which of several segments stands for a person in both; 1 comes first
public record SegmentDefinition(
        String id, String name, String description, WrittenRule rule, int priority) {
    /// The kind of these documents.
    public static final String KIND = "segment";

    /// Where nothing is said, a segment comes after those with a priority of their own.
    public static final int PRIORITY_STANDARD = 1_000;

    private static final int PRIORITY_MAX = 1_000_000;

    /// Reads these documents.
    public static final DefinitionParser<SegmentDefinition> PARSER =
            new DefinitionParser<>() {
                @Override
                public String kind() {
                    return KIND;
                }

                @Override
                public Optional<SegmentDefinition> parse(String id, Fields fields) {
                    return read(id, fields);
                }
            };

    private static Optional<SegmentDefinition> read(String id, Fields fields) {
        String name = fields.text("name");
        String description = fields.optional("description", Form.TEXT).orElse("").strip();
        WrittenRule rule = WrittenRule.read(fields, "rule");
        int priority = priority(fields);
        return fields.build(() -> new SegmentDefinition(id, name, description, rule, priority));
    }

    private static int priority(Fields fields) {
        return fields.optional("priority", Form.whole(1, PRIORITY_MAX))
                .map(Math::toIntExact)
                .orElse(PRIORITY_STANDARD);
    }
}
