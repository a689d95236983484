package io.epistle.collect.http;

import io.epistle.event.Struct;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// Where a request may carry its write key. The first place that has one counts: the user of Basic
/// authorization, a Bearer token, the body, the first item, the query.
final class WriteKeys {
    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";

    private WriteKeys() {}

    /// The key in the header `Authorization`; absent where there is none.
    static Optional<String> ofHeader(String authorization) {
        String lower = authorization.toLowerCase(Locale.ROOT);
        if (lower.startsWith(BASIC)) {
            return user(authorization.substring(BASIC.length()).strip());
        }
        return lower.startsWith(BEARER)
                ? given(authorization.substring(BEARER.length()))
                : Optional.empty();
    }

    private static Optional<String> user(String encoded) {
        try {
            String pair =
                    new String(Base64.getDecoder().decode(encoded), StandardCharsets.ISO_8859_1);
            int colon = pair.indexOf(':');
            return given(colon < 0 ? pair : pair.substring(0, colon));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// The key in a body or in its first item; absent where there is none.
    static Optional<String> ofBody(JsonReading.Body body) {
        Optional<String> own = ofFields(body.fields());
        return own.isPresent() || body.items().isEmpty()
                ? own
                : body.items().getFirst().value() instanceof Struct first
                        ? ofFields(first)
                        : Optional.empty();
    }

    private static Optional<String> ofFields(Struct fields) {
        return fields.text("writeKey").or(() -> fields.text("write_key")).flatMap(WriteKeys::given);
    }

    /// A key that is not blank.
    static Optional<String> given(String key) {
        String plain = key.strip();
        return plain.isEmpty() ? Optional.empty() : Optional.of(plain);
    }
}
