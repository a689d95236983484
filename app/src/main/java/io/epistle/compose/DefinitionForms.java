package io.epistle.compose;

import io.epistle.definition.Attachment;
import io.epistle.definition.Fields;
import io.epistle.definition.Form;
import io.epistle.definition.Mark;
import io.epistle.definition.Passage;
import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.Problem;
import io.epistle.liquid.Template;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// The forms that values have in documents about composing, and how Liquid in them is checked.
public final class DefinitionForms {
    private static final Pattern COLOUR_TEXT = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern DOMAIN_TEXT =
            Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9-]+");

    /// A colour such as `#1f4d3d`.
    static final Form<String> COLOUR =
            new Form<>(
                    "a colour such as '#1f4d3d', in quotes",
                    "#000000",
                    text -> Optional.of(text).filter(COLOUR_TEXT.asMatchPredicate()));

    /// A domain such as `shop.example`.
    static final Form<String> DOMAIN =
            new Form<>(
                    "a domain such as shop.example",
                    "",
                    text -> Optional.of(text).filter(DOMAIN_TEXT.asMatchPredicate()));

    /// A web address.
    static final Form<String> WEB_ADDRESS =
            new Form<>(
                    "an address such as https://shop.example/",
                    "",
                    text -> Optional.of(text).filter(DefinitionForms::isWebAddress));

    /// A currency.
    static final Form<String> CURRENCY =
            new Form<>(
                    "an ISO 4217 code such as GBP",
                    "GBP",
                    text -> Optional.of(text).filter(MoneyFormat::isCurrency));

    /// An email address.
    static final Form<EmailAddress> ADDRESS =
            new Form<>(
                    "an email address such as hello@shop.example",
                    EmailAddress.of("nobody@shop.example"),
                    EmailAddress::parse);

    private static final int PRIORITY_MAX = 1_000_000;

    /// Where nothing is said, a block or offer comes after those with a priority of their own.
    private static final int PRIORITY_STANDARD = 1_000;

    private DefinitionForms() {}

    /// A sender or recipient: `name` and `address`.
    public static Optional<NamedAddress> namedAddress(Fields fields) {
        String name = fields.optional("name", Form.TEXT).orElse("");
        EmailAddress address = fields.required("address", ADDRESS);
        return fields.build(() -> new NamedAddress(name, address));
    }

    /// Liquid of one line under a key that may be missing, such as a subject; what is wrong in it
    /// is noted at its place.
    public static Optional<String> optionalLine(Fields fields, String key) {
        return fields.optionalPassage(key)
                .map(passage -> checked(fields, passage, TemplateContract.plain()));
    }

    /// Liquid of one line under a key that must be there.
    static String line(Fields fields, String key) {
        return checked(fields, fields.passage(key), TemplateContract.plain());
    }

    /// Liquid in the document itself; what is wrong in it is noted at its place.
    static String checked(Fields fields, Passage passage, LiquidOptions options) {
        check(fields, fields.file(), passage.text(), passage::at, options);
        return passage.text();
    }

    /// Liquid in a file that the document names; what is wrong in it is noted at its place there.
    static void check(Fields fields, Attachment attachment, LiquidOptions options) {
        check(fields, attachment.path(), attachment.text(), Mark::new, options);
    }

    private static void check(
            Fields fields,
            String file,
            String text,
            LiquidText.Standing standing,
            LiquidOptions options) {
        for (Problem problem : Template.check(file, text, options)) {
            if (problem.severity() == Problem.Severity.ERROR) {
                fields.note(
                        new io.epistle.definition.Problem(
                                file,
                                standing.at(problem.line(), problem.column()),
                                "Liquid that cannot be read (%s)".formatted(problem.message()),
                                "a template that can",
                                advice(problem),
                                problem.pointed()));
            }
        }
    }

    /// `priority`, 1 first.
    static int priority(Fields fields) {
        return fields.optional("priority", Form.whole(1, PRIORITY_MAX))
                .map(Math::toIntExact)
                .orElse(PRIORITY_STANDARD);
    }

    private static String advice(Problem problem) {
        return problem.suggestion().isEmpty()
                ? ""
                : "did you mean %s?".formatted(problem.suggestion());
    }

    private static boolean isWebAddress(String text) {
        try {
            URI address = URI.create(text.replace("{id}", "id"));
            return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && address.getHost() != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
