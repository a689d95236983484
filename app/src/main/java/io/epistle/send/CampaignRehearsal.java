package io.epistle.send;

import io.epistle.compose.Finding;
import io.epistle.compose.TemplateChecks;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonRecord;
import io.epistle.privacy.AddressHash;
import io.epistle.profile.PersonReader;
import io.epistle.send.CampaignDrafts.Drafting;
import io.epistle.store.Rows;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;
import io.epistle.vault.Vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// What a campaign would do if it went to its whole audience now: every guard is asked and every
/// message composed, in one pass; nothing is planned and nothing sent. What would wait, such as for
/// the end of quiet hours, is composed as of then.
public final class CampaignRehearsal {
    /// People of one piece of work.
    private static final int CHUNK = 512;

    private final Rows rows;
    private final Vault vault;
    private final PersonReader reader;
    private final Ledger ledger;
    private final CampaignDraw draw;
    private final CampaignDrafts drafts;

    /// Rehearsals over people.
    public CampaignRehearsal(
            Rows rows,
            Vault vault,
            PersonReader reader,
            Ledger ledger,
            CampaignDraw draw,
            CampaignDrafts drafts) {
        this.rows = rows;
        this.vault = vault;
        this.reader = reader;
        this.ledger = ledger;
        this.draw = draw;
        this.drafts = drafts;
    }

    /// What came of it. Everybody meant is in exactly one of `now`, `later` and `refused`.
    ///
    /// @param people the audience
    /// @param now how many messages would go out at once
    /// @param later how many are to wait, by what for; they were composed as of when that ends
    /// @param refused how many would not go out, by reason; [#ALREADY] and [#SAME_ADDRESS] among
    ///   them
    /// @param findings what is wrong with the template over all messages that were composed, worst
    ///   first
    public record Outcome(
            long people,
            long now,
            SortedMap<String, Long> later,
            SortedMap<String, Long> refused,
            List<Finding> findings) {
        /// Whether nothing was found that forbids sending.
        public boolean mayBeSent() {
            return findings.stream()
                    .noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        }
    }

    /// The reason of those whose message of this campaign has ended, or is on its way.
    public static final String ALREADY = "has its message already";

    /// The reason of those whose address somebody before them in the audience has.
    public static final String SAME_ADDRESS = "the same address as somebody else";

    /// A message may wait for one guard after the other; these are all that let it.
    private static final int WAITS_MAX = 3;

    /// One of the audience: a look at their message, or why they get none.
    ///
    /// @param why what it waits for, or why there is none; empty for one that goes out at once
    private record Rehearsed(Optional<TemplateChecks.Look> look, String why) {
        static Rehearsed none(String why) {
            return new Rehearsed(Optional.empty(), why);
        }
    }

    /// One pass over an audience.
    private static final class Pass {
        final LiveCampaign campaign;
        final TemplateChecks checks;
        final Instant now;
        final SortedMap<String, Long> later = new TreeMap<>();
        final SortedMap<String, Long> refused = new TreeMap<>();

        /// Some 50 bytes for each of the audience.
        final Set<AddressHash> addresses = new HashSet<>();

        long people;
        long atOnce;

        Pass(LiveCampaign campaign, TemplateChecks checks, Instant now) {
            this.campaign = campaign;
            this.checks = checks;
            this.now = now;
        }

        void add(Rehearsed one) {
            people++;
            one.look().ifPresent(checks::add);
            if (one.look().isEmpty()) {
                refused.merge(one.why(), 1L, Long::sum);
            } else if (one.why().isEmpty()) {
                atOnce++;
            } else {
                later.merge(one.why(), 1L, Long::sum);
            }
        }
    }

    /// Rehearses a campaign; one with a trigger as if everybody whom it means moved now.
    ///
    /// @param progress is told how many people were looked at so far
    public Outcome of(
            LiveCampaign campaign, TemplateChecks checks, Instant now, LongConsumer progress) {
        Pass pass = new Pass(campaign, checks, now);
        List<PersonRecord> chunk = new ArrayList<>(CHUNK);
        rows.scan(
                PeopleStore.PEOPLE,
                new byte[0],
                (_, record) -> {
                    chunk.add(record);
                    if (chunk.size() == CHUNK) {
                        rehearse(pass, chunk);
                        progress.accept(pass.people);
                    }
                    return true;
                });
        rehearse(pass, chunk);
        return new Outcome(pass.people, pass.atOnce, pass.later, pass.refused, checks.findings());
    }

    private void rehearse(Pass pass, List<PersonRecord> chunk) {
        List<Addressed> audience =
                chunk.parallelStream()
                        .map(record -> reader.read(rows, record))
                        .filter(person -> pass.campaign.isMeant(person, pass.now))
                        .map(person ->
                                Addressed.of(
                                        pass.campaign.definition(), person, pass.now, vault, draw))
                        .toList();
        chunk.clear();
        List<Addressed> first = new ArrayList<>(audience.size());
        for (Addressed to : audience) {
            if (pass.addresses.add(to.address())) {
                first.add(to);
            } else {
                pass.add(Rehearsed.none(SAME_ADDRESS));
            }
        }
        first.parallelStream().map(to -> rehearsed(pass, to)).toList().forEach(pass::add);
    }

    private Rehearsed rehearsed(Pass pass, Addressed to) {
        String id = pass.campaign.definition().id();
        List<LedgerEntry> occasions = ledger.occasions(rows, id, to.address());
        Optional<LedgerEntry> waiting =
                occasions.stream().filter(entry -> entry.state().isWaiting()).findFirst();
        boolean hasOne =
                pass.campaign
                        .definition()
                        .trigger()
                        .map(trigger -> TriggeredCampaigns.isTooSoon(occasions, trigger, pass.now))
                        .orElse(!occasions.isEmpty());
        if (hasOne && waiting.isEmpty()) {
            return Rehearsed.none(ALREADY);
        }
        LedgerEntry row =
                waiting.orElseGet(() ->
                        ledger.planned(
                                new LedgerEntry.Key(id, to.address()),
                                to.person(),
                                to.variant(),
                                pass.now));
        return drafted(pass, row);
    }

    /// Asks as of now and, where a guard lets the message wait, as of when it is asked again.
    private Rehearsed drafted(Pass pass, LedgerEntry planned) {
        LedgerEntry row = planned;
        String waitsFor = "";
        Instant at = pass.now;
        for (int asked = 0; asked <= WAITS_MAX; asked++) {
            switch (drafts.draft(row, at)) {
                case Drafting.Drafted drafted -> {
                    return new Rehearsed(
                            Optional.of(pass.checks.compose(drafted.input())), waitsFor);
                }
                case Drafting.Refused(Preparation.Wait(String reason, Instant until)) -> {
                    waitsFor = waitsFor.isEmpty() ? reason : waitsFor;
                    row = row.claimedBy(row.fence(), at).postponed(reason, at, until);
                    at = until;
                }
                case Drafting.Refused(Preparation.Skip(String reason)) -> {
                    return Rehearsed.none(reason);
                }
                case Drafting.Refused(Preparation.Fail(String reason)) -> {
                    return Rehearsed.none(reason);
                }
                case Drafting.Refused(Preparation.Ready _) ->
                        throw new IllegalStateException("found a message that was refused");
            }
        }
        return Rehearsed.none(waitsFor);
    }
}
