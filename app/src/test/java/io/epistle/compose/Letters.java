package io.epistle.compose;

import io.epistle.catalogue.Catalogue;
import io.epistle.event.EventBuilder;
import io.epistle.event.Fact;
import io.epistle.event.StemId;
import io.epistle.event.Struct;
import io.epistle.event.Timeline;
import io.epistle.event.Trust;
import io.epistle.identity.PersonId;
import io.epistle.profile.Person;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes what messages are composed from, for tests.
public final class Letters {
    public static final Instant NOW = Instant.parse("2011-09-30T09:00:00Z");

    private Letters() {}

    /// A brand with everything that a brand has.
    public static BrandDefinition brand() {
        return new BrandDefinition(
                "shop",
                "Shop & Sons Ltd",
                "Shop & Sons",
                "",
                new TreeMap<>(Map.of("primary", "#112233")),
                List.of("1 Example Yard", "London"),
                "shop.example",
                "https://shop.example/",
                "https://shop.example/p/{id}?a=1&b=2",
                "GBP");
    }

    /// A template of the brand with this page.
    public static TemplateDefinition template(String html) {
        return new TemplateDefinition(
                "letter",
                "Letter",
                "For {{ user.first_name | default: 'you' }}",
                "",
                html,
                "letter.html",
                Optional.empty(),
                NamedAddress.of("Shop", "hello@shop.example"),
                List.of(),
                "shop");
    }

    /// A composer of one page and nothing else.
    public static Composer composer(String html) {
        return composer(html, List.of(), List.of());
    }

    /// A composer of one page; the rules of blocks and offers hold for people whose trait `in`
    /// names the segment.
    public static Composer composer(
            String html, List<BlockDefinition> blocks, List<OfferDefinition> offers) {
        return new Composer(
                new ComposeDefinitions(List.of(brand()), List.of(template(html)), blocks, offers),
                rule ->
                        (person, now) ->
                                rule.text()
                                        .equals(
                                                "in segment \"%s\""
                                                        .formatted(
                                                                person.text("in", now)
                                                                        .orElse(""))));
    }

    /// A person of these traits.
    public static Person person(Struct traits) {
        Fact fact =
                EventBuilder.identify(traits, NOW.minusSeconds(60)).trust(Trust.IMPORTED).fact(1);
        return person(1, List.of(fact));
    }

    /// A person of these facts.
    public static Person person(long number, List<Fact> facts) {
        StemId stem = new StemId(0, number);
        return new Person(new PersonId(stem), List.of(stem), Timeline.of(facts));
    }

    /// A letter to a person at an address, with these picks.
    public static ComposeInput input(Person person, String address, List<Pick> picks) {
        return new ComposeInput(
                new SendId(7, person.id().stem().low()),
                "letter",
                NOW,
                ZoneId.of("Europe/London"),
                person,
                NamedAddress.of("", address),
                Purposes.ALL,
                List.of("new", "vip"),
                picks,
                Catalogue.empty(),
                new ComposeInput.SendingCampaign("spring", "Spring letter", "a", false),
                Optional.empty(),
                Optional.empty(),
                links(address),
                Optional.empty());
    }

    /// A letter to a person of these traits.
    public static ComposeInput input(Struct traits) {
        return input(person(traits), "ada@example.com", List.of());
    }

    /// The links of a message to an address.
    public static MessageLinks links(String address) {
        String token = Integer.toHexString(address.hashCode());
        return new MessageLinks(
                new Unsubscribe(
                        URI.create("https://shop.example/e/u?t=" + token + "&v=1"),
                        URI.create("mailto:leave+" + token + "@shop.example")),
                URI.create("https://shop.example/e/p?t=" + token),
                MessageLinks.LinkTracking.NONE,
                Optional.empty());
    }

    /// As many picks as names.
    public static List<Pick> picks(String... names) {
        List<Pick> picks = new ArrayList<>();
        for (String name : names) {
            String code = "P" + picks.size();
            picks.add(
                    new Pick(
                            code,
                            code,
                            name,
                            Optional.of(new BigDecimal("2.50")),
                            "Because you bought Twine",
                            Optional.empty()));
        }
        return picks;
    }

    /// The message of a composition that must have worked.
    public static Message message(Composition composition) {
        if (composition instanceof Composition.Composed(Message message, _, _)) {
            return message;
        }
        throw new AssertionError("expected a message, found " + composition);
    }
}
