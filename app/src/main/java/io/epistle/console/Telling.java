package io.epistle.console;

import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.profile.Order;
import io.epistle.profile.Score;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Turns facts into sentences. Facts of names unknown here are told by their name and properties,
/// so that nothing a source sends is invisible. Pure.
public final class Telling {
    /// Longer values are cut: a page is no place for a document.
    static final int VALUE_LENGTH_MAX = 240;

    /// More particulars than anyone reads; the rest is counted.
    static final int LINES_MAX = 40;

    private final Texts texts;
    private final Figures figures;

    /// Tells in the language of `texts`.
    public Telling(Texts texts, Figures figures) {
        this.texts = texts;
        this.figures = figures;
    }

    /// One fact as people read it.
    public Told tell(Fact fact) {
        return switch (fact.event().type()) {
            case TRACK -> track(fact);
            case IDENTIFY -> traits(fact);
            case PAGE, SCREEN -> viewed("fact.page", fact, fact.name());
            case GROUP -> plain(Icon.TRAIT, texts.say("fact.group"), fact);
            case ALIAS -> plain(Icon.TRAIT, texts.say("fact.alias"), fact);
        };
    }

    private Told track(Fact fact) {
        Struct properties = fact.properties();
        return switch (fact.name()) {
            case Order.COMPLETED -> order(Icon.ORDER, "fact.ordered", fact);
            case Order.REFUNDED -> order(Icon.REFUND, "fact.refunded", fact);
            case "Consent Given" -> consent(Icon.YES, "fact.consent.given", properties);
            case "Consent Withdrawn" -> consent(Icon.NO, "fact.consent.withdrawn", properties);
            case "Mail Preferences Changed" ->
                    plain(Icon.TRAIT, texts.say("fact.preferences"), fact);
            case "Unsubscribed" -> campaign(Icon.NO, "fact.unsubscribed", properties);
            case "Email Sent" ->
                    campaign(
                            Icon.MAILBOX,
                            properties.text("caught").isPresent()
                                    ? "fact.mail.caught"
                                    : "fact.mail.sent",
                            properties);
            case "Email Delivered" -> campaign(Icon.MAILBOX, "fact.mail.delivered", properties);
            case "Email Opened" ->
                    campaign(Icon.VIEW, byTraffic("fact.mail.opened", properties), properties);
            case "Email Link Clicked" ->
                    campaign(Icon.CLICK, byTraffic("fact.mail.clicked", properties), properties);
            case "Email Link Scanned" -> campaign(Icon.VIEW, "fact.mail.scanned", properties);
            case "Email Bounced" -> campaign(Icon.ALERT, "fact.mail.bounced", properties);
            case "Segment Entered" -> segment(Icon.SEGMENTS, "fact.segment.entered", properties);
            case "Segment Left" -> segment(Icon.SEGMENTS, "fact.segment.left", properties);
            case Score.CHANGED -> scored(fact);
            case "Product Viewed" -> product(Icon.VIEW, "fact.viewed", fact);
            case "Product Added" -> product(Icon.ORDER, "fact.added", fact);
            default -> plain(Icon.FACT, fact.name(), fact);
        };
    }

    private Told scored(Fact fact) {
        return Score.of(fact)
                .map(score ->
                        new Told(
                                Icon.TRAIT,
                                texts.say(
                                        "fact.scored",
                                        score.name(),
                                        cut(score.value().toPlainString())),
                                "",
                                score.reasons().stream()
                                        .limit(LINES_MAX)
                                        .map(reason -> new Told.Line(cut(reason), ""))
                                        .toList()))
                .orElseGet(() -> plain(Icon.FACT, fact.name(), fact));
    }

    private Told order(Icon icon, String key, Fact fact) {
        Order order = Order.of(fact);
        List<Told.Line> lines = new ArrayList<>();
        long pieces = 0;
        for (Order.Line line : order.lines()) {
            pieces += line.quantity();
            if (lines.size() < LINES_MAX) {
                lines.add(
                        new Told.Line(
                                line.name().isEmpty() ? line.productId() : line.name(),
                                texts.say(
                                        "fact.line",
                                        figures.count(line.quantity()),
                                        amount(line.price(), order.currency()))));
            }
        }
        String number =
                order.orderId().isEmpty() ? texts.say("fact.order.unnumbered") : order.orderId();
        return new Told(
                icon,
                marked(
                        texts.say(key, number, pieces, amount(order.total(), order.currency())),
                        fact.properties()),
                "",
                lines);
    }

    private String amount(BigDecimal amount, String currency) {
        return currency.length() == 3
                ? figures.money(new Money(amount, currency))
                : figures.number(amount);
    }

