package io.epistle;

import io.epistle.alert.AlertStore;
import io.epistle.collect.Admissions;
import io.epistle.collect.ImportStore;
import io.epistle.collect.QuarantineAgesMigration;
import io.epistle.collect.QuarantineBounds;
import io.epistle.collect.QuarantineStore;
import io.epistle.collect.QuarantineTables;
import io.epistle.collect.SeenRetention;
import io.epistle.collect.http.CollectStore;
import io.epistle.collect.http.Rejections;
import io.epistle.console.ConsoleReading;
import io.epistle.console.stored.About;
import io.epistle.console.stored.Stored;
import io.epistle.console.stored.StoredConsole;
import io.epistle.definition.World;
import io.epistle.definition.WorldStore;
import io.epistle.identity.PeopleStore;
import io.epistle.measure.MailResponses;
import io.epistle.predict.Models;
import io.epistle.predict.churn.ChurnScoring;
import io.epistle.privacy.Suppressions;
import io.epistle.profile.PersonReader;
import io.epistle.safety.JournalFile;
import io.epistle.safety.SafetyJournal;
import io.epistle.safety.SafetyReplay;
import io.epistle.segment.DueTimes;
import io.epistle.segment.LiveSegments;
import io.epistle.segment.Memberships;
import io.epistle.segment.SegmentDaysMigration;
import io.epistle.segment.Sweep;
import io.epistle.send.CampaignDraw;
import io.epistle.send.CampaignRun;
import io.epistle.send.Cancellation;
import io.epistle.send.Hold;
import io.epistle.send.LanesMigration;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerIndex;
import io.epistle.send.MailLinks;
import io.epistle.send.MailboxBounds;
import io.epistle.send.MailboxRetention;
import io.epistle.send.MailboxStore;
import io.epistle.send.Outbox;
import io.epistle.send.Pace;
import io.epistle.send.Preferences;
import io.epistle.send.Recipients;
import io.epistle.send.RelayChannel;
import io.epistle.send.Routing;
import io.epistle.send.TestMode;
import io.epistle.send.TriggeredCampaigns;
import io.epistle.send.Unsubscribes;
import io.epistle.store.Migrations;
import io.epistle.store.Retention;
import io.epistle.store.RocksStore;
import io.epistle.store.Table;
import io.epistle.store.Tallies;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;
import io.epistle.store.Writer;
import io.epistle.trigger.Deciding;
import io.epistle.trigger.Publisher;
import io.epistle.vault.Vault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// All parts of the product over one data folder, wired by hand. Read it from top to bottom: it is
/// the way of a fact.
final class Engine implements AutoCloseable {
    /// Every table of the store.
    static final List<Table<?, ?>> TABLES =
            List.of(
                    Writer.TURNS,
                    Tallies.TALLIES,
                    TimelineStore.TIMELINES,
                    TimelineStore.COUNTERS,
                    WorldStore.WORLDS,
                    PeopleStore.IDENTIFIERS,
                    PeopleStore.STEMS,
                    PeopleStore.PEOPLE,
                    PeopleStore.NOBODY,
                    PeopleStore.EDGES,
                    Suppressions.SUPPRESSIONS,
                    Admissions.SEEN,
                    QuarantineTables.QUARANTINE,
                    QuarantineTables.BY_RULE,
                    QuarantineTables.BY_AGE,
                    QuarantineTables.DAY_KEYS,
                    ImportStore.IMPORTS,
                    Memberships.STATES,
                    Memberships.MEMBERS,
                    Ledger.ENTRIES,
                    Ledger.SENDS,
                    Outbox.LANES,
                    LedgerIndex.UNDER_WAY,
                    LanesMigration.OUTBOX,
                    Pace.PACES,
                    Hold.HOLDS,
                    TestMode.LIVE,
                    CampaignRun.RUNS,
                    Cancellation.CANCELLATIONS,
                    MailboxStore.MAILBOX,
                    MailboxStore.DAY_KEYS,
                    MailboxStore.COUNTS,
                    AlertStore.ALERTS,
                    AlertStore.SAMPLES);

    private static final long DEMONSTRATED_DRAW = 1;

    private static final String STANDS_AT = "stands_at";

    final DataFolder folder;
    final Vault vault;
    private final List<Runnable> owned;
    final RocksStore store;
    final InstantSource clock;

    /// The clock of this machine, also where that of the folder stands.
    final InstantSource wall;

    private final AtomicReference<Optional<Instant>> standing;
    final PeopleStore people;
    final TimelineStore timelines;
    final PersonReader reader;

