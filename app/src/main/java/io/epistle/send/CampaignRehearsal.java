package io.epistle.send;

import io.epistle.compose.Finding;
import io.epistle.compose.TemplateChecks;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonRecord;
import io.epistle.profile.PersonReader;
import io.epistle.send.CampaignDrafts.Drafting;
import io.epistle.store.Rows;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;
import io.epistle.vault.Vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// What a campaign would do if it went to its whole audience now: every guard is asked and every
/// message composed, in one pass; nothing is planned and nothing sent.
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

    /// What came of it.
    ///
    /// @param people the audience
    /// @param composed how many messages would go out
    /// @param refused how many guards refuse, or let wait, by reason
    /// @param findings what is wrong with the template over those who pass, worst first
    public record Outcome(
            long people, long composed, SortedMap<String, Long> refused, List<Finding> findings) {
        /// Whether nothing was found that forbids sending.
        public boolean mayBeSent() {
            return findings.stream()
                    .noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        }
    }

    /// One of the audience: a look at their message, or why they get none.
    private record Rehearsed(Optional<TemplateChecks.Look> look, String refused) {}

    /// Rehearses a campaign; one with a trigger as if everybody whom it means moved now.
    ///
    /// @param progress is told how many people were looked at so far
    public Outcome of(
            LiveCampaign campaign, TemplateChecks checks, Instant now, LongConsumer progress) {
        SortedMap<String, Long> refused = new TreeMap<>();
        List<PersonRecord> chunk = new ArrayList<>(CHUNK);
        long[] people = new long[1];
        rows.scan(
                PeopleStore.PEOPLE,
                new byte[0],
                (_, record) -> {
                    chunk.add(record);
                    if (chunk.size() == CHUNK) {
                        people[0] += rehearse(campaign, checks, now, chunk, refused);
                        progress.accept(people[0]);
                    }
                    return true;
                });
        people[0] += rehearse(campaign, checks, now, chunk, refused);
        return new Outcome(people[0], checks.composed(), refused, checks.findings());
    }

    private int rehearse(
            LiveCampaign campaign,
            TemplateChecks checks,
            Instant now,
            List<PersonRecord> chunk,
            SortedMap<String, Long> refused) {
        List<Rehearsed> rehearsed =
                chunk.parallelStream()
                        .map(record -> reader.read(rows, record))
                        .filter(person -> campaign.isMeant(person, now))
                        .map(person ->
                                rehearsed(
                                        campaign,
                                        checks,
                                        Addressed.of(
                                                campaign.definition(), person, now, vault, draw),
                                        now))
                        .toList();
        chunk.clear();
        for (Rehearsed one : rehearsed) {
            one.look()
                    .ifPresentOrElse(
                            checks::add, () -> refused.merge(one.refused(), 1L, Long::sum));
        }
        return rehearsed.size();
    }

    private Rehearsed rehearsed(
            LiveCampaign campaign, TemplateChecks checks, Addressed to, Instant now) {
        LedgerEntry.Key key = new LedgerEntry.Key(campaign.definition().id(), to.address());
        return switch (drafts.draft(ledger.planned(key, to.person(), to.variant(), now))) {
            case Drafting.Drafted drafted ->
                    new Rehearsed(Optional.of(checks.compose(drafted.input())), "");
            case Drafting.Refused(Preparation why) ->
                    new Rehearsed(
                            Optional.empty(),
                            switch (why) {
                                case Preparation.Wait(String reason, _) -> reason;
                                case Preparation.Skip(String reason) -> reason;
                                case Preparation.Fail(String reason) -> reason;
                                case Preparation.Ready _ -> "";
                            });
        };
    }
}
