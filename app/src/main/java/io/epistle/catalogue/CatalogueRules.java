package io.epistle.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// What a shop's order lines mean: which codes are products, which descriptions are names.
///
/// The standard rules know nothing of any shop's numbering, so that they hold for unknown shops: a
/// code is a service when it is listed, or when most of its lines bring no money.
///
/// @param foldsCase whether product ids that differ only in case are one product. The standard says
///   yes, because the same code typed `85123a` and `85123A` is the usual case; a shop whose ids are
///   random letters and digits says no
/// @param serviceCodes ids that are no products (postage, fees, manual entries, samples,
///   adjustments), upper case; compared without regard to case
/// @param servicePrefixes beginnings of ids that are no products, upper case; compared without
///   regard to case
/// @param serviceNames names of what is no product whatever its code, lower case; compared without
///   regard to case
/// @param unpaidShareMax a code whose share of lines with a price of zero or less is above this is
///   no product, 0 to 1
/// @param placeholders descriptions that say nothing or are a warehouse's note, lower case;
///   compared without regard to case
public record CatalogueRules(
        boolean foldsCase,
        List<String> serviceCodes,
        List<String> servicePrefixes,
        List<String> serviceNames,
        double unpaidShareMax,
        List<String> placeholders) {
    private static final CatalogueRules STANDARD =
            new CatalogueRules(
                    true,
                    List.of(
                            "POST",
                            "POSTAGE",
                            "SHIPPING",
                            "DELIVERY",
                            "CARRIAGE",
                            "HANDLING",
                            "DOT",
                            "C2",
                            "C3",
                            "M",
                            "MANUAL",
                            "D",
                            "DISCOUNT",
                            "S",
                            "SAMPLE",
                            "SAMPLES",
                            "B",
                            "BANK CHARGES",
                            "AMAZONFEE",
                            "FEE",
                            "TIP",
                            "CRUK",
                            "PADS",
                            "GIFT",
                            "GIFTCARD",
                            "GIFT-CARD",
                            "GIFT CARD"),
                    List.of("ADJUST", "GIFT_", "GIFTCARD", "VOUCHER", "TEST"),
                    List.of(
                            "postage",
                            "carriage",
                            "next day carriage",
                            "next day delivery",
                            "shipping",
                            "standard shipping",
                            "express shipping",
                            "delivery",
                            "delivery charge",
                            "handling",
                            "discount",
                            "gift card",
                            "gift voucher",
                            "bank charges"),
                    0.5,
                    List.of(
                            "missing_description",
                            "missing",
                            "null",
                            "none",
                            "nan",
                            "n/a",
                            "na",
                            "unknown",
                            "undefined",
                            "no description",
                            "?",
                            "??",
                            "???",
                            "test",
                            "check",
                            "checked",
                            "damaged",
                            "damages",
                            "damage",
                            "broken",
                            "found",
                            "lost",
                            "gone",
                            "faulty",
                            "adjustment",
                            "amazon",
                            "ebay",
                            "dotcom",
                            "mailout",
                            "temp",
                            "update",
                            "manual"));

    public CatalogueRules {
        if (!(unpaidShareMax >= 0 && unpaidShareMax <= 1)) {
            throw new IllegalArgumentException(
                    "found unpaidShareMax %s, expected 0 to 1".formatted(unpaidShareMax));
        }
        serviceCodes = List.copyOf(serviceCodes);
        servicePrefixes = List.copyOf(servicePrefixes);
        serviceNames = List.copyOf(serviceNames);
        placeholders = List.copyOf(new TreeSet<>(placeholders));
    }

    /// The rules for shops that have said nothing.
    public static CatalogueRules standard() {
        return STANDARD;
    }

    /// The one form of a product id under which it is known here: without outer blanks and, where
    /// case is folded, in upper case.
    public String canonical(String productId) {
        String stripped = productId.strip();
        return foldsCase ? stripped.toUpperCase(Locale.ROOT) : stripped;
    }

    /// Whether a product id, in any form, is listed as a service.
    public boolean isService(String productId) {
        String code = productId.strip().toUpperCase(Locale.ROOT);
        return serviceCodes.contains(code) || servicePrefixes.stream().anyMatch(code::startsWith);
    }

    /// Whether a name is listed as that of a service.
    public boolean isServiceName(String name) {
        return serviceNames.contains(name.strip().toLowerCase(Locale.ROOT));
    }

    /// Whether a description could be a name at all: it has a letter and is no placeholder.
    public boolean isName(String description) {
        String stripped = description.strip();
        return stripped.codePoints().anyMatch(Character::isLetter)
                && !placeholders.contains(stripped.toLowerCase(Locale.ROOT));
    }
}