    /// Absent while a store is restored: what is replayed from the journal is in it.
    final Optional<SafetyJournal> journal;

    final WorldStore worlds;
    final Publisher publisher;
    final DueTimes dueTimes;
    final Memberships memberships;
    final Ledger ledger;
    final TriggeredCampaigns triggered;
    final Deciding deciding;
    final Writer writer;
    final QuarantineStore quarantine;
    final Admissions live;
    final Admissions history;
    final CollectStore collect;
    final Rejections rejections = new Rejections();

    /// Gets a permit when a message was planned, or a delivery ended.
    final Semaphore noted = new Semaphore(0);

    final ImportStore imports;
    final Sweep sweep;
    final MailboxStore mailbox;
    final ChurnScoring churnScoring;
    final AlertStore alerts;

    /// @param owned closes what is closed with this engine
    private Engine(
            DataFolder folder,
            Vault vault,
            RocksStore store,
            Optional<JournalFile> journalFile,
            List<Runnable> owned,
            Optional<Instant> stands,
            InstantSource wall) {
        this.folder = folder;
        this.vault = vault;
        this.owned = owned;
        this.store = store;
        this.wall = wall;
        this.clock = () -> standsAt().orElseGet(wall::instant);
        this.standing =
                new AtomicReference<>(
                        store.get(TimelineStore.COUNTERS, STANDS_AT)
                                .map(Instant::ofEpochMilli)
                                .or(() -> stands));
        people = new PeopleStore(vault);
        timelines = new TimelineStore(vault);
        reader = new PersonReader(people, timelines);
        journal = journalFile.map(file -> new SafetyJournal(file, vault, people, reader));
        worlds = new WorldStore(store, ZoneOffset.UTC);
        publisher = new Publisher(store, worlds, reader);
        dueTimes = new DueTimes();
        memberships = new Memberships(people, timelines, dueTimes);
        memberships.restoreDueTimes(store);
        ledger = new Ledger(vault);
        triggered =
                new TriggeredCampaigns(
                        vault, reader, ledger, publisher::live, this::draw, noted::release);
        deciding = new Deciding(memberships, timelines, this::segments, triggered);
        writer = Writer.start(store, deciding, this::beforeCommit, clock);
        quarantine = new QuarantineStore(vault, QuarantineBounds.STANDARD);
        live = new Admissions(vault, people, timelines, quarantine, deciding).windowed();
        history = new Admissions(vault, people, timelines, quarantine, deciding::later);
        collect = new CollectStore(writer, live, quarantine);
        imports = new ImportStore(store, writer, history, quarantine);
        sweep = new Sweep(store, writer, memberships, dueTimes, this::segments);
        mailbox = new MailboxStore(vault, writer);
        churnScoring = new ChurnScoring(store, writer, reader, people, timelines, deciding);
        alerts = new AlertStore(store, writer);
        new Migrations(
                        List.of(
                                new SegmentDaysMigration(timelines),
                                new QuarantineAgesMigration(quarantine),
                                new LanesMigration()))
                .run(store, writer);
    }

    /// Opens everything in `data`.
    ///
    /// @param standing where the clock stands for this command, in a folder that does not stand for
    ///   good; absent for the wall clock
    /// @param wall the clock of a folder that does not stand
    static Engine open(Path data, Optional<Instant> standing, InstantSource wall) {
        DataFolder folder = new DataFolder(data);
        LockFile lock = LockFile.take(folder);
        try {
            return open(folder, lock, standing, wall);
        } catch (RuntimeException refused) {
            lock.close();
            throw refused;
        }
    }

    private static Engine open(
            DataFolder folder, LockFile lock, Optional<Instant> standing, InstantSource wall) {
        Vault vault = Vault.open(folder.keys());
        try {
            RocksStore store = RocksStore.open(folder.store(), TABLES);
            try {
                JournalFile journal = JournalFile.open(folder.journal(), SafetyJournal.seal(vault));
                return new Engine(
                        folder,
                        vault,
                        store,
                        Optional.of(journal),
                        List.of(vault::close, lock::close),
                        standing,
                        wall);
            } catch (RuntimeException refused) {
                store.close();
                throw refused;
            }
        } catch (RuntimeException refused) {
            vault.close();
            throw refused;
        }
    }

    /// Opens a store that is being restored, under the folder's keys and without its journal.
    static Engine restoring(DataFolder folder, Vault vault, Path store, InstantSource wall) {
        return new Engine(
                folder,
                vault,
                RocksStore.open(store, TABLES),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                wall);
    }

