package io.epistle.console;

import io.epistle.collect.QuarantineStore;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonId;
import io.epistle.identity.PersonRecord;
import io.epistle.measure.CampaignResults;
import io.epistle.measure.Comparison;
import io.epistle.predict.Models;
import io.epistle.predict.Reason;
import io.epistle.privacy.Consent;
import io.epistle.privacy.Consents;
import io.epistle.profile.Order;
import io.epistle.profile.Orders;
import io.epistle.profile.Person;
import io.epistle.profile.PersonReader;
import io.epistle.profile.Rfm;
import io.epistle.rule.runs.History;
import io.epistle.segment.LiveSegment;
import io.epistle.segment.Memberships;
import io.epistle.segment.PersonState;
import io.epistle.send.CampaignRun;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerEntry;
import io.epistle.send.MailboxStore;
import io.epistle.send.ReceivedMail;
import io.epistle.store.Rows;
import io.epistle.store.TimelineStore;
import io.epistle.trigger.LiveDefinitions;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The console's reading of the store. Lists of people come from a [PeopleDirectory] that is folded
/// again when a fact was added or a World published; everything else is read when it is asked for.
public final class LiveReading implements ConsoleReading {
    private static final int RECOMMENDED = 6;
    private static final int SAMPLE = 12;
    private static final int SHOWN_SEGMENTS = 6;
    private static final int SHOWN_CAMPAIGNS = 5;
    private static final int SNIPPET_LENGTH = 140;

    /// Mails that a search in the mailbox looks through, newest first; so many are remembered.
    private static final int SEARCHED_MAILS = 10_000;

    /// Mails held in memory at once while searching: some tens of kilobytes each.
    private static final int SEARCHED_AT_ONCE = 500;

    /// A web address in a text part, with the brackets that plain text puts around it.
    private static final Pattern WEB_ADDRESS = Pattern.compile("[(<]?https?://[^\\s)>]+[)>]?");

    /// What the reading is made over.
    ///
    /// @param workspace its name for people
    /// @param clockStands whether time stands still
    /// @param invented whether addresses, consents or clicks are invented
    public record About(String workspace, boolean clockStands, boolean invented) {}

    /// A directory and what it was folded from.
    private record Folded(long facts, long world, Instant now, PeopleDirectory directory) {}

    /// The results of a campaign and what they were folded from.
    private record Measured(long facts, CampaignResults results) {}

    private final Rows rows;
    private final PeopleStore people;
    private final PersonReader reader;
    private final Ledger ledger;
    private final MailboxStore mailbox;
    private final Supplier<LiveDefinitions> definitions;
    private final Supplier<Optional<Models>> models;
    private final Supplier<Instant> now;
    private final About about;
    private final Object folding = new Object();
    private volatile @Nullable Folded folded;
    private final ConcurrentSkipListMap<Long, String> heads = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Long, MailRow> mails = new ConcurrentSkipListMap<>();
    private final Map<String, Measured> measured = new TreeMap<>();

    /// A reading of a store.
    ///
    /// @param models what recommends; absent while it is being trained, and nothing is recommended
    ///   meanwhile
    public LiveReading(
            Rows rows,
            PeopleStore people,
            PersonReader reader,
            Ledger ledger,
            MailboxStore mailbox,
            Supplier<LiveDefinitions> definitions,
            Supplier<Optional<Models>> models,
            Supplier<Instant> now,
            About about) {
        this.rows = rows;
        this.people = people;
        this.reader = reader;
        this.ledger = ledger;
        this.mailbox = mailbox;
        this.definitions = definitions;
        this.models = models;
        this.now = now;
        this.about = about;
    }

    /// Folds what lists of people need, so that the first page does not wait for it.
    public void prepare() {
        PeopleDirectory _ = directory();
    }

