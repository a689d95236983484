package io.epistle.collect;

import io.epistle.definition.DefinitionParser;
import io.epistle.definition.Fields;
import io.epistle.definition.Form;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A mapping as its document defines it:
///
/// ```yaml
/// kind: mapping
/// id: my-shop
/// of: orders                  # what the file is imported as
/// columns:                    # field: name of the column in the header
///   invoice: Bestellnummer
///   product: Artikel
/// date_order: day             # day or month, for dates such as 3/4/2011
/// zone: Europe/Berlin         # of times without an offset; UTC otherwise
/// currency: EUR               # of rows that say none; they are stored without one otherwise
/// decimal: comma              # comma or point
/// cancellation_prefix: C      # or none
/// separator: semicolon        # comma, semicolon, tab or bar
/// encoding: windows-1252
/// ```
///
/// All below `of` may be left out and is then guessed, but for the currency, which is never
/// guessed.
///
/// @param id of the document
/// @param of what the file is imported as
/// @param mapping what it says
public record MappingDefinition(String id, ImportKind of, Mapping mapping) {
    /// The kind of these documents.
    public static final String KIND = "mapping";

    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    private static final String NO_PREFIX = "none";

    private static final int PREFIX_CHARS_MAX = 16;

    /// Reads these documents.
    public static final DefinitionParser<MappingDefinition> PARSER =
            new DefinitionParser<>() {
                @Override
                public String kind() {
                    return KIND;
                }

                @Override
                public Optional<MappingDefinition> parse(String id, Fields fields) {
                    return read(id, fields);
                }
            };

    private static final Form<String> CURRENCY =
            new Form<>("an ISO 4217 code such as EUR", "", Mapping::currencyOf);

    private static final Form<String> PREFIX =
            new Form<>(
                    "a prefix of at most %d characters, or none".formatted(PREFIX_CHARS_MAX),
                    "",
                    text ->
                            text.length() > PREFIX_CHARS_MAX
                                    ? Optional.empty()
                                    : Optional.of(text.equals(NO_PREFIX) ? "" : text));

    private static final Form<Charset> ENCODING =
            new Form<>(
                    "an encoding such as windows-1252",
                    StandardCharsets.UTF_8,
                    MappingDefinition::charset);

    private static Optional<MappingDefinition> read(String id, Fields fields) {
        ImportKind of =
                fields.required("of", Form.oneOf(List.of(ImportKind.values()), ImportKind::id));
        SortedMap<String, String> columns =
                fields.optionalObject("columns", inner -> columns(of, inner))
                        .orElseGet(TreeMap::new);
        Mapping mapping =
                new Mapping(
                        columns,
                        fields.optional(
                                "date_order",
                                Form.oneOf(List.of(DateOrder.values()), MappingDefinition::name)),
                        fields.optional("zone", Form.ZONE),
                        fields.optional("currency", CURRENCY),
                        fields.optional(
                                "decimal",
                                Form.oneOf(
                                        List.of(true, false), comma -> comma ? "comma" : "point")),
                        fields.optional("cancellation_prefix", PREFIX),
                        fields.optional(
                                "separator", Form.oneOf(SEPARATORS, MappingDefinition::name)),
                        fields.optional("encoding", ENCODING));
        return fields.build(() -> new MappingDefinition(id, of, mapping));
    }

    private static Optional<SortedMap<String, String>> columns(ImportKind of, Fields fields) {
        SortedMap<String, String> columns = new TreeMap<>();
        for (WantedColumn wanted : of.columns()) {
            fields.optional(wanted.field(), Form.TEXT)
                    .ifPresent(column -> columns.put(wanted.field(), column));
        }
        return fields.build(() -> columns);
    }

    private static String name(DateOrder order) {
        return switch (order) {
            case DAY_FIRST -> "day";
            case MONTH_FIRST -> "month";
        };
    }

    private static String name(char separator) {
        return switch (separator) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            default -> "bar";
        };
    }

    private static Optional<Charset> charset(String text) {
        try {
            return Optional.of(Charset.forName(text));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return Optional.empty();
        }
    }
}
