package io.epistle.trigger;

import io.epistle.catalogue.Catalogue;
import io.epistle.collect.SourceDefinition;
import io.epistle.compose.BlockDefinition;
import io.epistle.compose.BrandDefinition;
import io.epistle.compose.ComposeInput;
import io.epistle.compose.MessageLinks;
import io.epistle.compose.NamedAddress;
import io.epistle.compose.OfferDefinition;
import io.epistle.compose.Pick;
import io.epistle.compose.Purposes;
import io.epistle.compose.SendId;
import io.epistle.compose.TemplateDefinition;
import io.epistle.compose.Unsubscribe;
import io.epistle.definition.Definitions;
import io.epistle.definition.Kinds;
import io.epistle.definition.Reading;
import io.epistle.definition.WorkspaceStore;
import io.epistle.definition.World;
import io.epistle.event.EventBuilder;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.StemId;
import io.epistle.event.Struct;
import io.epistle.event.Timeline;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.identity.PersonId;
import io.epistle.measure.ConversionDefinition;
import io.epistle.privacy.TopicDefinition;
import io.epistle.profile.Person;
import io.epistle.profile.RfmCuts;
import io.epistle.profile.RfmFigures;
import io.epistle.profile.Score;
import io.epistle.segment.DefinedRules;
import io.epistle.segment.LifecycleDefinition;
import io.epistle.segment.SegmentDefinition;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// The workspace of the gift shop in `examples/`, and people made up for it.
final class GiftShop {
    static final Instant NOW = Instant.parse("2011-09-30T09:00:00Z");
    static final ZoneId ZONE = ZoneId.of("Europe/London");

    private static final Instant OPENING = Instant.parse("2009-12-01T08:00:00Z");

    private static final List<String> PRODUCTS =
            List.of(
                    "REGENCY CAKESTAND 3 TIER",
                    "WHITE HANGING HEART T-LIGHT HOLDER",
                    "LUNCH BAG  BLACK SKULL.",
                    "SPOTTY BUNTING",
                    "JAM MAKING SET WITH JARS",
                    "SET OF 3 CAKE TINS PANTRY DESIGN",
                    "PACK OF 12 \"HEARTS\" & <STARS> TISSUES",
                    "CHRISTMAS CRAFT LITTLE FRIENDS",
                    "60 CAKE CASES VINTAGE CHRISTMAS",
                    "POPPY'S PLAYHOUSE BEDROOM");

    private final Random random;
    private long sequence;

    private GiftShop(long seed) {
        this.random = new Random(seed);
    }

    /// Reads the workspace.
    static Reading reading() {
        Kinds kinds =
                Kinds.of(
                        SegmentDefinition.PARSER,
                        LifecycleDefinition.PARSER,
                        BrandDefinition.PARSER,
                        TemplateDefinition.PARSER,
                        BlockDefinition.PARSER,
                        OfferDefinition.PARSER,
                        CampaignDefinition.PARSER,
                        TopicDefinition.PARSER,
                        ConversionDefinition.PARSER,
                        SourceDefinition.PARSER);
        Path folder =
                Path.of(System.getProperty("epistle.root", "..")).resolve("examples/gift-shop");
        return Definitions.read(WorkspaceStore.read(folder), kinds, World.empty(ZONE));
    }

    /// The World of the workspace, with the cut points of these people.
    static World world(List<Person> people) {
        List<RfmFigures> base =
                people.stream().flatMap(person -> RfmFigures.of(person, NOW).stream()).toList();
        return World.empty(ZONE)
                .with(reading().documents(), NOW)
                .withCuts(DefinedRules.cuts(RfmCuts.of(base)), NOW);
    }