    private Told consent(Icon icon, String key, Struct properties) {
        String purpose = texts.name("purpose", properties.text("purpose").orElse("unknown"));
        String matter =
                properties.text("topic").map(topic -> purpose + " (" + topic + ")").orElse(purpose);
        String sentence = texts.say(key, matter);
        boolean invented = properties.get("invented").orElse(Value.FALSE).equals(Value.TRUE);
        return new Told(
                icon,
                invented ? texts.say("fact.invented", sentence) : sentence,
                "",
                properties
                        .text("evidence")
                        .map(evidence ->
                                List.of(
                                        new Told.Line(
                                                texts.say("consent.evidence"), cut(evidence))))
                        .orElse(List.of()));
    }

    /// The key for who is behind it, where it says so and a text of its own exists.
    private String byTraffic(String key, Struct properties) {
        String own = key + "." + properties.text("traffic").orElse("");
        return texts.has(own) ? own : key;
    }

    private Told campaign(Icon icon, String key, Struct properties) {
        String campaign = properties.text("campaign_id").orElse("");
        String sentence =
                texts.say(key, campaign.isEmpty() ? texts.say("fact.campaign.unknown") : campaign);
        List<Told.Line> lines = new ArrayList<>();
        properties
                .text("subject")
                .ifPresent(it -> lines.add(new Told.Line(texts.say("mail.subject"), cut(it))));
        properties
                .text("variant")
                .filter(variant -> !variant.isEmpty())
                .ifPresent(it -> lines.add(new Told.Line(texts.say("campaign.variant"), cut(it))));
        properties
                .text("link_url")
                .ifPresent(it -> lines.add(new Told.Line(texts.say("fact.mail.link"), cut(it))));
        properties
                .text("traffic_reason")
                .map(reason -> cut(texts.name("traffic", reason)))
                .ifPresent(it -> lines.add(new Told.Line(texts.say("fact.mail.traffic"), it)));
        boolean simulated = properties.get("simulated").orElse(Value.FALSE).equals(Value.TRUE);
        return new Told(
                icon,
                simulated ? texts.say("fact.simulated", sentence) : sentence,
                campaign.isEmpty() ? "" : Links.campaign(campaign),
                lines);
    }

    private Told segment(Icon icon, String key, Struct properties) {
        String segment = properties.text("segment_id").orElse("");
        return new Told(
                icon,
                texts.say(key, segment),
                segment.isEmpty() ? "" : Links.segment(segment),
                List.of());
    }

    private Told product(Icon icon, String key, Fact fact) {
        String product =
                fact.properties()
                        .text("name")
                        .or(() -> fact.properties().text("product_id"))
                        .orElse("");
        String sentence = product.isEmpty() ? fact.name() : texts.say(key, cut(product));
        return plain(icon, sentence, fact);
    }

    private Told viewed(String key, Fact fact, String what) {
        return plain(Icon.VIEW, texts.say(key, cut(what)), fact);
    }

    private Told traits(Fact fact) {
        Struct traits = fact.event().traits();
        return new Told(Icon.TRAIT, texts.say("fact.traits", traits.size()), "", lines(traits));
    }

    private Told plain(Icon icon, String sentence, Fact fact) {
        return new Told(icon, marked(sentence, fact.properties()), "", lines(fact.properties()));
    }

    /// A sentence that says where what it tells was made up.
    private String marked(String sentence, Struct properties) {
        String marked = sentence;
        if (properties.get("invented").orElse(Value.FALSE).equals(Value.TRUE)) {
            marked = texts.say("fact.invented", marked);
        }
        if (properties.get("simulated").orElse(Value.FALSE).equals(Value.TRUE)) {
            marked = texts.say("fact.simulated", marked);
        }
        return marked;
    }

    private List<Told.Line> lines(Struct properties) {
        List<Told.Line> lines = new ArrayList<>();
        for (int index = 0; index < Math.min(LINES_MAX, properties.size()); index++) {
            lines.add(new Told.Line(properties.name(index), value(properties.value(index))));
        }
        return lines;
    }

    /// A value as people read it.
    public String value(Value value) {
        return switch (value) {
            case Value.Text(String text) -> cut(text);
            case Value.Whole(long number) -> Long.toString(number);
            case Value.Decimal(BigDecimal number) -> number.toPlainString();
            case Value.Bool(boolean truth) -> texts.say(truth ? "value.true" : "value.false");
            case Value.Nothing _ -> texts.say("value.nothing");
            case Value.Sequence(List<Value> items) ->
                    cut(String.join(", ", items.stream().map(this::value).toList()));
            case Struct struct -> cut(structText(struct));
        };
    }

    private String structText(Struct struct) {
        List<String> fields = new ArrayList<>();
        for (int index = 0; index < Math.min(LINES_MAX, struct.size()); index++) {
            fields.add(struct.name(index) + ": " + value(struct.value(index)));
        }
        return String.join(", ", fields);
    }

    private static String cut(String text) {
        if (text.length() <= VALUE_LENGTH_MAX) {
            return text;
        }
        int end =
                Character.isHighSurrogate(text.charAt(VALUE_LENGTH_MAX - 1))
                        ? VALUE_LENGTH_MAX - 1
                        : VALUE_LENGTH_MAX;
        return text.substring(0, end) + "\u2026";
    }
}
