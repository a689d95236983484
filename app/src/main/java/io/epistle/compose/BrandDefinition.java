package io.epistle.compose;

import io.epistle.definition.DefinitionParser;
import io.epistle.definition.Fields;
import io.epistle.definition.Form;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who writes: what every mail of a brand has in common, in one place.
///
/// @param id unique among brands
/// @param name the name that signs, such as `Thimble & Pine Ltd`
/// @param logo the words of the logo
/// @param tagline the words beside the logo; may be empty
/// @param colours `#rrggbb` by name, as templates ask for them: `brand.colours.primary`
/// @param address the postal address in lines; the law asks for it in every marketing mail
/// @param fromDomain the domain that mails come from, such as `shop.example`
/// @param website where the shop is
/// @param productLink where a product is, with `{id}` in place of its code; empty where products
///   have no pages
/// @param currency the ISO 4217 code of all amounts, such as `GBP`
public record BrandDefinition(
        String id,
        String name,
        String logo,
        String tagline,
        SortedMap<String, String> colours,
        List<String> address,
        String fromDomain,
        String website,
        String productLink,
        String currency) {
    /// The kind of these documents.
    public static final String KIND = "brand";

    /// Reads these documents.
    public static final DefinitionParser<BrandDefinition> PARSER =
            new DefinitionParser<>() {
                @Override
                public String kind() {
                    return KIND;
                }

                @Override
                public Optional<BrandDefinition> parse(String id, Fields fields) {
                    return read(id, fields);
                }
            };

    public BrandDefinition {
        colours = Collections.unmodifiableSortedMap(new TreeMap<>(colours));
        address = List.copyOf(address);
        if (!MoneyFormat.isCurrency(currency)) {
            throw new IllegalArgumentException(
                    "found the currency %s, expected an ISO 4217 code such as GBP"
                            .formatted(currency));
        }
    }

    private static Optional<BrandDefinition> read(String id, Fields fields) {
        fields.optional("description", Form.TEXT);
        String name = fields.text("name");
        String logo = fields.optional("logo", Form.TEXT).orElse(name);
        String tagline = fields.optional("tagline", Form.TEXT).orElse("");
        SortedMap<String, String> colours = fields.named("colours", DefinitionForms.COLOUR);
        List<String> address = fields.list("address", Form.TEXT);
        String fromDomain = fields.required("from-domain", DefinitionForms.DOMAIN);
        String website = fields.required("website", DefinitionForms.WEB_ADDRESS);
        String productLink =
                fields.optional("product-link", DefinitionForms.WEB_ADDRESS).orElse("");
        String currency = fields.required("currency", DefinitionForms.CURRENCY);
        if (address.isEmpty()) {
            fields.note(
                    "address",
                    "no postal address",
                    "one, as the law asks for in every marketing mail");
        }
        return fields.build(() ->
                new BrandDefinition(
                        id,
                        name,
                        logo,
                        tagline,
                        colours,
                        address,
                        fromDomain,
                        website,
                        productLink,
                        currency));
    }
}