    /// So many people, all different, the same for the same seed.
    static List<Person> people(long seed, int count) {
        GiftShop shop = new GiftShop(seed);
        List<Person> people = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            people.add(shop.person(number));
        }
        return people;
    }

    private Person person(int number) {
        List<Fact> facts = new ArrayList<>();
        Struct.Builder traits = Struct.builder();
        if (random.nextInt(10) > 0) {
            traits.put("country", random.nextInt(5) == 0 ? "France" : "United Kingdom");
        }
        if (random.nextInt(3) > 0) {
            traits.put("first_name", random.nextInt(20) == 0 ? "Zoë <3 & \"co\"" : "Ada");
        }
        facts.add(fact(EventType.IDENTIFY, "", OPENING, Struct.empty(), traits.build()));
        long open = Duration.between(OPENING, NOW).toMinutes();
        long first = random.nextLong(open);
        long last = first + random.nextLong(open - first);
        int orders = random.nextInt(12) == 0 ? 0 : 1 + (int) Math.pow(random.nextDouble() * 4, 2);
        double size = 20 + Math.exp(random.nextDouble() * 7);
        for (int order = 0; order < orders; order++) {
            boolean backAgain = order > 0 && random.nextInt(20) == 0;
            long minute =
                    order == 0
                            ? first
                            : backAgain
                                    ? open - random.nextInt(20_000)
                                    : first + random.nextLong(last - first + 1);
            Instant at = OPENING.plus(Duration.ofMinutes(minute));
            facts.add(
                    fact(
                            EventType.TRACK,
                            "Order Completed",
                            at,
                            order(size * (0.5 + random.nextDouble())),
                            Struct.empty()));
            if (random.nextInt(6) == 0) {
                Instant back = at.plus(Duration.ofDays(random.nextInt(10)));
                facts.add(fact(EventType.TRACK, "Order Refunded", back, order(5), Struct.empty()));
            }
        }
        if (orders > 0) {
            facts.add(score(number));
        }
        if (number % 10 == 3) {
            facts.add(
                    EventBuilder.track("Product Added", NOW.minus(Duration.ofHours(2)))
                            .fact(2_000_000L + number));
        }
        StemId stem = new StemId(0, number);
        return new Person(new PersonId(stem), List.of(stem), Timeline.of(facts));
    }

    /// A churn score as training would have told it, all scores equally often.
    private static Fact score(int number) {
        BigDecimal value = BigDecimal.valueOf(number * 37L % 101, 2);
        Score score = new Score(Score.CHURN, value, "made up", List.of());
        return new Fact(1_000_000L + number, 1, score.event("epistle", "score:" + number, OPENING));
    }

    private Struct order(double total) {
        int product = random.nextInt(PRODUCTS.size());
        Struct line =
                Struct.builder()
                        .put("product_id", "P" + product)
                        .put("name", PRODUCTS.get(product))
                        .put("price", Value.of(new BigDecimal("2.55")))
                        .put("quantity", 1 + random.nextInt(12))
                        .build();
        return Struct.builder()
                .put("order_id", "o" + sequence)
                .put("total", Value.of(BigDecimal.valueOf(Math.round(total * 100), 2)))
                .put("currency", "GBP")
                .put("products", Value.of(List.of(line)))
                .build();
    }

    private Fact fact(EventType type, String name, Instant at, Struct properties, Struct traits) {
        sequence++;
        return EventBuilder.of(type, name, at)
                .trust(Trust.IMPORTED)
                .properties(properties)
                .traits(traits)
                .fact(sequence);
    }

    /// A letter of the campaign to a person, with as many picks as there is room for.
    static ComposeInput letter(Person person, CampaignVariant variant, int picks) {
        long number = person.id().stem().low();
        Random random = new Random(number);
        List<Pick> chosen = new ArrayList<>();
        for (int place = 0; place < picks; place++) {
            int product = (int) ((number + place) % PRODUCTS.size());
            chosen.add(
                    new Pick(
                            "P" + product,
                            "P " + product,
                            PRODUCTS.get(product),
                            Optional.of(BigDecimal.valueOf(100 + random.nextInt(2_000), 2)),
                            random.nextBoolean()
                                    ? "Because you bought Roses Regency Teacup and Saucer"
                                    : "You bought it before",
                            Optional.empty()));
        }
        String token = Long.toHexString(random.nextLong());
        return new ComposeInput(
                new SendId(1, number),
                "picks-for-you",
                NOW,
                ZONE,
                person,
                NamedAddress.of("", "customer" + number + "@example.com"),
                Purposes.ALL,
                List.of(),
                chosen,
                Catalogue.empty(),
                new ComposeInput.SendingCampaign(
                        "picks-for-you", "Picks for you", variant.id(), false),
                Optional.empty(),
                Optional.empty(),
                new MessageLinks(
                        new Unsubscribe(
                                URI.create("https://thimble-and-pine.example/e/u/" + token),
                                URI.create("mailto:leave+" + token + "@thimble-and-pine.example")),
                        URI.create("https://thimble-and-pine.example/e/p/" + token),
                        (_, target) ->
                                "https://thimble-and-pine.example/e/c/"
                                        + token
                                        + "?to="
                                        + target.length(),
                        Optional.empty()),
                Optional.empty());
    }
}
