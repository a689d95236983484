package io.epistle.compose;

import io.epistle.definition.Fields;
import io.epistle.definition.Form;
import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.NumberValue;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a block may be told where it is used.
///
/// @param name as the block's body writes it
/// @param type what it takes
/// @param standard what it is where nothing is said; of that type
public record BlockParameter(String name, Type type, Value standard) {
    private static final Pattern VARIABLE_TEXT = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private static final Form<String> VARIABLE =
            new Form<>(
                    "a name of lower-case letters, digits and _, that is not one of "
                            + String.join(", ", TemplateContract.NAMES),
                    "",
                    text ->
                            Optional.of(text)
                                    .filter(VARIABLE_TEXT.asMatchPredicate())
                                    .filter(name -> !TemplateContract.NAMES.contains(name)));

    private static final Form<String> ANY = new Form<>("a value", "", Optional::of);

    public BlockParameter {
        if (!type.takes(standard)) {
            throw new IllegalArgumentException(
                    "the default of %s is no %s".formatted(name, type.word()));
        }
    }

    /// Reads `name`, `type` and `default`. A text without a default is empty; the other types must
    /// have one.
    static Optional<BlockParameter> read(Fields fields) {
        String name = fields.required("name", VARIABLE);
        Type type = fields.required("type", Form.oneOf(List.of(Type.values()), Type::word));
        boolean empty = type == Type.TEXT && fields.optional("default", ANY).isEmpty();
        Value standard = empty ? Value.of("") : fields.required("default", type.form());
        return fields.build(() -> new BlockParameter(name, type, standard));
    }

    /// The kinds of parameters.
    public enum Type {
        /// Any text.
        TEXT,
        /// A number.
        NUMBER,
        /// `true` or `false`.
        TRUTH,
        /// `#rrggbb`.
        COLOUR,
        /// An address that starts with `https://`, `http://` or `mailto:`.
        LINK;

        private static final Pattern COLOUR_FORM = Pattern.compile("#[0-9a-fA-F]{6}");
        private static final Pattern LINK_FORM =
                Pattern.compile("(https?://|mailto:)\\S+", Pattern.CASE_INSENSITIVE);

        /// The word in definitions.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether a value is of this type.
        public boolean takes(Value value) {
            return switch (this) {
                case TEXT -> value instanceof Text;
                case NUMBER -> value instanceof NumberValue;
                case TRUTH -> value instanceof Bool;
                case COLOUR -> matches(value, COLOUR_FORM);
                case LINK -> matches(value, LINK_FORM);
            };
        }

        /// How a default of this type is written.
        private Form<Value> form() {
            return switch (this) {
                case TEXT ->
                        new Form<>("a text", Value.of(""), text -> Optional.of(Value.of(text)));
                case NUMBER -> new Form<>("a number", Value.of(0), Type::number);
                case TRUTH -> new Form<>("true or false", Value.of(false), Type::truth);
                case COLOUR ->
                        new Form<>("a colour such as '#1f4d3d'", Value.of("#000000"), this::taken);
                case LINK ->
                        new Form<>(
                                "a link such as https://shop.example/",
                                Value.of("https://shop.example/"),
                                this::taken);
            };
        }

        private Optional<Value> taken(String text) {
            return Optional.of(Value.of(text)).filter(this::takes);
        }

        private static Optional<Value> number(String text) {
            try {
                return Optional.of(Value.of(new BigDecimal(text)));
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }

        private static Optional<Value> truth(String text) {
            return switch (text) {
                case "true" -> Optional.of(Value.of(true));
                case "false" -> Optional.of(Value.of(false));
                default -> Optional.empty();
            };
        }

        private static boolean matches(Value value, Pattern form) {
            return value instanceof Text(String text, _) && form.matcher(text).matches();
        }
    }
}
