package io.epistle.console;

import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Value;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// How the admin API writes what all nouns share: instants in ISO 8601, money as text with its
/// currency, the absent as absent. Every noun's own shape is in the class that bears its name.
final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private Json() {}

    /// The UTF-8 bytes of what `write` writes.
    static byte[] bytes(Consumer<JsonGenerator> write) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write.accept(json);
        }
        return bytes.toByteArray();
    }

    /// An object of the fields that `write` writes.
    static byte[] object(Consumer<JsonGenerator> write) {
        return bytes(json -> {
            json.writeStartObject();
            write.accept(json);
            json.writeEndObject();
        });
    }

    /// A list of objects under a name.
    static <T> void list(JsonGenerator json, String name, List<T> items, Consumer<T> fields) {
        json.writeArrayPropertyStart(name);
        for (T item : items) {
            json.writeStartObject();
            fields.accept(item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// A page of a list, with its number and the length of the whole.
    static <T> void slice(JsonGenerator json, String name, Slice<T> slice, Consumer<T> fields) {
        json.writeNumberProperty("total", slice.total());
        json.writeNumberProperty("page", slice.paging().page());
        json.writeNumberProperty("pages", slice.pages());
        list(json, name, slice.items(), fields);
    }

    static void text(JsonGenerator json, String name, Optional<String> text) {
        text.ifPresent(it -> json.writeStringProperty(name, it));
    }

    static void time(JsonGenerator json, String name, Instant instant) {
        json.writeStringProperty(name, instant.toString());
    }

    static void time(JsonGenerator json, String name, Optional<Instant> instant) {
        instant.ifPresent(it -> time(json, name, it));
    }

    static void money(JsonGenerator json, String name, Optional<Money> money) {
        money.ifPresent(it -> {
            json.writeObjectPropertyStart(name);
            json.writeStringProperty("amount", it.amount().toPlainString());
            json.writeStringProperty("currency", it.currency());
            json.writeEndObject();
        });
    }

    static void interval(JsonGenerator json, String name, Interval interval) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("value", interval.value());
        json.writeNumberProperty("low", interval.low());
        json.writeNumberProperty("high", interval.high());
        json.writeNumberProperty("confidence", interval.confidence());
        json.writeEndObject();
    }

    static void fact(JsonGenerator json, Fact fact) {
        json.writeNumberProperty("sequence", fact.sequence());
        json.writeStringProperty(
                "type", fact.event().type().name().toLowerCase(java.util.Locale.ROOT));
        json.writeStringProperty("name", fact.name());
        json.writeStringProperty("source", fact.event().source());
        time(json, "occurredAt", fact.occurredAt());
        time(json, "knownAt", fact.knownAt());
        json.writeName("properties");
        value(json, fact.properties());
        json.writeName("traits");
        value(json, fact.event().traits());
    }

    static void value(JsonGenerator json, Value value) {
        switch (value) {
            case Value.Text(String text) -> json.writeString(text);
            case Value.Whole(long number) -> json.writeNumber(number);
            case Value.Decimal(BigDecimal number) -> json.writeNumber(number);
            case Value.Bool(boolean truth) -> json.writeBoolean(truth);
            case Value.Nothing _ -> json.writeNull();
            case Value.Sequence(List<Value> items) -> {
                json.writeStartArray();
                items.forEach(item -> value(json, item));
                json.writeEndArray();
            }
            case Struct struct -> {
                json.writeStartObject();
                for (int index = 0; index < struct.size(); index++) {
                    json.writeName(struct.name(index));
                    value(json, struct.value(index));
                }
                json.writeEndObject();
            }
        }
    }
}
