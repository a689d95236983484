package io.epistle.compose;

import io.epistle.liquid.value.MapValue;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Value;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What [TemplateContract] promises, as data with every name there is, against which the analysis
/// of templates checks the names that they use. What only data decide (a person's traits, an
/// event's properties) is nil there, which leaves it open.
final class ContractSample {
    private static final URI LINK = URI.create("https://shop.example/");
    private static final Value TEXT = Value.of("text");

    private ContractSample() {}

    /// What a text of a template may use.
    ///
    /// @param brands those whose messages the text stands in; what one of them has is known
    /// @param slots the slots that blocks stand in
    static Mapping of(
            LiquidText.Part part, Collection<BrandDefinition> brands, Collection<String> slots) {
        Map<String, Value> names = everywhere(brands);
        Map<String, Value> blocks = new LinkedHashMap<>();
        slots.forEach(slot -> blocks.put(slot, TEXT));
        names.put(EmailTags.BLOCKS, new MapValue(blocks));
        if (part != LiquidText.Part.SUBJECT) {
            names.put("subject", TEXT);
        }
        if (part != LiquidText.Part.SUBJECT && part != LiquidText.Part.PREHEADER) {
            names.put("preheader", TEXT);
        }
        return new MapValue(names);
    }

    /// What the page of a block may use.
    ///
    /// @param brands those whose messages the block may stand in
    static Mapping of(List<BlockParameter> parameters, Collection<BrandDefinition> brands) {
        Map<String, Value> names = everywhere(brands);
        parameters.forEach(parameter -> names.put(parameter.name(), parameter.standard()));
        return new MapValue(names);
    }

    private static Map<String, Value> everywhere(Collection<BrandDefinition> brands) {
        Map<String, Value> names = new LinkedHashMap<>();
        Value user = user();
        names.put("user", user);
        names.put("profile", user);
        names.put("segments", Value.list(List.of(TEXT)));
        names.put("recommendations", Nil.NULL);
        names.put("offer", offer());
        names.put("campaign", campaign());
        names.put("brand", Nil.NULL);
        names.put("links", links());
        names.put("event", new Open(Map.of("name", TEXT, "at", TEXT)));
        brands.stream()
                .findFirst()
                .ifPresent(brand -> {
                    names.put("recommendations", recommendations(brand));
                    names.put("brand", brand(brand, brands));
                });
        return names;
    }

    private static Value user() {
        Value products = list("id", "name", "price", "quantity");
        return new Open(
                Map.of(
                        "basket",
                        products,
                        "email",
                        TEXT,
                        "order_count",
                        TEXT,
                        "total_spent",
                        TEXT,
                        "purchase_history",
                        orders(products)));
    }

    private static Value orders(Value products) {
        return Value.list(
                List.of(
                        Value.map(
                                Map.of(
                                        "id", TEXT,
                                        "at", TEXT,
                                        "total", TEXT,
                                        "currency", TEXT,
                                        "products", products))));
    }

    /// A list of one object with these fields.
    private static Value list(String... fields) {
        Map<String, Value> object = new LinkedHashMap<>();
        for (String field : fields) {
            object.put(field, TEXT);
        }
        return Value.list(List.of(Value.map(object)));
    }

    private static Value recommendations(BrandDefinition brand) {
        return TemplateContract.recommendations(
                List.of(
                        new Pick(
                                "1",
                                "1",
                                "name",
                                Optional.of(BigDecimal.ONE),
                                "reason",
                                Optional.of("image"))),
                brand);
    }

    private static Value offer() {
        return TemplateContract.offer(
                new OfferDefinition(
                        "offer",
                        "name",
                        "text",
                        Optional.of("code"),
                        Optional.of(Instant.EPOCH),
                        Optional.of(Instant.EPOCH.plusSeconds(1)),
                        Optional.empty(),
                        1));
    }

    private static Value campaign() {
        return TemplateContract.campaign(
                new ComposeInput.SendingCampaign("campaign", "name", "variant", false));
    }

    private static Value links() {
        return TemplateContract.links(
                new MessageLinks(
                        new Unsubscribe(LINK, Optional.empty()),
                        LINK,
                        MessageLinks.LinkTracking.NONE,
                        Optional.empty()));
    }

    private static Value brand(BrandDefinition any, Collection<BrandDefinition> brands) {
        Mapping one = TemplateContract.brand(any);
        Map<String, Value> names = new LinkedHashMap<>();
        one.keys().forEach(name -> names.put(name, one.get(name)));
        Map<String, Value> colours = new LinkedHashMap<>();
        brands.forEach(brand -> brand.colours().keySet().forEach(name -> colours.put(name, TEXT)));
        names.put("colours", new MapValue(colours));
        return new MapValue(names);
    }

    /// Data of which some names are known and all others depend on whom it is about.
    private record Open(Map<String, Value> known) implements Mapping {
        @Override
        public Value get(String key) {
            return known.getOrDefault(key, Nil.NULL);
        }

        @Override
        public List<String> keys() {
            return known.keySet().stream().sorted().toList();
        }
    }
}
