package io.epistle.compose;

import io.epistle.event.Fact;
import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Value;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What templates may count on: the names they can use and what lies under them. Definitions, facts
/// and people become Liquid values here, by explicit code.
///
/// | name | what it is |
/// |---|---|
/// | `user`, `profile` | the person: every trait by its name, nested ones with dots; `email`, `order_count`, `total_spent`; `basket`, the products put in and neither taken out nor ordered; `purchase_history`, a list of orders, oldest first, each with `id`, `at`, `total`, `currency` and `products` (`id`, `name`, `price`, `quantity`) |
/// | `segments` | the ids of the segments the person is in: `{% if segments contains 'vip' %}` |
/// | `recommendations` | products, best first: `id`, `code`, `name`, `price`, `reason`, `url`, `image` |
/// | `offer` | `id`, `name`, `text`, `code`, `valid_from`, `valid_until` (the last moment it holds); nothing where no offer holds |
/// | `campaign` | `id`, `name`, `variant` |
/// | `brand` | `id`, `name`, `logo`, `tagline`, `address` (lines), `colours`, `website`, `currency` |
/// | `links` | `unsubscribe`, `preferences` |
/// | `event` | what triggered the message: `name`, `at` and its properties; nothing where nothing did |
/// | `subject`, `preheader` | as rendered; only in the page and the text |
/// | `blocks` | the blocks of the page: `{{ blocks.footer }}` is `{% block 'footer' %}` |
///
/// Whatever is unknown, or not agreed to, is absent: nil in Liquid.
public final class TemplateContract {
    /// The names that a template may start with, ascending.
    public static final List<String> NAMES =
            List.of(
                    "blocks",
                    "brand",
                    "campaign",
                    "event",
                    "links",
                    "offer",
                    "preheader",
                    "profile",
                    "recommendations",
                    "segments",
                    "subject",
                    "user");

    private TemplateContract() {}

    /// How pages are read: what is printed is escaped.
    static LiquidOptions page() {
        return block().withTags(List.of(EmailTags.abortMessage(), EmailTags.block()));
    }

    /// How the bodies of blocks are read: as pages, without blocks of their own.
    static LiquidOptions block() {
        return LiquidOptions.html()
                .withFilters(EmailFilters.definitions())
                .withTags(List.of(EmailTags.abortMessage()));
    }

    /// How subjects and plain texts are read: nothing is escaped.
    static LiquidOptions plain() {
        return page().withAutoescape(false);
    }

    /// The names and values of one message, without `subject`, `preheader` and `blocks`.
    static Map<String, Value> values(
            ComposeInput input, BrandDefinition brand, Optional<OfferDefinition> offer) {
        Value user = new ProfileValue(input);
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("user", user);
        values.put("profile", user);
        values.put("segments", Value.list(input.segments().stream().map(Value::of).toList()));
        values.put("recommendations", recommendations(input.picks(), brand));
        values.put("offer", offer.map(TemplateContract::offer).orElse(Nil.NULL));
        values.put("campaign", campaign(input.campaign()));
        values.put("brand", brand(brand));
        values.put("links", links(input.links()));
        values.put("event", input.event().map(TemplateContract::event).orElse(Nil.NULL));
        return values;
    }

    static Value recommendations(List<Pick> picks, BrandDefinition brand) {
        List<Value> values = new ArrayList<>(picks.size());
        for (Pick pick : picks) {
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("id", Value.of(pick.id()));
            fields.put("code", Value.of(pick.code()));
            fields.put("name", Value.of(pick.name()));
            fields.put("price", pick.price().map(Value::of).orElse(Nil.NULL));
            fields.put("reason", Value.of(pick.reason()));
            fields.put("url", url(pick, brand));
            fields.put("image", pick.image().map(Value::of).orElse(Nil.NULL));
            values.add(Value.map(fields));
        }
        return Value.list(values);
    }

    private static Value url(Pick pick, BrandDefinition brand) {
        return Value.of(
                brand.productLink().isEmpty()
                        ? brand.website()
                        : brand.productLink()
                                .replace(
                                        "{id}",
                                        URLEncoder.encode(pick.code(), StandardCharsets.UTF_8)
                                                .replace("+", "%20")));
    }

    static Value offer(OfferDefinition offer) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("id", Value.of(offer.id()));
        fields.put("name", Value.of(offer.name()));
        fields.put("text", Value.of(offer.text()));
        fields.put("code", offer.code().map(Value::of).orElse(Nil.NULL));
        fields.put("valid_from", offer.from().map(Value::of).orElse(Nil.NULL));
        fields.put(
                "valid_until",
                offer.to().map(end -> Value.of(end.minusMillis(1))).orElse(Nil.NULL));
        return Value.map(fields);
    }

    static Mapping campaign(ComposeInput.SendingCampaign campaign) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("id", Value.of(campaign.id()));
        fields.put("name", Value.of(campaign.name()));
        fields.put("variant", Value.of(campaign.variant()));
        return Value.map(fields);
    }

    static Mapping brand(BrandDefinition brand) {
        Map<String, Value> colours = new LinkedHashMap<>();
        brand.colours().forEach((name, colour) -> colours.put(name, Value.of(colour)));
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("id", Value.of(brand.id()));
        fields.put("name", Value.of(brand.name()));
        fields.put("logo", Value.of(brand.logo()));
        fields.put("tagline", Value.of(brand.tagline()));
        fields.put("address", Value.list(brand.address().stream().map(Value::of).toList()));
        fields.put("colours", Value.map(colours));
        fields.put("website", Value.of(brand.website()));
        fields.put("currency", Value.of(brand.currency()));
        return Value.map(fields);
    }

    static Mapping links(MessageLinks links) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("unsubscribe", Value.of(links.unsubscribe().oneClick().toASCIIString()));
        fields.put("preferences", Value.of(links.preferences().toASCIIString()));
        return Value.map(fields);
    }

    private static Value event(Fact fact) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (String name : fact.properties().names()) {
            fact.properties()
                    .get(name)
                    .ifPresent(value -> fields.put(name, LiquidValues.of(value)));
        }
        fields.put("name", Value.of(fact.name()));
        fields.put("at", Value.of(fact.occurredAt()));
        return Value.map(fields);
    }
}
