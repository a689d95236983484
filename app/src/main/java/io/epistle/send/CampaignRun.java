package io.epistle.send;

import io.epistle.event.ByteReader;
import io.epistle.identity.PersonId;
import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Turn;

import java.time.Instant;
import java.util.Optional;

/// That a campaign was started: the instant and World it is frozen at, and how far planning got.
/// Planning is resumed behind the last planned person, and ends once.
///
/// @param campaign the campaign's id
/// @param world the version of the World it was started under
/// @param startedAt its instant
/// @param plannedUpTo the last person that was planned; absent before the first
/// @param planned whether everyone is planned
public record CampaignRun(
        String campaign,
        long world,
        Instant startedAt,
        Optional<PersonId> plannedUpTo,
        boolean planned) {
    private static final int VERSION = 1;

    /// The runs, by campaign.
    public static final Table<String, CampaignRun> RUNS =
            new Table<>(
                    "campaigns",
                    Codec.TEXT,
                    Codec.of(
                            (run, out) -> {
                                out.writeByte(VERSION)
                                        .writeText(run.campaign())
                                        .writeVarint(run.world())
                                        .writeZigzag(run.startedAt().toEpochMilli())
                                        .writeByte(run.planned() ? 1 : 0)
                                        .writeByte(run.plannedUpTo().isPresent() ? 1 : 0);
                                run.plannedUpTo().ifPresent(person -> out.writeStem(person.stem()));
                            },
                            CampaignRun::read));

    private static CampaignRun read(ByteReader in) {
        int version = in.readByte();
        if (version != VERSION) {
            throw new ByteReader.MalformedBytes("found campaign run version " + version);
        }
        String campaign = in.readText();
        long world = in.readVarint();
        Instant startedAt = Instant.ofEpochMilli(in.readZigzag());
        boolean planned = in.readByte() == 1;
        Optional<PersonId> upTo =
                in.readByte() == 1 ? Optional.of(new PersonId(in.readStem())) : Optional.empty();
        return new CampaignRun(campaign, world, startedAt, upTo, planned);
    }

    /// The run of a campaign, started by this turn where there is none yet.
    public static CampaignRun start(Turn turn, String campaign, long world) {
        return find(turn, campaign)
                .orElseGet(() -> {
                    CampaignRun fresh =
                            new CampaignRun(campaign, world, turn.now(), Optional.empty(), false);
                    turn.put(RUNS, campaign, fresh);
                    return fresh;
                });
    }

    /// Notes that a campaign with a trigger began to plan, where it has not before. Its planning
    /// never ends, so there is none to go on with.
    static void startTriggered(Turn turn, String campaign, long world) {
        if (find(turn, campaign).isEmpty()) {
            turn.put(
                    RUNS,
                    campaign,
                    new CampaignRun(campaign, world, turn.now(), Optional.empty(), true));
        }
    }

    /// Plans nobody further, of a campaign that somebody runs; returns whether that changes it.
    public static boolean end(Turn turn, String campaign) {
        Optional<CampaignRun> going = find(turn, campaign).filter(run -> !run.planned());
        going.ifPresent(run ->
                turn.put(
                        RUNS,
                        campaign,
                        new CampaignRun(
                                campaign, run.world(), run.startedAt(), run.plannedUpTo(), true)));
        return going.isPresent();
    }

    /// The run of a campaign; absent where it was never started.
    public static Optional<CampaignRun> find(Rows rows, String campaign) {
        return rows.get(RUNS, campaign);
    }

    /// Notes how far planning got.
    public void planned(Turn turn, PersonId upTo, boolean complete) {
        turn.put(
                RUNS,
                campaign,
                new CampaignRun(campaign, world, startedAt, Optional.of(upTo), complete));
    }
}
