package io.epistle.collect;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads a [Mapping] from YAML:
///
/// ```yaml
/// columns:                    # field: name of the column in the header
///   invoice: Bestellnummer
///   product: Artikel
/// date_order: day             # day or month, for dates such as 3/4/2011
/// zone: Europe/Berlin         # of times without an offset; UTC otherwise
/// currency: EUR               # of files without a currency column
/// decimal: comma              # comma or point
/// cancellation_prefix: C      # or none
/// separator: ";"              # comma, semicolon, tab, bar or the character
/// encoding: windows-1252
/// ```
///
/// Every key may be left out.
public final class MappingFile {
    private static final List<String> KEYS =
            List.of(
                    "columns",
                    "date_order",
                    "zone",
                    "currency",
                    "decimal",
                    "cancellation_prefix",
                    "separator",
                    "encoding");

    private static final int BYTES_MAX = 1024 * 1024;

    private static final YAMLFactory FACTORY = new YAMLFactory();

    private final String name;
    private final ImportKind kind;
    private final SortedMap<String, String> columns = new TreeMap<>();
    private final SortedMap<String, String> settings = new TreeMap<>();
    private final SortedMap<String, Integer> lines = new TreeMap<>();

    private MappingFile(String name, ImportKind kind) {
        this.name = name;
        this.kind = kind;
    }

    /// What reading a mapping gives.
    public sealed interface Reading {
        /// A mapping.
        record Read(Mapping mapping) implements Reading {}

        /// A file that is none, with a sentence for the user.
        record Refused(String sentence) implements Reading {}
    }

    /// Reads a file.
    ///
    /// @param kind what it is the mapping for
    public static Reading read(Path file, ImportKind kind) {
        String name = String.valueOf(file.getFileName());
        try {
            if (!Files.isRegularFile(file)) {
                return new Reading.Refused(
                        "the mapping file %s does not exist: give the path of a YAML file"
                                .formatted(file));
            }
            if (Files.size(file) > BYTES_MAX) {
                return new Reading.Refused(
                        "%s has %,d bytes, a mapping at most %,d: is it another file?"
                                .formatted(name, Files.size(file), BYTES_MAX));
            }
            return parse(Files.readString(file), name, kind);
        } catch (IOException _) {
            return new Reading.Refused(
                    "the mapping file %s cannot be read: check that it is UTF-8 text and permitted to this user"
                            .formatted(file));
        }
    }

    /// Reads the text of a mapping.
    ///
    /// @param name the file's name, for sentences
    static Reading parse(String text, String name, ImportKind kind) {
        try {
            MappingFile file = new MappingFile(name, kind);
            file.parse(text);
            return new Reading.Read(file.mapping());
        } catch (ImportRefused refused) {
            return new Reading.Refused(refused.sentence());
        }
    }

    private void parse(String text) throws ImportRefused {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return;
            }
            if (first != JsonToken.START_OBJECT) {
                throw new ImportRefused(
                        "%s begins with something other than a key: expected some of %s"
                                .formatted(name, String.join(", ", KEYS)));
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                int line = parser.currentTokenLocation().getLineNr();
                if (!KEYS.contains(key)) {
                    throw wrong(line, "the key " + key, "one of " + String.join(", ", KEYS));
                }
                JsonToken value = parser.nextToken();
                if (key.equals("columns")) {
                    parseColumns(parser, value, line);
                } else if (value != null && value.isScalarValue()) {
                    settings.put(key, parser.getString());
                    lines.put(key, line);
                } else {
                    throw wrong(line, "a list or keys below " + key, "one value");
                }
            }
        } catch (JacksonException broken) {
            throw new ImportRefused(
                    "%s is no YAML from line %d on: expected key: value on each line"
                            .formatted(
                                    name,
                                    broken.getLocation() == null
                                            ? 1
                                            : broken.getLocation().getLineNr()));
        }
    }

    private void parseColumns(
            JsonParser parser, @org.jspecify.annotations.Nullable JsonToken value, int line)
            throws ImportRefused {
        List<String> fields = kind.columns().stream().map(WantedColumn::field).toList();
        if (value != JsonToken.START_OBJECT) {
            throw wrong(line, "no keys below columns", "field: column, one a line");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            int at = parser.currentTokenLocation().getLineNr();
            if (!fields.contains(field)) {
                throw wrong(at, "the field " + field, "one of " + String.join(", ", fields));
            }
            JsonToken column = parser.nextToken();
            if (column == null || !column.isScalarValue()) {
                throw wrong(at, "a list or keys for " + field, "the name of a column");
            }
            columns.put(field, parser.getString());
        }
    }

    private Mapping mapping() throws ImportRefused {
        return new Mapping(
                columns,
                setting("date_order", "day or month", MappingFile::dateOrder),
                setting("zone", "a zone such as Europe/Berlin", MappingFile::zone),
                setting("currency", "a code such as EUR", MappingFile::currency),
                setting("decimal", "comma or point", MappingFile::decimalComma),
                setting("cancellation_prefix", "a prefix or none", MappingFile::prefix),
                setting("separator", "one character", MappingFile::separator),
                setting("encoding", "an encoding such as windows-1252", MappingFile::encoding));
    }

    private interface SettingReader<T> {
        /// The value of a text, absent where it is none.
        Optional<T> read(String text);
    }

    private <T> Optional<T> setting(String key, String expected, SettingReader<T> reader)
            throws ImportRefused {
        String text = settings.get(key);
        if (text == null) {
            return Optional.empty();
        }
        Optional<T> value = reader.read(text);
        if (value.isEmpty()) {
            throw wrong(lines.getOrDefault(key, 0), "%s: %s".formatted(key, text), expected);
        }
        return value;
    }

    private static Optional<DateOrder> dateOrder(String text) {
        return switch (text) {
            case "day" -> Optional.of(DateOrder.DAY_FIRST);
            case "month" -> Optional.of(DateOrder.MONTH_FIRST);
            default -> Optional.empty();
        };
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> currency(String text) {
        return text.matches("[A-Z]{3}") ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Boolean> decimalComma(String text) {
        return switch (text) {
            case "comma", "," -> Optional.of(true);
            case "point", "." -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<String> prefix(String text) {
        return text.length() > 16 ? Optional.empty() : Optional.of(text.equals("none") ? "" : text);
    }

    private static Optional<Character> separator(String text) {
        return switch (text) {
            case "comma" -> Optional.of(',');
            case "semicolon" -> Optional.of(';');
            case "tab" -> Optional.of('\t');
            case "bar" -> Optional.of('|');
            default ->
                    text.length() == 1 && text.charAt(0) != '"' && text.charAt(0) >= '\t'
                            ? Optional.of(text.charAt(0))
                            : Optional.empty();
        };
    }

    private static Optional<Charset> encoding(String text) {
        try {
            return Optional.of(Charset.forName(text));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return Optional.empty();
        }
    }

    private ImportRefused wrong(int line, String found, String expected) {
        return new ImportRefused(
                "%s, line %d: found %s, expected %s".formatted(name, line, found, expected));
    }
}
