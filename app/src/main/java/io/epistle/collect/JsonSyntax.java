package io.epistle.collect;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One JSON object a line. An object within an object gives columns with dotted names
/// (`customer.id`), arrays and `null` give blank cells, numbers stay as they are written.
///
/// @param header the names that become columns; others are passed over
record JsonSyntax(List<String> header) implements RowSyntax {
    private static final JsonFactory FACTORY = new JsonFactory();

    JsonSyntax {
        header = List.copyOf(header);
    }

    @Override
    public List<String> cells(String text) {
        return cells(
                fields(text)
                        .orElseThrow(
                                () -> new IllegalArgumentException("found a faulty row's text")));
    }

    /// The cells of fields that [#fields] read.
    List<String> cells(SortedMap<String, String> fields) {
        List<String> cells = new ArrayList<>(header.size());
        for (String name : header) {
            cells.add(fields.getOrDefault(name, ""));
        }
        return cells;
    }

    /// The fields of a line by name; absent where it is not exactly one object.
    static Optional<SortedMap<String, String>> fields(String text) {
        SortedMap<String, String> fields = new TreeMap<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            readObject(parser, "", fields);
            return parser.nextToken() == null ? Optional.of(fields) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// Reads up to the object's end. The parser's own bound on nesting ends the recursion.
    private static void readObject(
            JsonParser parser, String prefix, SortedMap<String, String> fields) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = prefix + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                readObject(parser, name + ".", fields);
            } else if (value == JsonToken.START_ARRAY) {
                parser.skipChildren();
                fields.put(name, "");
            } else {
                fields.put(name, value == JsonToken.VALUE_NULL ? "" : parser.getString());
            }
        }
    }
}
