package io.epistle.console;

import io.epistle.event.EventBuilder;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.event.StemId;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.identity.PersonId;
import io.epistle.profile.Trait;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A small shop that never changes: the same people, segments, campaigns and mails for the same
/// seed. Some of its names, subjects and rules try to break out of the page.
final class SampleReading
        implements WorkspaceReading,
                HomeReading,
                PeopleReading,
                PersonReading,
                SegmentsReading,
                CampaignsReading,
                MailboxReading,
                QuarantineReading,
                LiveReading {
    /// The moment at which the sample stands.
    static final Instant NOW = Instant.parse("2011-09-30T12:00:00Z");

    /// Text that runs, breaks a tag or closes an attribute wherever it is not escaped.
    static final String CANARY = "<script>canary(1)</script>\"'><img src=x onerror=canary(2)>&amp;";

    /// A reason, a campaign and a segment that the sample always has.
    static final String CAMPAIGN = "picks-for-you";

    static final String SEGMENT = "vip";

    private static final int PEOPLE = 230;
    private static final String GBP = "GBP";

    private static final List<String> FIRST =
            List.of(
                    "Ada", "Ben", "Clara", "David", "Elif", "Farid", "Grace", "Hugo", "Iris",
                    "Jonas", "Kirsten", "Liam");
    private static final List<String> LAST =
            List.of(
                    "Ahmed", "Brown", "Clarke", "Dubois", "Evans", "Fischer", "Garcia", "Hughes",
                    "Ito", "Jensen");
    private static final List<String> COUNTRIES =
            List.of(
                    "United Kingdom",
                    "United Kingdom",
                    "United Kingdom",
                    "Germany",
                    "France",
                    "EIRE");
    private static final List<String> PRODUCTS =
            List.of(
                    "WHITE HANGING HEART T-LIGHT HOLDER",
                    "REGENCY CAKESTAND 3 TIER",
                    "JUMBO BAG RED RETROSPOT",
                    "ASSORTED COLOUR BIRD ORNAMENT",
                    "PARTY BUNTING",
                    "LUNCH BAG BLACK SKULL",
                    "SET OF 3 CAKE TINS PANTRY DESIGN",
                    "NATURAL SLATE HEART CHALKBOARD",
                    "PACK OF 72 RETROSPOT CAKE CASES",
                    "HEART OF WICKER SMALL");

    private record Someone(PersonRow row, List<Fact> facts, List<Trait> traits) {}

    private record Rule(
            String id, String name, String description, String text, Predicate<Someone> holds) {}

    private final List<Someone> people = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<LedgerRow> ledger = new ArrayList<>();
    private final List<MailView> mails = new ArrayList<>();
    private final boolean empty;
    private long sequence;

    private SampleReading(boolean empty) {
        this.empty = empty;
        if (!empty) {
            fill(new Random(20110930));
        }
    }

    /// The shop.
    static SampleReading shop() {
        return new SampleReading(false);
    }

    /// A workspace on its first day.
    static SampleReading empty() {
        return new SampleReading(true);
    }

    /// All of it.
    ConsoleReading reading() {
        return with(this, this, this);
    }

    /// All of it, with some of its parts read elsewhere.
    ConsoleReading with(
            WorkspaceReading workspace, PeopleReading people, SegmentsReading segments) {
        return new ConsoleReading(
                workspace,
                this,
                people,
                this,
                segments,
                this,
                templates(),
                this,
                this,
                this,
                alerts());
    }

    TemplatesReading templates() {
        return empty
                ? SampleTemplates.none()
                : SampleTemplates.some(this.people.stream().map(Someone::row).toList());
    }

    AlertsReading alerts() {
        return empty ? SampleAlerts.none() : SampleAlerts.some();
    }

    /// Everyone's id, in the order of making.
    List<PersonId> ids() {
        return people.stream().map(it -> it.row().id()).toList();
    }

    private void fill(Random random) {
        for (int index = 0; index < PEOPLE; index++) {
            people.add(someone(random, index));
        }
        rules();
        messages(random);
    }

    private Someone someone(Random random, int index) {
        PersonId id =
                new PersonId(new StemId(0x5eed_0000L + index, 0x1234_5678_9abcL * (index + 1)));
        String name =
                index == 3
                        ? CANARY
                        : FIRST.get(random.nextInt(FIRST.size()))
                                + " "
                                + LAST.get(random.nextInt(LAST.size()));
        String email = "customer%d@example.com".formatted(12_346 + index);
        String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
        boolean agreed = random.nextInt(5) > 0;
        List<Fact> facts = new ArrayList<>();
        Instant first = NOW.minus(Duration.ofDays(30 + random.nextInt(600)));
        facts.add(identify(id, first, country, name));
        facts.add(consent(id, first, agreed));
        int orders = index % 19 == 4 ? 0 : (int) Math.ceil(Math.pow(random.nextDouble(), 3) * 24);
        BigDecimal spent = BigDecimal.ZERO;
        for (int number = 0; number < orders; number++) {
            long days = Duration.between(first, NOW).toDays();
            Instant at =
                    NOW.minus(Duration.ofMinutes((long) (random.nextDouble() * days * 24 * 60)));
            Fact order = order(random, id, at, 540_000 + index * 30 + number);
            spent = spent.add(total(order));
            facts.add(order);
        }
        if (orders > 4 && random.nextInt(3) == 0) {
            facts.add(refund(id, NOW.minus(Duration.ofDays(12)), 590_000 + index));
        }
        if (orders > 6) {
            facts.add(segmentFact(id, NOW.minus(Duration.ofDays(9)), SEGMENT));
        }
        facts.sort(Fact.BY_TIME.reversed());
        Instant seen = facts.getFirst().occurredAt();
        long idle = Duration.between(seen, NOW).toDays();
        PersonRow row =
                new PersonRow(
                        id,
                        index % 37 == 5 ? Optional.empty() : Optional.of(name),
                        Optional.of(email),
                        Optional.of(country),
                        orders == 0
                                ? ""
                                : idle < 60 ? "active" : idle < 180 ? "at risk" : "dormant",
                        orders,
                        orders == 0 ? Optional.empty() : Optional.of(new Money(spent, GBP)),
                        Optional.of(seen),
                        agreed);
        List<Trait> traits =
                List.of(
                        new Trait(
                                "country",
                                Value.of(country),
                                "import.orders",
                                first,
                                Trust.IMPORTED),
                        new Trait(
                                "favourite_shelf",
                                Value.of(index == 3 ? CANARY : "kitchen"),
                                "epistle",
                                seen,
                                Trust.INFERRED),
                        new Trait("newsletter", Value.of(agreed), "demo", first, Trust.DECLARED));
        return new Someone(row, List.copyOf(facts), traits);
    }

    private Fact fact(
            PersonId id,
            Instant at,
            EventType type,
            String name,
            Struct properties,
            Struct traits) {
        sequence++;
        return EventBuilder.of(type, name, at)
                .source("import.orders")
                .messageId("sample-" + sequence)
                .identifier(Identifier.USER_ID, id.toString())
                .trust(Trust.IMPORTED)
                .properties(properties)
                .traits(traits)
                .fact(sequence);
    }

    private Fact identify(PersonId id, Instant at, String country, String name) {
        return fact(
                id,
                at,
                EventType.IDENTIFY,
                "",
                Struct.empty(),
                Struct.builder().put("country", country).put("name", name).build());
    }

    private Fact consent(PersonId id, Instant at, boolean agreed) {
        return fact(
                id,
                at.plusSeconds(1),
                EventType.TRACK,
                agreed ? "Consent Given" : "Consent Withdrawn",
                Struct.builder()
                        .put("purpose", "marketing_email")
                        .put("evidence", "seeded for the demonstration")
                        .put("invented", Value.TRUE)
                        .build(),
                Struct.empty());
    }

    private Fact segmentFact(PersonId id, Instant at, String segment) {
        return fact(
                id,
                at,
                EventType.TRACK,
                "Segment Entered",
                Struct.of("segment_id", Value.of(segment)),
                Struct.empty());
    }

    private Fact order(Random random, PersonId id, Instant at, int number) {
        List<Value> lines = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        int count = 1 + random.nextInt(7);
        for (int line = 0; line < count; line++) {
            int product = random.nextInt(PRODUCTS.size());
            BigDecimal price =
                    new BigDecimal(BigDecimal.valueOf(85 + 20L * product).toBigInteger(), 2);
            long quantity = 1L + random.nextInt(12);
            total = total.add(price.multiply(BigDecimal.valueOf(quantity)));
            lines.add(
                    Struct.builder()
                            .put("product_id", "2%04d".formatted(product))
                            .put("name", PRODUCTS.get(product))
                            .put("price", new Value.Decimal(price))
                            .put("quantity", quantity)
                            .build());
        }
        return fact(
                id,
                at,
                EventType.TRACK,
                "Order Completed",
                Struct.builder()
                        .put("order_id", Integer.toString(number))
                        .put("currency", GBP)
                        .put("total", new Value.Decimal(total))
                        .put("products", Value.of(lines))
                        .build(),
                Struct.empty());
    }

    private Fact refund(PersonId id, Instant at, int number) {
        return fact(
                id,
                at,
                EventType.TRACK,
                "Order Refunded",
                Struct.builder()
                        .put("order_id", "C" + number)
                        .put("currency", GBP)
                        .put("total", new Value.Decimal(new BigDecimal("12.75")))
                        .put(
                                "products",
                                Value.of(
                                        List.of(
                                                Struct.builder()
                                                        .put("product_id", "20001")
                                                        .put("name", PRODUCTS.get(1))
                                                        .put(
                                                                "price",
                                                                new Value.Decimal(
                                                                        new BigDecimal("12.75")))
                                                        .put("quantity", 1)
                                                        .build())))
                        .build(),
                Struct.empty());
    }

    private static BigDecimal total(Fact order) {
        return order.properties().get("total").orElseThrow()
                        instanceof Value.Decimal(BigDecimal total)
                ? total
                : BigDecimal.ZERO;
    }

    private void rules() {
        rule(
                "recent-buyers",
                "Recent buyers",
                "did \"Order Completed\" within 30 days",
                ordered(30, 1));
        rule(
                SEGMENT,
                "VIP",
                "sum of total in \"Order Completed\" within 365 days > 1500\n"
                        + "and did \"Order Completed\" at least 4 times",
                it -> it.row().orders() >= 8);
        rule(
                "frequent-buyers",
                "Frequent buyers",
                "did \"Order Completed\" at least 3 times within 90 days",
                ordered(90, 3));
        rule(
                "at-risk",
                "At risk",
                "lifecycle is \"at risk\"",
                it -> it.row().lifecycle().equals("at risk"));
        rule(
                "dormant",
                "Dormant",
                "lifecycle is \"dormant\"",
                it -> it.row().lifecycle().equals("dormant"));
        rule(
                "one-order",
                "One order only",
                "did \"Order Completed\" at least 1 times and not did \"Order Completed\" at least"
                        + " 2 times",
                it -> it.row().orders() == 1);
        rule(
                "abroad",
                "Outside the United Kingdom",
                "country != \"United Kingdom\"",
                SampleReading::abroad);
        rule(
                "reachable",
                "May get mail",
                "did \"Consent Given\" where purpose = \"marketing_email\"",
                it -> it.row().mayMail());
        rule("canary", CANARY, "country = \"" + CANARY + "\"", _ -> false);
    }

    private void rule(String id, String name, String text, Predicate<Someone> holds) {
        rules.add(
                new Rule(
                        id,
                        name,
                        id.equals("vip") ? "The best customers, by money and by habit." : "",
                        text,
                        holds));
    }

    private static boolean abroad(Someone someone) {
        return someone.row()
                .country()
                .filter(country -> !country.equals("United Kingdom"))
                .isPresent();
    }

    private static Predicate<Someone> ordered(int days, int times) {
        Instant from = NOW.minus(Duration.ofDays(days));
        return it ->
                orders(it).stream().filter(fact -> fact.occurredAt().isAfter(from)).count()
                        >= times;
    }

    private static List<Fact> orders(Someone someone) {
        return someone.facts().stream()
                .filter(fact -> fact.name().equals("Order Completed"))
                .toList();
    }

    private void messages(Random random) {
        for (int index = 0; index < people.size(); index++) {
            Someone someone = people.get(index);
            PersonRow row = someone.row();
            boolean bounced = index % 61 == 9;
            boolean lost = index % 97 == 13;
            MessageState state =
                    !row.mayMail() || row.orders() == 0
                            ? MessageState.SKIPPED
                            : bounced
                                    ? MessageState.FAILED
                                    : lost ? MessageState.UNCERTAIN : MessageState.SENT;
            String reason =
                    switch (state) {
                        case SKIPPED -> row.mayMail() ? "no_products" : "no_consent";
                        case FAILED -> "mailbox_unknown";
                        case OPEN, SENT, UNCERTAIN -> "";
                    };
            String variant =
                    state == MessageState.SKIPPED
                            ? ""
                            : random.nextBoolean() ? "recommender" : "popular";
            ledger.add(
                    new LedgerRow(
                            row.id(),
                            row.name(),
                            row.email(),
                            variant,
                            state,
                            reason,
                            NOW.minusSeconds(600L - index)));
            if (state == MessageState.SENT) {
                mails.add(mail(index, row));
            }
        }
        mails.sort(Comparator.comparing((MailView it) -> it.row().receivedAt()).reversed());
    }

    private static MailView mail(int index, PersonRow row) {
        String name = row.name().orElse("there");
        String subject = index == 3 ? "Hello " + CANARY : "Picked for you, " + name.split(" ")[0];
        String pick = PRODUCTS.get(index % PRODUCTS.size());
        String text =
                "Hello %s,%n%nwe think you may like %s.%n%nUnsubscribe: http://localhost/e/u/token%d%n"
                        .formatted(name, pick, index);
        String html =
                """
                <!DOCTYPE html>
                <html lang="en"><head><title>Picked for you</title></head>
                <body style="margin:0;background:#f4f1ea;font-family:Georgia,serif">
                <table role="presentation" width="100%%"><tr><td align="center" style="padding:24px">
                <table role="presentation" width="480" style="background:#ffffff;border-radius:8px">
                <tr><td style="padding:32px"><h1 style="font-size:22px;margin:0 0 16px">Picked for you</h1>
                <p>We think you may like <strong>%s</strong>, because you bought PARTY BUNTING.</p>
                <p><a href="/e/c/token%d" style="background:#0b6e69;color:#ffffff;padding:12px 20px;border-radius:6px;text-decoration:none">See it in the shop</a></p>
                <p style="font-size:12px;color:#666666"><a href="/e/u/token%d">Unsubscribe</a></p></td></tr></table>
                </td></tr></table><script>parent.canary(3)</script></body></html>
                """
                        .formatted(pick, index, index);
        MailRow mail =
                new MailRow(
                        "m%05d".formatted(index),
                        "The Gift Shop <hello@shop.example>",
                        row.email().orElseThrow(),
                        subject,
                        "Hello " + name + ", we think you may like " + pick,
                        NOW.minusSeconds(600L - index),
                        4_000L + 17L * index,
                        Optional.of(row.id()));
        List<MailView.Header> headers =
                List.of(
                        new MailView.Header("From", mail.from()),
                        new MailView.Header("To", mail.to()),
                        new MailView.Header("Subject", subject),
                        new MailView.Header("Date", "Fri, 30 Sep 2011 12:00:00 +0000"),
                        new MailView.Header(
                                "List-Unsubscribe", "<http://localhost/e/u/token" + index + ">"),
                        new MailView.Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        StringBuilder source = new StringBuilder();
        headers.forEach(
                it -> source.append(it.name()).append(": ").append(it.value()).append("\r\n"));
        return new MailView(
                mail,
                Optional.of(html),
                Optional.of(text),
                headers,
                source + "\r\n" + text + "\r\n" + html);
    }

    @Override
    public Standing standing() {
        return new Standing(
                "The Gift Shop",
                NOW,
                true,
                ZoneId.of("Europe/London"),
                Mailing.MAILBOX,
                !empty,
                alerts().open().size());
    }

    private long members(Rule rule) {
        return people.stream().filter(rule.holds()).count();
    }

    private SegmentRow row(Rule rule) {
        long size = members(rule);
        return new SegmentRow(
                rule.id(),
                rule.name(),
                rule.description(),
                rule.text(),
                size,
                rule.id().equals("abroad")
                        ? OptionalLong.empty()
                        : OptionalLong.of(Math.max(0, size - size / 9 + 2)));
    }

    private Balance balance() {
        return new Balance(
                ledger.size(),
                0,
                count(MessageState.SENT),
                count(MessageState.SKIPPED),
                count(MessageState.FAILED),
                count(MessageState.UNCERTAIN),
                12);
    }

    private long count(MessageState state) {
        return ledger.stream().filter(it -> it.state() == state).count();
    }

    private CampaignRow campaignRow() {
        return new CampaignRow(
                CAMPAIGN,
                "Picks for you",
                CampaignState.FINISHED,
                Optional.of(NOW.minusSeconds(700)),
                balance(),
                2,
                21);
    }

    @Override
    public List<Health> health() {
        return List.of(
                new Health(Health.Part.STORE, true, "53,628 facts"),
                new Health(Health.Part.SENDING, true, "built-in mailbox"),
                new Health(Health.Part.MODELS, true, "2 models"),
                new Health(Health.Part.CLOCK, true, "stands"));
    }

    @Override
    public HomeView home() {
        if (empty) {
            return new HomeView(
                    0,
                    30,
                    Optional.empty(),
                    new HomeView.Compared(0, Optional.empty()),
                    0,
                    new HomeView.Compared(0, Optional.empty()),
                    Optional.empty(),
                    new HomeView.Compared(0, Optional.empty()),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }
        long reachable = people.stream().filter(it -> it.row().mayMail()).count();
        List<HomeView.Week> weeks = new ArrayList<>();
        LocalDate monday = LocalDate.ofInstant(NOW, ZoneOffset.UTC).minusDays(4);
        for (int week = 25; week >= 0; week--) {
            LocalDate from = monday.minusWeeks(week);
            weeks.add(
                    new HomeView.Week(
                            from,
                            ordersBetween(from.atStartOfDay().toInstant(ZoneOffset.UTC), 7),
                            week == 0 ? count(MessageState.SENT) : 0));
        }
        List<HomeView.Happening> latest =
                people.stream()
                        .flatMap(it ->
                                it.facts().stream()
                                        .map(fact ->
                                                new HomeView.Happening(
                                                        it.row().id(), it.row().name(), fact)))
                        .sorted(
                                Comparator.comparing(
                                                (HomeView.Happening it) -> it.fact().occurredAt())
                                        .reversed())
                        .limit(12)
                        .toList();
        long now = ordersBetween(NOW.minus(Duration.ofDays(30)), 30);
        long before = ordersBetween(NOW.minus(Duration.ofDays(60)), 30);
        return new HomeView(
                53_628,
                30,
                Optional.of(NOW.minus(Duration.ofMinutes(2))),
                new HomeView.Compared(people.size(), Optional.of(people.size() - 14L)),
                reachable,
                new HomeView.Compared(now, Optional.of(before)),
                Optional.of(
                        new HomeView.Revenue(
                                pounds(now * 4_213), Optional.of(pounds(before * 4_387)))),
                new HomeView.Compared(count(MessageState.SENT), Optional.of(0L)),
                weeks,
                List.of(
                        new Notice.Alerted(alerts().open().getFirst()),
                        new Notice.Uncertain(
                                CAMPAIGN, "Picks for you", count(MessageState.UNCERTAIN)),
                        new Notice.Quarantined(reasons()),
                        new Notice.Shifted(SEGMENT, "VIP", 21, 29)),
                rules.stream()
                        .map(this::row)
                        .sorted(Comparator.comparingLong(SegmentRow::size).reversed())
                        .limit(6)
                        .toList(),
                List.of(campaignRow()),
                latest);
    }

    private static Money pounds(long pence) {
        return new Money(BigDecimal.valueOf(pence, 2), GBP);
    }

    private long ordersBetween(Instant from, int days) {
        Instant to = from.plus(days, ChronoUnit.DAYS);
        return people.stream()
                .flatMap(it -> orders(it).stream())
                .filter(it -> !it.occurredAt().isBefore(from) && it.occurredAt().isBefore(to))
                .count();
    }

    @Override
    public PeopleView people(PeopleQuery query) {
        Comparator<PersonRow> order =
                switch (query.order()) {
                    case ID -> Comparator.comparing(PersonRow::id);
                    case NAME -> Comparator.comparing(it -> it.name().orElse(""));
                    case SEEN -> Comparator.comparing(it -> it.seen().orElse(Instant.EPOCH));
                    case ORDERS -> Comparator.comparingLong(PersonRow::orders);
                    case SPENT ->
                            Comparator.comparing(
                                    it -> it.spent().map(Money::amount).orElse(BigDecimal.ZERO));
                };
        String text = query.text().toLowerCase(Locale.ROOT);
        List<PersonRow> found =
                people.stream()
                        .filter(it ->
                                (it.row().name().orElse("") + " " + it.row().email().orElse(""))
                                        .toLowerCase(Locale.ROOT)
                                        .contains(text))
                        .filter(it -> query.segment().isEmpty() || in(it, query.segment().get()))
                        .filter(it ->
                                query.lifecycle().isEmpty()
                                        || query.lifecycle().get().equals(it.row().lifecycle()))
                        .filter(it ->
                                query.after()
                                        .map(after -> after.compareTo(it.row().id()) < 0)
                                        .orElse(true))
                        .filter(it ->
                                query.mayMail().isEmpty()
                                        || query.mayMail().get() == it.row().mayMail())
                        .map(Someone::row)
                        .sorted(query.descending() ? order.reversed() : order)
                        .toList();
        boolean exact =
                found.size() == 1
                        && found.getFirst().email().equals(Optional.of(query.text().strip()));
        return new PeopleView(
                query.after().isPresent()
                        ? new Slice<>(
                                found.subList(0, Math.min(query.paging().size(), found.size())),
                                query.paging(),
                                people.size())
                        : Slice.of(found, query.paging()),
                exact ? new PeopleView.Reach.Exact() : new PeopleView.Reach.Whole(),
                people.size(),
                rules.stream().map(it -> new Choice(it.id(), it.name(), members(it))).toList(),
                List.of("active", "at risk", "dormant").stream()
                        .map(state ->
                                new Choice(
                                        state,
                                        state,
                                        people.stream()
                                                .filter(it -> it.row().lifecycle().equals(state))
                                                .count()))
                        .filter(it -> it.count() > 0)
                        .toList());
    }

    private boolean in(Someone someone, String segment) {
        return rules.stream().anyMatch(it -> it.id().equals(segment) && it.holds().test(someone));
    }

    private Optional<Someone> find(PersonId id) {
        return people.stream().filter(it -> it.row().id().equals(id)).findFirst();
    }

    @Override
    public Optional<PersonView> person(PersonId id) {
        return find(id).map(this::view);
    }

    private PersonView view(Someone someone) {
        PersonRow row = someone.row();
        List<Fact> orders = orders(someone);
        Optional<Money> average =
                row.spent()
                        .map(it ->
                                new Money(
                                        it.amount()
                                                .divide(
                                                        BigDecimal.valueOf(row.orders()),
                                                        2,
                                                        RoundingMode.HALF_EVEN),
                                        GBP));
        List<PersonView.Membership> memberships =
                rules.stream()
                        .map(it -> membership(it, someone))
                        .sorted(Comparator.comparing(PersonView.Membership::member).reversed())
                        .toList();
        List<PersonView.Message> messages =
                ledger.stream()
                        .filter(it -> it.person().equals(row.id()))
                        .map(it ->
                                new PersonView.Message(
                                        CAMPAIGN,
                                        "Picks for you",
                                        it.variant(),
                                        it.state(),
                                        it.reason(),
                                        it.at(),
                                        it.state() == MessageState.SENT && row.orders() % 4 == 1,
                                        mails.stream()
                                                .filter(mail ->
                                                        mail.row()
                                                                .to()
                                                                .equals(row.email().orElseThrow()))
                                                .map(mail -> mail.row().id())
                                                .findFirst()))
                        .toList();
        return new PersonView(
                row,
                List.of(
                        new Identifier(
                                Identifier.USER_ID, row.email().orElseThrow().substring(8, 13)),
                        new Identifier(Identifier.EMAIL, row.email().orElseThrow())),
                2,
                Optional.of(someone.facts().getLast().occurredAt()),
                someone.traits(),
                List.of(
                        new PersonView.Consent(
                                "marketing_email",
                                row.mayMail(),
                                someone.facts().getLast().occurredAt(),
                                "seeded for the demonstration",
                                "demo",
                                true)),
                new PersonView.Orders(
                        row.orders(),
                        someone.facts().stream()
                                .filter(it -> it.name().equals("Order Refunded"))
                                .count(),
                        row.spent(),
                        average,
                        orders.isEmpty()
                                ? Optional.empty()
                                : Optional.of(orders.getLast().occurredAt()),
                        orders.isEmpty()
                                ? Optional.empty()
                                : Optional.of(orders.getFirst().occurredAt())),
                orders.isEmpty() ? Optional.empty() : Optional.of(new PersonView.Rfm(4, 5, 4)),
                new PersonView.Lifecycle(
                        row.lifecycle(),
                        row.lifecycle().equals("dormant") || orders.isEmpty()
                                ? Optional.empty()
                                : Optional.of(NOW.plus(Duration.ofDays(41)))),
                memberships,
                orders.isEmpty() ? List.of() : picks(),
                messages);
    }

    private static List<PersonView.Recommendation> picks() {
        return List.of(
                new PersonView.Recommendation(
                        "22423",
                        PRODUCTS.get(1),
                        Optional.of(pounds(1_275)),
                        0.42,
                        "Because you bought PARTY BUNTING"),
                new PersonView.Recommendation(
                        "85099B",
                        PRODUCTS.get(2),
                        Optional.of(pounds(195)),
                        0.31,
                        "Because you bought LUNCH BAG BLACK SKULL"),
                new PersonView.Recommendation(
                        "84879",
                        PRODUCTS.get(3),
                        Optional.empty(),
                        0.12,
                        "Popular these weeks " + CANARY));
    }

    private PersonView.Membership membership(Rule rule, Someone someone) {
        boolean member = rule.holds().test(someone);
        List<Fact> orders = orders(someone);
        Optional<Instant> until =
                rule.text().contains("within") && member
                        ? Optional.of(NOW.plus(Duration.ofDays(11)))
                        : Optional.empty();
        Why first =
                Why.condition(
                        rule.text().lines().findFirst().orElseThrow(),
                        member,
                        "%d times".formatted(orders.size()),
                        rule.text().contains("Order") ? orders : List.of(),
                        until);
        Why why =
                rule.text().lines().count() > 1
                        ? Why.joined(
                                Why.Join.ALL,
                                member,
                                until,
                                List.of(
                                        first,
                                        Why.condition(
                                                "did \"Order Completed\" at least 4 times",
                                                orders.size() >= 4,
                                                "",
                                                orders,
                                                Optional.empty()),
                                        Why.joined(
                                                Why.Join.NOT,
                                                member,
                                                Optional.empty(),
                                                List.of(
                                                        Why.condition(
                                                                "lifecycle is \"dormant\"",
                                                                !member,
                                                                "",
                                                                List.of(),
                                                                Optional.empty())))))
                        : first;
        return new PersonView.Membership(
                rule.id(),
                rule.name(),
                member,
                member ? Optional.of(NOW.minus(Duration.ofDays(9))) : Optional.empty(),
                why);
    }

    @Override
    public Optional<Slice<Fact>> timeline(PersonId id, Paging paging) {
        return find(id).map(it -> Slice.of(it.facts(), paging));
    }

    @Override
    public SegmentsView segments() {
        return new SegmentsView(
                rules.stream().map(this::row).toList(),
                people.size(),
                empty ? Optional.empty() : Optional.of(NOW.minus(Duration.ofDays(30))));
    }

    @Override
    public Optional<SegmentView> segment(String id) {
        return rules.stream().filter(it -> it.id().equals(id)).findFirst().map(this::segment);
    }

    private SegmentView segment(Rule rule) {
        SegmentRow row = row(rule);
        List<SegmentView.SizeAt> history = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
        for (int week = 25; week >= 0; week--) {
            history.add(
                    new SegmentView.SizeAt(
                            today.minusWeeks(week),
                            Math.max(0, row.size() - week / 2 + week % 3),
                            2 + week % 3,
                            1 + week % 2));
        }
        List<Someone> inside = people.stream().filter(rule.holds()).toList();
        List<SegmentView.Overlap> overlaps =
                rules.stream()
                        .filter(it -> !it.equals(rule))
                        .map(it ->
                                new SegmentView.Overlap(
                                        it.id(),
                                        it.name(),
                                        members(it),
                                        inside.stream().filter(it.holds()).count()))
                        .filter(it -> it.shared() > 0)
                        .sorted(Comparator.comparingLong(SegmentView.Overlap::shared).reversed())
                        .toList();
        return new SegmentView(
                row,
                2,
                people.size(),
                row.size() == 0
                        ? List.of()
                        : rule.id().equals("abroad") ? history.subList(25, 26) : history,
                inside.stream().map(Someone::row).limit(8).toList(),
                overlaps,
                rule.id().equals("reachable")
                        ? List.of(new Choice(CAMPAIGN, "Picks for you", row.size()))
                        : List.of());
    }

    @Override
    public CampaignsView campaigns() {
        return new CampaignsView(empty ? List.of() : List.of(campaignRow()));
    }

    @Override
    public Optional<CampaignView> campaign(String id) {
        if (empty || !id.equals(CAMPAIGN)) {
            return Optional.empty();
        }
        long recommender =
                ledger.stream()
                        .filter(it ->
                                it.state() == MessageState.SENT
                                        && it.variant().equals("recommender"))
                        .count();
        long popular = count(MessageState.SENT) - recommender;
        return Optional.of(
                new CampaignView(
                        campaignRow(),
                        "Four products each person may like, against the four that everyone buys.",
                        Optional.of(new Choice("reachable", "May get mail", ledger.size())),
                        new Choice(SampleTemplates.TEMPLATE, "Picks for you", 0),
                        List.of(reason("no_consent"), reason("no_products")),
                        List.of(reason("mailbox_unknown")),
                        List.of(
                                new CampaignView.Variant(
                                        "recommender",
                                        "Recommended for the person",
                                        recommender,
                                        14,
                                        Optional.of(new Interval(0.164, 0.1, 0.257, 0.95)),
                                        19,
                                        Optional.of(pounds(81_250)),
                                        30,
                                        9,
                                        new CampaignView.Engagement(31, 44, 58, 2),
                                        new CampaignView.Engagement(13, 17, 9, 1),
                                        new BigDecimal("4.5"),
                                        List.of(pounds(18_720)),
                                        5),
                                new CampaignView.Variant(
                                        "popular",
                                        "Popular with everyone",
                                        popular,
                                        7,
                                        Optional.of(new Interval(0.082, 0.04, 0.16, 0.95)),
                                        12,
                                        Optional.of(pounds(44_310)),
                                        26,
                                        4,
                                        new CampaignView.Engagement(28, 39, 61, 0),
                                        new CampaignView.Engagement(6, 6, 12, 0),
                                        BigDecimal.ZERO,
                                        List.of(),
                                        2)),
                        Optional.of(
                                new CampaignView.Comparison(
                                        "recommender",
                                        "popular",
                                        new Interval(0.082, -0.016, 0.181, 0.95),
                                        List.of(
                                                new CampaignView.Significance(
                                                        "two-proportion z", 1.64, 0.101),
                                                new CampaignView.Significance(
                                                        "chi-squared", 2.69, 0.101)),
                                        0.05)),
                        true));
    }

    private ReasonCount reason(String reason) {
        return new ReasonCount(
                reason, ledger.stream().filter(it -> it.reason().equals(reason)).count());
    }

    @Override
    public Optional<Slice<LedgerRow>> ledger(String campaign, LedgerQuery query) {
        if (empty || !campaign.equals(CAMPAIGN)) {
            return Optional.empty();
        }
        return Optional.of(
                Slice.of(
                        ledger.stream()
                                .filter(it -> query.asksFor(it.state(), it.reason()))
                                .toList(),
                        query.paging()));
    }

    @Override
    public List<ReasonCount> reasons() {
        return empty
                ? List.of()
                : List.of(
                        new ReasonCount("negative_price", 63), new ReasonCount("quantity_sign", 1));
    }

    @Override
    public Optional<Slice<QuarantineRow>> rows(String reason, Paging paging) {
        return reasons().stream()
                .filter(it -> it.reason().equals(reason))
                .findFirst()
                .map(it ->
                        Slice.of(
                                IntStream.range(0, (int) it.count())
                                        .mapToObj(SampleReading::quarantined)
                                        .toList(),
                                paging));
    }

    private static QuarantineRow quarantined(int index) {
        return new QuarantineRow(
                "import.orders",
                "orders.csv",
                17L + index,
                "line %d, price".formatted(17 + index),
                "-1.25",
                "0 or more",
                index == 0
                        ? "1,2," + CANARY
                        : "54%04d,22423,REGENCY CAKESTAND 3 TIER,1,2011-09-12 10:11,-1.25,12349,United Kingdom"
                                .formatted(index),
                index == 1);
    }

    @Override
    public long newest() {
        return empty ? 0 : sequence;
    }

    /// The sequence of the fact on top of the page Live.
    long arrivedFirst() {
        return arrived().getFirst().fact().sequence();
    }

    /// The newest fact of some people, and one about nobody.
    private List<LiveRow> arrived() {
        List<LiveRow> rows = new ArrayList<>();
        for (int index = 0; index < Math.min(40, people.size()); index++) {
            Someone someone = people.get(index);
            List<Fact> facts = someone.facts();
            rows.add(
                    new LiveRow(
                            facts.get(index % facts.size()),
                            NOW.minusSeconds(index * 7L),
                            index == 5
                                    ? Optional.empty()
                                    : Optional.of(
                                            new LiveRow.Who(
                                                    someone.row().id(), someone.row().called()))));
        }
        return rows;
    }

    @Override
    public LiveView live(LiveQuery query) {
        List<LiveRow> rows = arrived().stream().filter(row -> query.asksFor(row.fact())).toList();
        return new LiveView(
                rows,
                arrived().size(),
                arrived().stream()
                        .map(row -> LiveQuery.named(row.fact()))
                        .distinct()
                        .map(name -> new Choice(name, name, 1))
                        .toList(),
                List.of(new Choice("shop", "shop", 1)),
                Optional.empty());
    }

    @Override
    public Optional<JourneyView> journey(long wanted) {
        return arrived().stream()
                .filter(row -> row.fact().sequence() == wanted)
                .findFirst()
                .map(row ->
                        new JourneyView(
                                row,
                                row.fact().knownAt(),
                                1,
                                List.of(),
                                List.of(row.fact(), row.fact()),
                                List.of(
                                        new JourneyView.Message(
                                                CAMPAIGN,
                                                "Picks for you",
                                                MessageState.SENT,
                                                "",
                                                row.storedAt(),
                                                row.storedAt(),
                                                List.of(row.fact())),
                                        new JourneyView.Message(
                                                CAMPAIGN,
                                                "Picks for you",
                                                MessageState.SKIPPED,
                                                "no_consent",
                                                row.storedAt(),
                                                row.storedAt(),
                                                List.of()))));
    }

    @Override
    public Slice<MailRow> mailbox(MailQuery query) {
        String text = query.text().toLowerCase(Locale.ROOT);
        return Slice.of(
                mails.stream()
                        .map(MailView::row)
                        .filter(it ->
                                (it.subject() + " " + it.to() + " " + it.from())
                                        .toLowerCase(Locale.ROOT)
                                        .contains(text))
                        .toList(),
                query.paging());
    }

    @Override
    public Optional<MailView> mail(String id) {
        return mails.stream().filter(it -> it.row().id().equals(id)).findFirst();
    }
}
