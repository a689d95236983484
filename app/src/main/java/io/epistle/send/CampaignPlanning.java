package io.epistle.send;

import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonId;
import io.epistle.identity.PersonRecord;
import io.epistle.profile.PersonReader;
import io.epistle.store.Rows;
import io.epistle.store.Writer;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;
import io.epistle.vault.Vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Plans a campaign: one ledger row for everyone in its audience at the instant it was started.
/// Killed half way, it goes on behind the last person planned.
public final class CampaignPlanning {
    /// People of one turn.
    private static final int TURN_PEOPLE = 512;

    private final Rows rows;
    private final Writer writer;
    private final Vault vault;
    private final PersonReader reader;
    private final Ledger ledger;
    private final CampaignDraw draw;

    /// Planning over people into the ledger.
    public CampaignPlanning(
            Rows rows,
            Writer writer,
            Vault vault,
            PersonReader reader,
            Ledger ledger,
            CampaignDraw draw) {
        this.rows = rows;
        this.writer = writer;
        this.vault = vault;
        this.reader = reader;
        this.ledger = ledger;
        this.draw = draw;
    }

    /// Starts a campaign, or goes on with one that was interrupted; returns its run.
    public CampaignRun plan(LiveCampaign campaign, long world) {
        String id = campaign.definition().id();
        CampaignRun run = writer.apply(turn -> CampaignRun.start(turn, id, world));
        List<PersonRecord> chunk = new ArrayList<>(TURN_PEOPLE);
        byte[] from =
                run.plannedUpTo()
                        .map(PeopleStore.PEOPLE.keys()::encode)
                        .orElseGet(() -> new byte[0]);
        if (run.planned()) {
            return run;
        }
        rows.scan(
                PeopleStore.PEOPLE,
                new byte[0],
                from,
                (person, record) -> {
                    if (!run.plannedUpTo().equals(Optional.of(person))) {
                        chunk.add(record);
                    }
                    if (chunk.size() == TURN_PEOPLE) {
                        plan(campaign, run, chunk, false);
                    }
                    return true;
                });
        plan(campaign, run, chunk, true);
        return CampaignRun.find(rows, id).orElseThrow();
    }

    private void plan(
            LiveCampaign campaign, CampaignRun run, List<PersonRecord> chunk, boolean last) {
        List<Addressed> planned =
                chunk.parallelStream()
                        .map(record -> reader.read(rows, record))
                        .filter(person -> campaign.isMeant(person, run.startedAt()))
                        .map(person ->
                                Addressed.of(
                                        campaign.definition(),
                                        person,
                                        run.startedAt(),
                                        vault,
                                        draw))
                        .toList();
        Optional<PersonId> upTo =
                chunk.isEmpty() ? run.plannedUpTo() : Optional.of(chunk.getLast().id());
        int _ =
                writer.apply(turn -> {
                    if (CampaignRun.find(turn, run.campaign()).orElse(run).planned()) {
                        // Somebody ended the planning.
                        return 0;
                    }
                    for (Addressed one : planned) {
                        LedgerEntry.Key key = new LedgerEntry.Key(run.campaign(), one.address());
                        boolean _ = ledger.plan(turn, key, one.person(), one.variant());
                    }
                    upTo.ifPresent(person -> run.planned(turn, person, last));
                    return planned.size();
                });
        chunk.clear();
    }
}
