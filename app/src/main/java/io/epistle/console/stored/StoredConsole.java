package io.epistle.console.stored;

import io.epistle.alert.AlertStore;
import io.epistle.collect.QuarantineStore;
import io.epistle.console.ConsoleReading;
import io.epistle.predict.Models;
import io.epistle.send.Ledger;
import io.epistle.send.MailboxStore;
import io.epistle.store.LatestFacts;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// All that the console reads, wired over a store.
public final class StoredConsole {
    /// People that one search by part of a name reads while not everyone is folded: as many as are
    /// read within a page's patience on two cores.
    public static final int SEARCHED_STANDARD = 500;

    private StoredConsole() {}

    /// A reading of a store; everyone begins to be folded at once, for the pages that need it.
    ///
    /// @param latest the facts that arrived since this process started
    /// @param models what recommends; absent while it is being trained, and nothing is recommended
    ///   meanwhile
    /// @param alerted what an operator must know
    /// @param searched people that one search by part of a name reads, [#SEARCHED_STANDARD]
    /// @param beside runs what nobody waits for
    public static ConsoleReading over(
            Stored stored,
            Ledger ledger,
            MailboxStore mailbox,
            QuarantineStore quarantined,
            LatestFacts latest,
            Supplier<Optional<Models>> models,
            AlertStore alerted,
            About about,
            int searched,
            Executor beside) {
        FoldedPeople folded = new FoldedPeople(stored, beside);
        StoredSegments segments = new StoredSegments(stored, folded);
        StoredCampaigns campaigns = new StoredCampaigns(stored, ledger, folded);
        StoredQuarantine quarantine = new StoredQuarantine(stored, quarantined);
        StoredAlerts alerts = new StoredAlerts(alerted);
        PeopleSearch search = new PeopleSearch(stored, searched);
        long _ = folded.count();
        return new ConsoleReading(
                new StoredWorkspace(stored, about),
                new StoredHome(stored, folded, segments, campaigns, quarantine, alerts),
                new StoredPeople(folded, segments, search, new PeoplePages(stored, folded)),
                new StoredPerson(
                        stored, new PersonPicks(models), new PersonMessages(stored, ledger)),
                segments,
                campaigns,
                new StoredTemplates(stored, models),
                new StoredMailbox(stored, mailbox),
                quarantine,
                new StoredLive(stored, latest, new FactJourney(stored, ledger)),
                alerts);
    }
}
