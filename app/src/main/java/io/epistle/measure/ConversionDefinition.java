package io.epistle.measure;

import io.epistle.definition.DefinitionParser;
import io.epistle.definition.Definitions;
import io.epistle.definition.Fields;
import io.epistle.definition.Form;
import io.epistle.definition.World;
import io.epistle.profile.Order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What counts as a success of a mail, and which mail gets it.
///
/// ```yaml
/// kind: conversion
/// id: order
/// name: An order
/// event: Order Completed
/// window: 7 days
/// attribution: last-touch     # or first-touch, linear, time-decay, position
/// ```
///
/// @param id unique among conversions; the first by id is what reports show
/// @param name for people
/// @param event the name of the facts that convert; those with a total bring it as revenue
/// @param window how long after a click they count: on `[click, click + window)`
/// @param attribution which of several clicks gets it
public record ConversionDefinition(
        String id, String name, String event, Duration window, Attribution attribution) {
    /// The kind of these documents.
    public static final String KIND = "conversion";

    /// Where nothing is defined: an order within seven days belongs to the last click.
    public static final ConversionDefinition STANDARD =
            new ConversionDefinition(
                    "order",
                    "An order",
                    Order.COMPLETED,
                    Duration.ofDays(7),
                    Attribution.LAST_TOUCH);

    /// Longer ago nobody remembers a mail.
    private static final Duration WINDOW_MAX = Duration.ofDays(365);

    private static final Form<Attribution> ATTRIBUTION =
            Form.oneOf(List.of(Attribution.values()), Attribution::word);

    /// Reads these documents.
    public static final DefinitionParser<ConversionDefinition> PARSER =
            new DefinitionParser<>() {
                @Override
                public String kind() {
                    return KIND;
                }

                @Override
                public Optional<ConversionDefinition> parse(String id, Fields fields) {
                    return read(id, fields);
                }
            };

    /// The conversion that reports of a World show.
    public static ConversionDefinition of(World world) {
        return Definitions.all(world, PARSER).values().stream().findFirst().orElse(STANDARD);
    }

    private static Optional<ConversionDefinition> read(String id, Fields fields) {
        String name = fields.text("name");
        String event = fields.optional("event", Form.TEXT).orElse(STANDARD.event());
        Duration window = fields.optional("window", Form.DURATION).orElse(STANDARD.window());
        if (!window.isPositive() || window.compareTo(WINDOW_MAX) > 0) {
            fields.note("window", "that length", "more than nothing and at most 365 days");
        }
        Attribution attribution =
                fields.optional("attribution", ATTRIBUTION).orElse(STANDARD.attribution());
        return fields.build(() -> new ConversionDefinition(id, name, event, window, attribution));
    }
}
