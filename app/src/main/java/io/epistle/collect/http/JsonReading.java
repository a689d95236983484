package io.epistle.collect.http;

import io.epistle.event.Admission.Reason;
import io.epistle.event.Struct;
import io.epistle.event.Value;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads JSON into values, under bounds. What is no JSON at all throws; what is JSON but over a
/// bound of ours is a flaw, which belongs to the value around it: an event of a batch is set aside
/// for it and the others are not. A name given twice keeps the later value. For one use.
final class JsonReading {
    /// Deeper nesting than any SDK sends; far below what a timeline's codec takes.
    static final int DEPTH_MAX = 24;

    /// Nesting at which a body is no event data but an attack; it bounds the recursion here.
    private static final int BODY_DEPTH_MAX = 128;

    /// The digits of the longest number that a program writes for a double, with room.
    static final int NUMBER_CHARS_MAX = 400;

    /// Digits in front of or behind the point, exponent resolved: the range of a double. Beyond it
    /// a sum could fill the memory.
    static final int NUMBER_SCALE_MAX = 400;

    private static final int PATH_CHARS_MAX = 200;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(BODY_DEPTH_MAX)
                                    .maxNumberLength(Inflating.BODY_BYTES_MAX)
                                    .maxStringLength(Inflating.BODY_BYTES_MAX)
                                    .maxNameLength(Inflating.BODY_BYTES_MAX)
                                    .build())
                    .build();

    private final JsonParser parser;
    private @Nullable Reason flaw;

    private JsonReading(String text) {
        parser = FACTORY.createParser(ObjectReadContext.empty(), text);
    }

    /// Reads all of a body that is one object.
    ///
    /// @param listName the field whose items are read one by one; empty where there is none
    static Body body(String text, String listName) throws Refused {
        JsonReading reading = new JsonReading(text);
        try {
            return reading.root(text, listName);
        } catch (StreamConstraintsException tooDeep) {
            // All its other bounds are those of a body.
            throw Refused.tooDeep(BODY_DEPTH_MAX, DEPTH_MAX);
        } catch (JacksonException broken) {
            throw Refused.malformed("body", where(broken), "one JSON object");
        } finally {
            reading.parser.close();
        }
    }

    /// One item of a list, or the whole of a body that has none.
    ///
    /// @param value what was read; what had a flaw is missing in it
    /// @param text its JSON as it was given
    /// @param flaw why it cannot be used; absent where it can
    record Item(Value value, String text, Optional<Reason> flaw) {}

    /// A body as it was read.
    ///
    /// @param fields all fields but the list
    /// @param items the items of the list, in order
    /// @param listed whether there was a list under that name
    /// @param fieldChars how long the JSON of the fields is, the list left out
    /// @param flaw what is wrong outside the items; absent where nothing is
    record Body(
            Struct fields,
            List<Item> items,
            boolean listed,
            int fieldChars,
            Optional<Reason> flaw) {
        Body {
            items = List.copyOf(items);
        }
    }

    private Body root(String text, String listName) throws Refused {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw Refused.malformed(
                    "body",
                    first == null ? "nothing" : "JSON that is no object",
                    "one JSON object");
        }
        Struct.Builder fields = Struct.builder();
        List<Item> items = List.of();
        boolean listed = false;
        int listChars = 0;
        int count = 0;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = wellFormed(parser.currentName());
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY && !listName.isEmpty() && name.equals(listName)) {
                int start = begin();
                items = items(text);
                listChars = end() - start;
                listed = true;
            } else if (++count > Struct.FIELDS_MAX) {
                note("too_many_fields", "", "over %,d fields", Struct.FIELDS_MAX);
                parser.skipChildren();
            } else {
                fields.put(name, value(token, name, 2));
            }
        }
        if (parser.nextToken() != null) {
            throw Refused.malformed("body", "more behind the JSON object", "one JSON object");
        }
        return new Body(
                fields.build(),
                items,
                listed,
                text.length() - listChars,
                Optional.ofNullable(flaw));
    }

    private List<Item> items(String text) throws Refused {
        Reason around = flaw;
        List<Item> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (items.size() == Items.BATCH_EVENTS_MAX) {
                throw Refused.tooLarge(
                        "batch",
                        "more than %,d events".formatted(Items.BATCH_EVENTS_MAX),
                        "at most %,d events".formatted(Items.BATCH_EVENTS_MAX));
            }
            flaw = null;
            int start = begin();
            Value value = value(token, "", 1);
            items.add(new Item(value, text.substring(start, end()), Optional.ofNullable(flaw)));
        }
        flaw = around;
        return items;
    }

    private int begin() {
        return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    }

    private int end() {
        return Math.toIntExact(parser.currentLocation().getCharOffset());
    }

    /// The value that begins with the current token.
    ///
    /// @param depth the level that an object or list here has, from 1
    private Value value(JsonToken token, String path, int depth) {
        return switch (token) {
            case START_OBJECT, START_ARRAY -> {
                if (depth > DEPTH_MAX) {
                    note("too_deep", path, "more than %d levels of nesting", DEPTH_MAX);
                    parser.skipChildren();
                    yield Value.NOTHING;
                }
                yield token == JsonToken.START_OBJECT ? struct(path, depth) : list(path, depth);
            }
            case VALUE_STRING -> Value.of(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString(), path);
            case VALUE_TRUE -> Value.TRUE;
            case VALUE_FALSE -> Value.FALSE;
            case VALUE_NULL -> Value.NOTHING;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("found the token " + token);
        };
    }

    private Value struct(String path, int depth) {
        Struct.Builder fields = Struct.builder();
        int count = 0;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = wellFormed(parser.currentName());
            JsonToken token = parser.nextToken();
            if (++count > Struct.FIELDS_MAX) {
                note("too_many_fields", path, "over %,d fields", Struct.FIELDS_MAX);
                parser.skipChildren();
            } else {
                fields.put(name, value(token, join(path, name), depth + 1));
            }
        }
        return fields.build();
    }

    private Value list(String path, int depth) {
        List<Value> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            items.add(value(token, path, depth + 1));
        }
        return Value.of(items);
    }

    private Value number(String digits, String path) {
        if (digits.length() > NUMBER_CHARS_MAX) {
            note("bad_number", path, "a number of more than %d characters", NUMBER_CHARS_MAX);
            return Value.NOTHING;
        }
        try {
            BigDecimal number = new BigDecimal(digits);
            long magnitude = (long) number.precision() - number.scale();
            if (Math.abs((long) number.scale()) <= NUMBER_SCALE_MAX
                    && Math.abs(magnitude) <= NUMBER_SCALE_MAX) {
                return Value.of(number);
            }
        } catch (NumberFormatException _) {
            // An exponent of more digits than an int has: said below.
        }
        note("bad_number", path, "a number beyond 10 to the power of %d", NUMBER_SCALE_MAX);
        return Value.NOTHING;
    }

    /// Keeps the first flaw: the ones behind it may follow from it.
    private void note(String rule, String path, String found, int bound) {
        if (flaw == null) {
            flaw = new Reason(rule, path, found.formatted(bound), "less");
        }
    }

    private static String join(String path, String name) {
        String joined = path.isEmpty() ? name : path + "." + name;
        return joined.length() > PATH_CHARS_MAX ? joined.substring(0, PATH_CHARS_MAX) : joined;
    }

    /// A text as [Value.Text] keeps it, without half surrogate pairs.
    static String wellFormed(String text) {
        return new Value.Text(text).text();
    }

    private static String where(JacksonException broken) {
        return broken.getLocation() == null
                ? "no JSON"
                : "no JSON at line %d, column %d"
                        .formatted(
                                broken.getLocation().getLineNr(),
                                broken.getLocation().getColumnNr());
    }
}
