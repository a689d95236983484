package io.epistle;

import io.epistle.alert.AlertStore;
import io.epistle.collect.Admissions;
import io.epistle.collect.ImportStore;
import io.epistle.collect.QuarantineAgesMigration;
import io.epistle.collect.QuarantineStore;
import io.epistle.collect.QuarantineTables;
import io.epistle.definition.WorldStore;
import io.epistle.identity.PeopleStore;
import io.epistle.privacy.Suppressions;
import io.epistle.segment.Memberships;
import io.epistle.segment.SegmentDaysMigration;
import io.epistle.send.CampaignRun;
import io.epistle.send.Cancellation;
import io.epistle.send.Hold;
import io.epistle.send.LanesMigration;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerIndex;
import io.epistle.send.MailboxStore;
import io.epistle.send.Outbox;
import io.epistle.send.Pace;
import io.epistle.send.TestMode;
import io.epistle.store.Migrations;
import io.epistle.store.Table;
import io.epistle.store.Tallies;
import io.epistle.store.TimelineStore;
import io.epistle.store.Writer;

import java.util.List;

/// What the store of a data folder is made of, and what brings an older one up to it.
final class Tables {
    /// Every table.
    static final List<Table<?, ?>> ALL =
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
                    Outbox.STARTS,
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

    private Tables() {}

    /// What folders of older programs need, in the order in which it came to be needed.
    static Migrations migrations(TimelineStore timelines, QuarantineStore quarantine) {
        return new Migrations(
                List.of(
                        new SegmentDaysMigration(timelines),
                        new QuarantineAgesMigration(quarantine),
                        new LanesMigration(),
                        // Once more, since lanes know where they begin.
                        new LanesMigration()));
    }
}