    private PeopleDirectory directory() {
        long facts = TimelineStore.facts(rows);
        LiveDefinitions live = definitions.get();
        Instant moment = now.get();
        synchronized (folding) {
            Folded known = folded;
            if (known != null
                    && known.facts() == facts
                    && known.world() == live.world().version()) {
                return known.directory();
            }
            PeopleDirectory fresh = PeopleDirectory.of(rows, reader, live, moment);
            folded = new Folded(facts, live.world().version(), moment, fresh);
            return fresh;
        }
    }

    @Override
    public Standing standing() {
        return new Standing(
                about.workspace(),
                now.get(),
                about.clockStands(),
                definitions.get().world().zone(),
                true,
                about.invented());
    }

    @Override
    public List<Health> health() {
        return List.of(
                new Health(
                        Health.Part.STORE, true, "%,d facts".formatted(TimelineStore.facts(rows))),
                new Health(
                        Health.Part.SENDING,
                        true,
                        "%,d mails in the mailbox".formatted(MailboxStore.count(rows))),
                new Health(
                        Health.Part.CLOCK,
                        true,
                        about.clockStands() ? "stands at %s".formatted(now.get()) : "runs"));
    }

    @Override
    public HomeView home() {
        PeopleDirectory directory = directory();
        PeopleDirectory.Period period = directory.period();
        List<SegmentRow> segments =
                segmentRows().stream()
                        .sorted(Comparator.comparingLong(SegmentRow::size).reversed())
                        .limit(SHOWN_SEGMENTS)
                        .toList();
        return new HomeView(
                TimelineStore.facts(rows),
                PeopleDirectory.DAYS,
                period.people(),
                directory.entries().stream().filter(entry -> entry.row().mayMail()).count(),
                period.orders(),
                period.revenueNow().signum() == 0 && period.revenueBefore().signum() == 0
                        ? Optional.empty()
                        : Optional.of(
                                new HomeView.Revenue(
                                        new Money(period.revenueNow(), period.currency()),
                                        new Money(period.revenueBefore(), period.currency()))),
                period.messages(),
                directory.weeks(),
                notices(),
                segments,
                campaigns().campaigns().stream().limit(SHOWN_CAMPAIGNS).toList(),
                directory.latest());
    }

    private List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        for (CampaignRow campaign : campaigns().campaigns()) {
            if (campaign.balance().uncertain() > 0) {
                notices.add(
                        new Notice.Uncertain(
                                campaign.id(), campaign.name(), campaign.balance().uncertain()));
            }
            if (campaign.balance().failed() > 0) {
                notices.add(
                        new Notice.Failed(
                                campaign.id(), campaign.name(), campaign.balance().failed()));
            }
        }
        List<ReasonCount> quarantined =
                QuarantineStore.counts(rows).entrySet().stream()
                        .map(entry -> new ReasonCount(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparingLong(ReasonCount::count).reversed())
                        .toList();
        if (!quarantined.isEmpty()) {
            notices.add(new Notice.Quarantined(quarantined));
        }
        return notices;
    }

