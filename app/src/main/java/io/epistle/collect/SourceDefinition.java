package io.epistle.collect;

import io.epistle.definition.DefinitionParser;
import io.epistle.definition.Fields;
import io.epistle.definition.Form;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Who may hand facts in over HTTP, as a document defines it:
///
/// ```yaml
/// kind: source
/// id: web-shop
/// name: The web shop
/// write-keys:
///   - example-web-shop-key
/// limit:
///   events-per-second: 200
///   burst: 5000
/// ```
///
/// A write key stands in every page that uses it: it is public, and all it allows is adding facts
/// under this source's name. A source that is `trusted-for: [consent]` may also say that somebody
/// agrees to something: its keys belong on servers alone.
///
/// @param id the name of the source in its facts
/// @param name for people
/// @param writeKeys the keys that speak for it, 1 to [#KEYS_MAX]; several so that one can be
///   replaced while pages still carry the other
/// @param limit how much it may bring; absent where it may bring what the machine takes
/// @param trustedFor what it is believed about beyond what anybody may say; often nothing
public record SourceDefinition(
        String id,
        String name,
        List<String> writeKeys,
        Optional<SourceLimit> limit,
        List<TrustedMatter> trustedFor) {
    /// The kind of these documents.
    public static final String KIND = "source";

    /// Two serve a replacement, a few more serve several shops.
    public static final int KEYS_MAX = 20;

    /// Keys of the common products have 32 characters.
    public static final int KEY_CHARS_MAX = 128;

    /// The name under which the product tells facts itself.
    private static final String OWN = "epistle";

    private static final Form<String> KEY =
            new Form<>(
                    "a key of 8 to %d letters, digits, - and _".formatted(KEY_CHARS_MAX),
                    "",
                    text -> isKey(text) ? Optional.of(text) : Optional.empty());

    private static final Form<TrustedMatter> MATTER =
            Form.oneOf(List.of(TrustedMatter.values()), TrustedMatter::word);

    /// Reads these documents.
    public static final DefinitionParser<SourceDefinition> PARSER =
            new DefinitionParser<>() {
                @Override
                public String kind() {
                    return KIND;
                }

                @Override
                public Optional<SourceDefinition> parse(String id, Fields fields) {
                    return read(id, fields);
                }
            };

    public SourceDefinition {
        writeKeys = List.copyOf(writeKeys);
        trustedFor = List.copyOf(trustedFor);
        if (id.equals(OWN)) {
            throw new IllegalArgumentException(
                    "found the id %s, expected another one: facts of the product's own bear it"
                            .formatted(OWN));
        }
        if (writeKeys.isEmpty() || writeKeys.size() > KEYS_MAX) {
            throw new IllegalArgumentException(
                    "found %d write-keys, expected 1 to %d".formatted(writeKeys.size(), KEYS_MAX));
        }
        if (new TreeSet<>(writeKeys).size() < writeKeys.size()) {
            throw new IllegalArgumentException(
                    "found a write key twice in one source, expected each once");
        }
    }

    private static Optional<SourceDefinition> read(String id, Fields fields) {
        String name = fields.text("name");
        fields.optional("description", Form.TEXT);
        List<String> keys = fields.list("write-keys", KEY);
        Optional<SourceLimit> limit = fields.optionalObject("limit", SourceLimit::read);
        List<TrustedMatter> trusted = fields.list("trusted-for", MATTER);
        return fields.build(() -> new SourceDefinition(id, name, keys, limit, trusted));
    }

    /// Whether it is believed about a matter.
    public boolean isTrustedFor(TrustedMatter matter) {
        return trustedFor.contains(matter);
    }

    private static boolean isKey(String text) {
        return text.length() >= 8
                && text.length() <= KEY_CHARS_MAX
                && text.chars()
                        .allMatch(letter ->
                                letter == '-'
                                        || letter == '_'
                                        || (letter >= '0' && letter <= '9')
                                        || (letter >= 'A' && letter <= 'Z')
                                        || (letter >= 'a' && letter <= 'z'));
    }
}
