package io.epistle.collect.http;

import io.epistle.event.JsonText;
import io.epistle.event.Struct;
import io.epistle.event.Value;

import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;

/// One event in the query of an image: JSON as Base64 under `data`, or dotted names such as
/// `properties.total`. Texts stay texts there, since a query knows nothing else.
final class PixelQuery {
    private static final int PARAMETERS_MAX = 200;

    private PixelQuery() {}

    /// The JSON of what a query says.
    ///
    /// @param parameters the first value of each name
    static String json(SortedMap<String, String> parameters) throws Refused {
        String data = parameters.getOrDefault("data", "");
        return data.isEmpty() ? dotted(parameters) : decoded(data);
    }

    /// Base64 in either alphabet, padded or not; a plus may have become a space on its way.
    private static String decoded(String data) throws Refused {
        String urlSafe =
                data.strip().replace(' ', '-').replace('+', '-').replace('/', '_').replace("=", "");
        try {
            return Utf8.text(Base64.getUrlDecoder().decode(urlSafe));
        } catch (IllegalArgumentException notBase64) {
            throw Refused.malformed("data", "no Base64", "JSON as Base64");
        }
    }

    private static String dotted(SortedMap<String, String> parameters) throws Refused {
        if (parameters.size() > PARAMETERS_MAX) {
            throw Refused.malformed(
                    "query", "%,d parameters".formatted(parameters.size()), "fewer");
        }
        return JsonText.of(nested(parameters, 1));
    }

    private static Struct nested(SortedMap<String, String> parameters, int depth) {
        SortedMap<String, SortedMap<String, String>> inner = new TreeMap<>();
        Struct.Builder fields = Struct.builder();
        parameters.forEach((name, text) -> {
            int dot = name.indexOf('.');
            if (dot <= 0 || dot == name.length() - 1 || depth == JsonReading.DEPTH_MAX) {
                fields.put(name, Value.of(text));
            } else {
                inner.computeIfAbsent(name.substring(0, dot), _ -> new TreeMap<>())
                        .put(name.substring(dot + 1), text);
            }
        });
        inner.forEach((name, rest) -> fields.put(name, nested(rest, depth + 1)));
        return fields.build();
    }
}
