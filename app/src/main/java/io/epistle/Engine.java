package io.epistle;

import io.epistle.alert.AlertStore;
import io.epistle.collect.Admissions;
import io.epistle.collect.ImportStore;
import io.epistle.collect.QuarantineBounds;
import io.epistle.collect.QuarantineStore;
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
import io.epistle.measure.ConversionDefinition;
import io.epistle.measure.MailResponses;
import io.epistle.measure.Measurement;
import io.epistle.predict.Models;
import io.epistle.predict.churn.ChurnScoring;
import io.epistle.profile.PersonReader;
import io.epistle.safety.JournalFile;
import io.epistle.safety.SafetyJournal;
import io.epistle.safety.SafetyReplay;
import io.epistle.segment.DueTimes;
import io.epistle.segment.LiveSegments;
import io.epistle.segment.Memberships;
import io.epistle.segment.Sweep;
import io.epistle.send.CampaignDraw;
import io.epistle.send.Ledger;
import io.epistle.send.MailLinks;
import io.epistle.send.MailboxBounds;
import io.epistle.send.MailboxRetention;
import io.epistle.send.MailboxStore;
import io.epistle.send.Preferences;
import io.epistle.send.Recipients;
import io.epistle.send.RelayChannel;
import io.epistle.send.Routing;
import io.epistle.send.TriggeredCampaigns;
import io.epistle.send.Unsubscribes;
import io.epistle.store.Retention;
import io.epistle.store.RocksStore;
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
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// All parts of the product over one data folder, wired by hand. Read it from top to bottom: it is
/// the way of a fact.
final class Engine implements AutoCloseable {
    private static final long DEMONSTRATED_DRAW = 1;

    final DataFolder folder;
    final Vault vault;
    private final List<Runnable> owned;
    final RocksStore store;
    final FolderClock clock;

    /// The clock of this machine, also where that of the folder stands.
    final InstantSource wall;

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
        this.clock = FolderClock.of(store, stands, wall);
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
        Tables.migrations(timelines, quarantine).run(store, writer);
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
            RocksStore store = RocksStore.open(folder.store(), Tables.ALL);
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
                RocksStore.open(store, Tables.ALL),
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

    /// What results of campaigns count now.
    Measurement measurement() {
        return new Measurement(
                clock.knownUntil(), Measurement.WINDOW_STANDARD, ConversionDefinition.of(world()));
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
        return clock.standsAt().isPresent()
                ? CampaignDraw.demonstrated(DEMONSTRATED_DRAW)
                : CampaignDraw.of(vault);
    }

    /// Where mails are handed over. A demonstration has no relay, whatever is configured: its
    /// addresses are invented.
    Routing routing(Config config) {
        return clock.standsAt().isPresent()
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
        return new MailResponses(writer, ledger, links, recipients(), clock.standsAt().isPresent());
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
        boolean stands = clock.standsAt().isPresent();
        ConsoleReading reading =
                StoredConsole.over(
                        new Stored(
                                store,
                                people,
                                reader,
                                publisher::live,
                                this::now,
                                this::measurement,
                                this::draw),
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