    @Override
    public PeopleView people(PeopleQuery query) {
        PeopleDirectory directory = directory();
        String text = query.text().strip().toLowerCase(Locale.ROOT);
        List<PersonRow> found =
                directory.entries().stream()
                        .filter(entry -> text.isEmpty() || entry.found().contains(text))
                        .filter(entry ->
                                query.segment().map(entry.segments()::contains).orElse(true))
                        .filter(entry ->
                                query.lifecycle().map(entry.row().lifecycle()::equals).orElse(true))
                        .filter(entry ->
                                query.mayMail()
                                        .map(may -> may == entry.row().mayMail())
                                        .orElse(true))
                        .map(PeopleDirectory.Entry::row)
                        .sorted(order(query))
                        .toList();
        Map<String, Long> lifecycles = new TreeMap<>();
        directory
                .entries()
                .forEach(entry -> lifecycles.merge(entry.row().lifecycle(), 1L, Long::sum));
        return new PeopleView(
                Slice.of(found, query.paging()),
                directory.entries().size(),
                segmentRows().stream()
                        .map(row -> new Choice(row.id(), row.name(), row.size()))
                        .toList(),
                lifecycles.entrySet().stream()
                        .filter(entry -> !entry.getKey().isEmpty())
                        .map(entry -> new Choice(entry.getKey(), entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static Comparator<PersonRow> order(PeopleQuery query) {
        Comparator<PersonRow> order =
                switch (query.order()) {
                    case NAME ->
                            Comparator.comparing(
                                    row -> row.name().or(row::email).orElse(row.id().toString()));
                    case SEEN -> Comparator.comparing(row -> row.seen().orElse(Instant.MIN));
                    case ORDERS -> Comparator.comparingLong(PersonRow::orders);
                    case SPENT ->
                            Comparator.comparing(
                                    row -> row.spent().map(Money::amount).orElse(BigDecimal.ZERO));
                };
        return (query.descending() ? order.reversed() : order).thenComparing(PersonRow::id);
    }

    @Override
    public Optional<PersonView> person(PersonId id) {
        return people.get(rows, id)
                .flatMap(record -> row(record.id()).map(row -> view(record, row)));
    }

    private Optional<PersonRow> row(PersonId id) {
        return directory().entries().stream()
                .map(PeopleDirectory.Entry::row)
                .filter(row -> row.id().equals(id))
                .findFirst();
    }

    private PersonView view(PersonRecord record, PersonRow row) {
        Instant moment = now.get();
        LiveDefinitions live = definitions.get();
        Person person = reader.read(rows, record);
        History history = History.of(person);
        LiveDefinitions.StageOf stage = live.stage(history, moment);
        return new PersonView(
                row,
                identifiers(person, moment),
                record.stems().size(),
                person.timeline().until(moment).stream().findFirst().map(Fact::occurredAt),
                List.copyOf(person.traits(moment).values()),
                Consents.of(person.timeline(), moment).all().stream()
                        .map(LiveReading::consent)
                        .toList(),
                orders(person, moment, row),
                live.rules()
                        .rfmCuts()
                        .flatMap(cuts -> Rfm.of(person, cuts, moment))
                        .map(rfm ->
                                new PersonView.Rfm(rfm.recency(), rfm.frequency(), rfm.monetary())),
                new PersonView.Lifecycle(stage.stage(), until(stage.recheckAt())),
                memberships(person, history, live, moment),
                recommendations(person, moment),
                messages(person, live, moment));
    }

    private static Optional<Instant> until(Instant recheckAt) {
        return recheckAt.equals(Instant.MAX) ? Optional.empty() : Optional.of(recheckAt);
    }

    private static List<Identifier> identifiers(Person person, Instant moment) {
        return person.timeline().until(moment).stream()
                .flatMap(fact -> fact.event().identifiers().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static PersonView.Consent consent(Consent said) {
        return new PersonView.Consent(
                said.purpose(),
                said.given(),
                said.since(),
                said.evidence(),
                said.source(),
                said.invented());
    }

    private static PersonView.Orders orders(Person person, Instant moment, PersonRow row) {
        Orders bought = Orders.of(person.timeline(), moment);
        Optional<Money> average =
                row.spent()
                        .map(spent ->
                                new Money(
                                        spent.amount()
                                                .divide(
                                                        BigDecimal.valueOf(
                                                                Math.max(1, bought.count())),
                                                        2,
                                                        RoundingMode.HALF_EVEN),
                                        spent.currency()));
        return new PersonView.Orders(
                bought.count(),
                bought.refunded().size(),
                row.spent(),
                average,
                bought.first().map(Order::at),
                bought.last().map(Order::at));
    }

    private List<PersonView.Membership> memberships(
            Person person, History history, LiveDefinitions live, Instant moment) {
        Optional<PersonState> state = Memberships.state(rows, person.id());
        List<PersonView.Membership> memberships = new ArrayList<>();
        for (LiveSegment segment : live.segments().segments()) {
            Why why = Why.of(segment.program().explain(history, moment), person.timeline());
            memberships.add(
                    new PersonView.Membership(
                            segment.id(),
                            segment.definition().name(),
                            why.held(),
                            state.flatMap(known -> known.standing(segment.id()))
                                    .map(standing -> standing.since()),
                            why));
        }
        memberships.sort(
                Comparator.comparing((PersonView.Membership one) -> !one.member())
                        .thenComparing(PersonView.Membership::name));
        return memberships;
    }

    private List<PersonView.Recommendation> recommendations(Person person, Instant moment) {
        return models.get()
                .map(trained -> recommendations(trained, person, moment))
                .orElse(List.of());
    }

    private List<PersonView.Recommendation> recommendations(
            Models trained, Person person, Instant moment) {
        return trained.recommend(person, "item_knn", RECOMMENDED, moment).stream()
                .map(one ->
                        new PersonView.Recommendation(
                                one.item(),
                                trained.catalogue().nameOf(one.item()),
                                trained.catalogue()
                                        .product(one.item())
                                        .map(product ->
                                                new Money(
                                                        product.price(),
                                                        directory().period().currency())),
                                one.score(),
                                Reason.words(one.reason(), trained.catalogue())))
                .toList();
    }

    private List<PersonView.Message> messages(Person person, LiveDefinitions live, Instant moment) {
        List<PersonView.Message> messages = new ArrayList<>();
        person.text(Identifier.EMAIL, moment)
                .ifPresent(email ->
                        live.campaigns()
                                .values()
                                .forEach(campaign ->
                                        ledger.find(rows, campaign.definition().id(), email)
                                                .map(entry -> message(campaign, entry))
                                                .ifPresent(messages::add)));
        messages.sort(Comparator.comparing(PersonView.Message::at).reversed());
        return messages;
    }

    private static PersonView.Message message(LiveCampaign campaign, LedgerEntry entry) {
        return new PersonView.Message(
                entry.key().campaign(),
                campaign.definition().name(),
                entry.variant(),
                state(entry),
                entry.reason(),
                entry.changedAt(),
                entry.clicked(),
                Optional.empty());
    }

    private static MessageState state(LedgerEntry entry) {
        return switch (entry.state().standing()) {
            case OPEN -> MessageState.OPEN;
            case SENT -> MessageState.SENT;
            case SKIPPED -> MessageState.SKIPPED;
            case FAILED -> MessageState.FAILED;
            case UNCERTAIN -> MessageState.UNCERTAIN;
        };
    }

    @Override
    public Optional<Slice<Fact>> timeline(PersonId id, Paging paging) {
        Instant moment = now.get();
        return reader.read(rows, id)
                .map(person -> Slice.of(person.timeline().until(moment).reversed(), paging));
    }

    private List<SegmentRow> segmentRows() {
        return definitions.get().segments().segments().stream().map(this::row).toList();
    }

    private SegmentRow row(LiveSegment segment) {
        return new SegmentRow(
                segment.id(),
                segment.definition().name(),
                segment.definition().description(),
                segment.definition().rule().text(),
                Memberships.size(rows, segment.id()),
                OptionalLong.empty());
    }

    @Override
    public SegmentsView segments() {
        return new SegmentsView(segmentRows(), directory().entries().size(), Optional.empty());
    }

    @Override
    public Optional<SegmentView> segment(String id) {
        LiveDefinitions live = definitions.get();
        return live.segments().find(id).map(segment -> view(live, segment));
    }

    private SegmentView view(LiveDefinitions live, LiveSegment segment) {
        PeopleDirectory directory = directory();
        List<PeopleDirectory.Entry> members =
                directory.entries().stream()
                        .filter(entry -> entry.segments().contains(segment.id()))
                        .toList();
        Map<String, Long> shared = new TreeMap<>();
        members.forEach(entry ->
                entry.segments().stream()
                        .filter(other -> !other.equals(segment.id()))
                        .forEach(other -> shared.merge(other, 1L, Long::sum)));
        return new SegmentView(
                row(segment),
                (int)
                        Math.max(
                                1,
                                live.world()
                                        .document("segment", segment.id())
                                        .map(document -> document.version())
                                        .orElse(1L)),
                directory.entries().size(),
                List.of(),
                members.stream().map(PeopleDirectory.Entry::row).limit(SAMPLE).toList(),
                live.segments().segments().stream()
                        .filter(other -> shared.containsKey(other.id()))
                        .map(other ->
                                new SegmentView.Overlap(
                                        other.id(),
                                        other.definition().name(),
                                        Memberships.size(rows, other.id()),
                                        shared.getOrDefault(other.id(), 0L)))
                        .sorted(Comparator.comparingLong(SegmentView.Overlap::shared).reversed())
                        .toList(),
                live.campaigns().values().stream()
                        .filter(campaign ->
                                campaign.audience().mentions().segments().contains(segment.id()))
                        .map(campaign ->
                                new Choice(
                                        campaign.definition().id(),
                                        campaign.definition().name(),
                                        0))
                        .toList());
    }

    @Override
    public CampaignsView campaigns() {
        return new CampaignsView(
                definitions.get().campaigns().values().stream()
                        .map(this::row)
                        .sorted(
                                Comparator.comparing((CampaignRow row) ->
                                                row.startedAt().orElse(Instant.MAX))
                                        .reversed())
                        .toList());
    }

    private CampaignRow row(LiveCampaign campaign) {
        String id = campaign.definition().id();
        Optional<CampaignRun> run = CampaignRun.find(rows, id);
        Ledger.Balance sums = ledger.balance(rows, id);
        CampaignState state =
                run.isEmpty()
                        ? CampaignState.DRAFT
                        : sums.open() > 0 || !run.get().planned()
                                ? CampaignState.SENDING
                                : CampaignState.FINISHED;
        return new CampaignRow(
                id,
                campaign.definition().name(),
                state,
                run.map(CampaignRun::startedAt),
                new Balance(
                        sums.planned(),
                        sums.open(),
                        sums.sent(),
                        sums.skipped(),
                        sums.failed(),
                        sums.uncertain()),
                campaign.definition().variants().size(),
                ledger.clicks(rows, id).values().stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public Optional<CampaignView> campaign(String id) {
        return Optional.ofNullable(definitions.get().campaigns().get(id)).map(this::view);
    }

    private CampaignView view(LiveCampaign campaign) {
        String id = campaign.definition().id();
        CampaignResults results = results(id);
        String currency = directory().period().currency();
        return new CampaignView(
                row(campaign),
                campaign.definition().description(),
                audience(campaign),
                reasons(id, MessageState.SKIPPED),
                reasons(id, MessageState.FAILED),
                results.arms().stream().map(arm -> variant(campaign, arm, currency)).toList(),
                Comparison.of(results).map(LiveReading::comparison),
                about.invented());
    }

    private CampaignResults results(String campaign) {
        long facts = TimelineStore.facts(rows);
        synchronized (measured) {
            Measured known = measured.get(campaign);
            if (known == null || known.facts() != facts) {
                known =
                        new Measured(
                                facts,
                                CampaignResults.of(
                                        rows,
                                        reader,
                                        ledger,
                                        campaign,
                                        CampaignResults.WINDOW_STANDARD));
                measured.put(campaign, known);
            }
            return known.results();
        }
    }

    private Optional<Choice> audience(LiveCampaign campaign) {
        List<String> named = campaign.audience().mentions().segments();
        return named.size() != 1
                ? Optional.empty()
                : definitions
                        .get()
                        .segments()
                        .find(named.getFirst())
                        .map(segment ->
                                new Choice(
                                        segment.id(),
                                        segment.definition().name(),
                                        Memberships.size(rows, segment.id())));
    }

    private List<ReasonCount> reasons(String campaign, MessageState state) {
        Map<String, Long> reasons = new TreeMap<>();
        for (Ledger.Count count : ledger.counts(rows, campaign)) {
            boolean asked =
                    switch (count.state().standing()) {
                        case SKIPPED -> state == MessageState.SKIPPED;
                        case FAILED -> state == MessageState.FAILED;
                        case OPEN, SENT, UNCERTAIN -> false;
                    };
            if (asked) {
                reasons.merge(count.reason(), count.count(), Long::sum);
            }
        }
        return reasons.entrySet().stream()
                .map(entry -> new ReasonCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(ReasonCount::count).reversed())
                .toList();
    }

    private static CampaignView.Variant variant(
            LiveCampaign campaign, CampaignResults.Arm arm, String currency) {
        String name =
                campaign.definition().variants().stream()
                        .filter(one -> one.id().equals(arm.variant()))
                        .map(one -> one.name())
                        .findFirst()
                        .orElse(arm.variant());
        return new CampaignView.Variant(
                arm.variant(),
                name,
                arm.sent(),
                arm.clicked(),
                Comparison.rate(arm).map(LiveReading::interval),
                arm.ordered(),
                arm.ordered() == 0
                        ? Optional.empty()
                        : Optional.of(new Money(arm.revenue(), currency)));
    }

    private static Interval interval(Comparison.Range range) {
        return new Interval(range.value(), range.low(), range.high(), range.confidence());
    }

    private static CampaignView.Comparison comparison(Comparison comparison) {
        return new CampaignView.Comparison(
                comparison.first(),
                comparison.second(),
                interval(comparison.difference()),
                comparison.tests().stream()
                        .map(test ->
                                new CampaignView.Significance(
                                        test.name(), test.statistic(), test.p()))
                        .toList(),
                Comparison.LEVEL);
    }

    @Override
    public Optional<Slice<LedgerRow>> ledger(String campaign, LedgerQuery query) {
        if (!definitions.get().campaigns().containsKey(campaign)) {
            return Optional.empty();
        }
        List<LedgerEntry> found = new ArrayList<>();
        ledger.scan(
                rows,
                campaign,
                (_, entry) -> {
                    if (query.asksFor(state(entry), entry.reason())) {
                        found.add(entry);
                    }
                    return true;
                });
        found.sort(
                Comparator.comparing(LiveReading::state)
                        .thenComparing(LedgerEntry::changedAt, Comparator.reverseOrder())
                        .thenComparing(LedgerEntry::sendId));
        Slice<LedgerEntry> slice = Slice.of(found, query.paging());
        return Optional.of(
                new Slice<>(
                        slice.items().stream().map(this::row).toList(),
                        slice.paging(),
                        slice.total()));
    }

    private LedgerRow row(LedgerEntry entry) {
        Optional<PersonRow> person = row(entry.person());
        return new LedgerRow(
                entry.person(),
                person.flatMap(PersonRow::name),
                person.flatMap(PersonRow::email),
                entry.variant(),
                state(entry),
                entry.reason(),
                entry.changedAt());
    }

    @Override
    public Slice<MailRow> mailbox(MailQuery query) {
        long count = MailboxStore.count(rows);
        String text = query.text().strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            long newest = Math.max(0, count - query.paging().offset());
            List<MailRow> shown =
                    newest == 0
                            ? List.of()
                            : mailbox.list(rows, newest, query.paging().size()).stream()
                                    .map(this::row)
                                    .toList();
            return new Slice<>(shown, query.paging(), count);
        }
        long oldest = Math.max(1, count - SEARCHED_MAILS + 1);
        readHeads(oldest, count);
        List<Long> found =
                heads.subMap(oldest, true, count, true).descendingMap().entrySet().stream()
                        .filter(head -> head.getValue().contains(text))
                        .map(Map.Entry::getKey)
                        .toList();
        Slice<Long> slice = Slice.of(found, query.paging());
        return new Slice<>(
                slice.items().stream()
                        .flatMap(number -> mailbox.find(rows, number).stream())
                        .map(this::row)
                        .toList(),
                slice.paging(),
                slice.total());
    }

    /// Reads the heads of mails that were not read yet; mails never change, so each is read once.
    private void readHeads(long oldest, long newest) {
        for (long last = newest; last >= oldest; last -= SEARCHED_AT_ONCE) {
            long first = Math.max(oldest, last - SEARCHED_AT_ONCE + 1);
            if (heads.subMap(first, true, last, true).size() < last - first + 1) {
                mailbox.list(rows, last, (int) (last - first + 1))
                        .forEach(one -> heads.put(one.number(), head(one.bytes().bytes())));
            }
        }
        heads.headMap(oldest).clear();
    }

    /// Sender, recipient and subject in lower case; the body is not even decoded.
    private static String head(byte[] mail) {
        ReceivedMail head = ReceivedMail.of(Arrays.copyOf(mail, headLength(mail)));
        return (head.from() + "\n" + head.to() + "\n" + head.subject()).toLowerCase(Locale.ROOT);
    }

    /// Where the head of a mail ends: after its first empty line, or at its end.
    private static int headLength(byte[] mail) {
        for (int index = 3; index < mail.length; index++) {
            if (mail[index] == '\n' && mail[index - 1] == '\r' && mail[index - 2] == '\n') {
                return index + 1;
            }
        }
        return mail.length;
    }

    @Override
    public Optional<MailView> mail(String id) {
        return number(id).flatMap(number -> mailbox.find(rows, number)).map(this::view);
    }

    private static Optional<Long> number(String id) {
        return id.matches("[1-9][0-9]{0,15}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
    }

    private MailRow row(MailboxStore.Received received) {
        MailRow row =
                mails.computeIfAbsent(
                        received.number(),
                        _ -> row(received, ReceivedMail.of(received.bytes().bytes())));
        while (mails.size() > SEARCHED_MAILS) {
            mails.pollFirstEntry();
        }
        return row;
    }

    private MailRow row(MailboxStore.Received received, ReceivedMail mail) {
        String words =
                WEB_ADDRESS.matcher(mail.text()).replaceAll("").replaceAll("\\s+", " ").strip();
        return new MailRow(
                Long.toString(received.number()),
                field(mail, "From"),
                field(mail, "To"),
                field(mail, "Subject"),
                words.length() <= SNIPPET_LENGTH ? words : words.substring(0, SNIPPET_LENGTH),
                received.receivedAt(),
                received.bytes().bytes().length,
                recipient(mail.to()));
    }

    /// Whom the field `To` means, where the address is known.
    private Optional<PersonId> recipient(String to) {
        String address = to.substring(to.indexOf('<') + 1).replace(">", "").strip();
        return directory().entries().stream()
                .map(PeopleDirectory.Entry::row)
                .filter(row -> row.email().filter(address::equalsIgnoreCase).isPresent())
                .map(PersonRow::id)
                .findFirst();
    }

    private static String field(ReceivedMail mail, String name) {
        return mail.fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(ReceivedMail.Field::value)
                .findFirst()
                .orElse("");
    }

    private MailView view(MailboxStore.Received received) {
        ReceivedMail mail = ReceivedMail.of(received.bytes().bytes());
        return new MailView(
                row(received, mail),
                mail.html().isEmpty() ? Optional.empty() : Optional.of(mail.html()),
                mail.text().isEmpty() ? Optional.empty() : Optional.of(mail.text()),
                mail.fields().stream()
                        .map(field -> new MailView.Header(field.name(), field.value()))
                        .toList(),
                new String(received.bytes().bytes(), StandardCharsets.UTF_8));
    }
}