    private void beforeCommit(Turn turn) {
        vault.sync();
        journal.ifPresent(safety -> safety.before(turn));
    }

    /// What brings this store up to what its journal knows.
    SafetyReplay replay() {
        return new SafetyReplay(writer, people, reader, timelines, deciding::later);
    }

    /// Where the clock of this folder stands still; absent where it runs.
    Optional<Instant> standsAt() {
        return Objects.requireNonNull(standing.get());
    }

    /// Whether the clock of this folder stands for good, not only for this command.
    boolean isStanding() {
        return store.get(TimelineStore.COUNTERS, STANDS_AT).isPresent();
    }

    /// Lets the clock of this folder stand at `at` for good, so that every later command sees the
    /// same moment. Time only goes forward.
    void standAt(Instant at) {
        if (standsAt().isPresent() && at.isBefore(standsAt().get())) {
            throw new Command.Refusal(
                    "The data folder stands at %s and cannot go back to %s; name another folder with --data."
                            .formatted(standsAt().get(), at));
        }
        standing.set(Optional.of(at));
        long _ =
                writer.apply(turn -> {
                    turn.put(TimelineStore.COUNTERS, STANDS_AT, at.toEpochMilli());
                    return at.toEpochMilli();
                });
    }

    /// The moment that commands answer for.
    Instant now() {
        return clock.instant();
    }

    /// The later of [#now()] and the time of the last turn, which a clock that is set back leaves
    /// where it was.
    Instant latest() {
        Instant turned = Writer.lastNow(store);
        return turned.isAfter(now()) ? turned : now();
    }

    /// The World in force.
    World world() {
        return worlds.current();
    }

    /// Whom mails were sent to.
    Recipients recipients() {
        return new Recipients(vault, ledger, people, reader, timelines, deciding);
    }

    /// What is kept for a time or up to a number, and shortened while a server runs.
    ///
    /// @param mailbox how much the built-in mailbox keeps
    List<Retention> retentions(MailboxBounds mailbox) {
        return List.of(
                quarantine.retention(),
                new SeenRetention(store),
                MailboxRetention.of(vault, mailbox),
                memberships::forgetErased);
    }

    /// The segments of the World in force.
    LiveSegments segments() {
        return publisher.live().segments();
    }

    /// Who gets which variant of a campaign: in a demonstration the same in every folder.
    CampaignDraw draw() {
        return standsAt().isPresent()
                ? CampaignDraw.demonstrated(DEMONSTRATED_DRAW)
                : CampaignDraw.of(vault);
    }

    /// Where mails are handed over. A demonstration has no relay, whatever is configured: its
    /// addresses are invented.
    Routing routing(Config config) {
        return standsAt().isPresent()
                ? Routing.NONE
                : new Routing(
                        config.relay().map(settings -> RelayChannel.to(settings, clock)),
                        config.allowed());
    }

    /// The links in mails that lead back to `base`.
    MailLinks links(URI base) {
        return new MailLinks(vault, base);
    }

    /// What following the unsubscribe links among `links` does.
    Unsubscribes unsubscribes(MailLinks links) {
        return new Unsubscribes(store, writer, links, recipients());
    }

    /// What following the other links among `links` does.
    MailResponses responses(MailLinks links) {
        return new MailResponses(writer, ledger, links, recipients(), standsAt().isPresent());
    }

    /// What people say on the page of their preferences, by the links among `links`.
    Preferences preferences(MailLinks links) {
        return new Preferences(
                store, writer, links, recipients(), () -> publisher.live().topics(), this::now);
    }

    /// What the console reads; everyone begins to be folded at once.
    ///
    /// @param routing where mails are handed over
    /// @param models what recommends; absent while it is being trained
    /// @param searched people that one search by part of a name reads,
    ///   [StoredConsole#SEARCHED_STANDARD]
    /// @param beside runs what nobody waits for
    ConsoleReading console(
            Routing routing, Supplier<Optional<Models>> models, int searched, Executor beside) {
        boolean stands = standsAt().isPresent();
        ConsoleReading reading =
                StoredConsole.over(
                        new Stored(store, people, reader, publisher::live, this::now),
                        ledger,
                        mailbox,
                        quarantine,
                        timelines.latest(),
                        models,
                        alerts,
                        new About(stands ? "Demonstration" : "Epistle", stands, stands),
                        searched,
                        beside);
        return reading.with(new Vitals(this, routing, reading.workspace()));
    }

    @Override
    public void close() {
        writer.close();
        journal.ifPresent(SafetyJournal::close);
        store.close();
        owned.forEach(Runnable::run);
    }
}
