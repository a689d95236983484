package io.epistle.event;

import java.math.BigDecimal;
import java.util.List;

/// Values as JSON text (RFC 8259): for people, the API and quarantine. Numbers stay exact; fields
/// come sorted by name.
public final class JsonText {
    private JsonText() {}

    /// The JSON of a value, on one line.
    public static String of(Value value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, Value value) {
        switch (value) {
            case Value.Nothing _ -> out.append("null");
            case Value.Bool(boolean truth) -> out.append(truth);
            case Value.Whole(long number) -> out.append(number);
            case Value.Decimal(BigDecimal number) -> out.append(number);
            case Value.Text(String text) -> quote(out, text);
            case Value.Sequence(List<Value> items) -> {
                out.append('[');
                for (int index = 0; index < items.size(); index++) {
                    out.append(index == 0 ? "" : ",");
                    append(out, items.get(index));
                }
                out.append(']');
            }
            case Struct struct -> {
                out.append('{');
                for (int index = 0; index < struct.size(); index++) {
                    out.append(index == 0 ? "" : ",");
                    quote(out, struct.name(index));
                    out.append(':');
                    append(out, struct.value(index));
                }
                out.append('}');
            }
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            switch (letter) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (letter < ' ') {
                        out.append("\\u%04x".formatted((int) letter));
                    } else {
                        out.append(letter);
                    }
                }
            }
        }
        out.append('"');
    }
}
