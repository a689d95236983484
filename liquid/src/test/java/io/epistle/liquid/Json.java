package io.epistle.liquid;

import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON into template values, for tests.
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Value read(String text) {
        return new Json(text).value();
    }

    private Value value() {
        skip();
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> Value.of(string());
            case 't', 'f' -> word(Value.of(c == 't'), c == 't' ? 4 : 5);
            case 'n' -> word(Nil.NULL, 4);
            default -> number();
        };
    }

    private Value word(Value value, int length) {
        at += length;
        return value;
    }

    private Value object() {
        Map<String, Value> entries = new LinkedHashMap<>();
        at++;
        skip();
        while (text.charAt(at) != '}') {
            skip();
            String key = string();
            skip();
            at++;
            entries.put(key, value());
            comma();
        }
        at++;
        return Value.map(entries);
    }

    private Value list() {
        List<Value> items = new ArrayList<>();
        at++;
        skip();
        while (text.charAt(at) != ']') {
            items.add(value());
            comma();
        }
        at++;
        return Value.list(items);
    }

    private void comma() {
        skip();
        if (text.charAt(at) == ',') {
            at++;
            skip();
        }
    }

    private String string() {
        var out = new StringBuilder();
        at++;
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            out.append(c == '\\' ? escape() : c);
        }
        at++;
        return out.toString();
    }

    private char escape() {
        char c = text.charAt(at++);
        if (c == 'u') {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int known = "bfnrt".indexOf(c);
        return known < 0 ? c : "\b\f\n\r\t".charAt(known);
    }

    private Value number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        boolean whole = digits.chars().noneMatch(c -> ".eE".indexOf(c) >= 0);
        return whole
                ? Value.of(new BigInteger(digits))
                : Value.of(new BigDecimal(digits).doubleValue());
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
