package io.epistle.rule.runs;

import io.epistle.event.Fact;
import io.epistle.event.Value;
import io.epistle.profile.Person;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One run of a program over one person's history at one moment. What was looked up for one
/// condition serves the others; not for use by two threads.
final class Evaluation {
    private final History history;
    private final List<Looked> table;
    private final long now;
    private final @Nullable Sightings[] sightings;
    private final @Nullable Standing[] shared;

    Evaluation(History history, List<Looked> table, int shared, long now) {
        this.history = history;
        this.table = table;
        this.now = now;
        this.sightings = new Sightings[table.size()];
        this.shared = new Standing[shared];
    }

    Person person() {
        return history.person();
    }

    /// Whether a condition holds now, and until when that stands.
    Standing standing(Runs runs) {
        return switch (runs) {
            case Runs.Everyone _ -> new Standing(true, Standing.FOREVER);
            case Runs.All(_, List<Runs> parts) -> all(parts);
            case Runs.Any(_, List<Runs> parts) -> any(parts);
            case Runs.Not(_, Runs part) -> standing(part).negated();
            case Runs.NumberOf(_, int least, int most, List<Runs> parts) ->
                    numberOf(least, most, parts);
            case Runs.Shared(_, int slot, Runs rule) -> {
                Standing known = shared[slot];
                if (known == null) {
                    known = standing(rule);
                    shared[slot] = known;
                }
                yield known;
            }
            case Runs.TraitMeets trait -> Traits.standing(trait, person(), now);
            case Runs.Counted(_, int looked, Active active, long least, long most) ->
                    new Presence(sightings(looked), active).counted(least, most, now);
            case Runs.Figured figured -> figured(figured).standing();
            case Runs.Occurred(_, var place, int looked, Active active) ->
                    new Reigns(place, sightings(looked), now).occurred(active);
            case Runs.OccurrenceMeets occurrence ->
                    new Reigns(occurrence.place(), sightings(occurrence.looked()), now)
                            .meets(occurrence.check(), occurrence.property());
            case Runs.Funnel funnel -> funnel(funnel).at(now);
            case Runs.RfmMeets rfm -> RfmScores.standing(rfm, person(), now);
            case Runs.Consented(_, int given, int withdrawn) ->
                    consented(sightings(given), sightings(withdrawn));
            case Runs.BucketMeets(_, String name, var test) ->
                    new Standing(
                            Numbers.passes(BigDecimal.valueOf(Buckets.of(person(), name)), test),
                            Standing.FOREVER);
            case Runs.KnownFor(_, long age) -> knownFor(age);
        };
    }

    // ---- joined conditions

    /// True stands until the first part lapses, false until the last dissenter does.
    private Standing all(List<Runs> parts) {
        return joined(parts, true);
    }

    /// False stands until the first part begins to hold, true until the last that holds lapses: the
    /// mirror image of [#all].
    private Standing any(List<Runs> parts) {
        return joined(parts, false);
    }

    /// Parts that agree with `wanted` make the whole agree together, one dissenter is enough
    /// against it.
    private Standing joined(List<Runs> parts, boolean wanted) {
        long lapse = Standing.FOREVER;
        boolean lapseExact = true;
        long dissent = Long.MIN_VALUE;
        boolean dissentExact = true;
        for (Runs part : parts) {
            Standing standing = standing(part);
            long until = standing.until();
            if (standing.held() == wanted) {
                lapseExact = until < lapse ? standing.exact() : lapseExact || until > lapse;
                lapse = Math.min(lapse, until);
            } else {
                boolean alone = dissent == Long.MIN_VALUE || dissent == until;
                dissentExact &= alone && standing.exact();
                dissent = Math.max(dissent, until);
            }
            if (dissent == Standing.FOREVER) {
                return new Standing(!wanted, dissent);
            }
        }
        return dissent == Long.MIN_VALUE
                ? new Standing(wanted, lapse, lapseExact)
                : new Standing(!wanted, dissent, dissentExact && lapse > dissent);
    }

    /// The number of parts that hold leaves or reaches its bounds only after so many parts changed.
    private Standing numberOf(int least, int most, List<Runs> parts) {
        long[] holding = new long[parts.size()];
        long[] missing = new long[parts.size()];
        int held = 0;
        int not = 0;
        for (Runs part : parts) {
            Standing standing = standing(part);
            if (standing.held()) {
                holding[held++] = standing.until();
            } else {
                missing[not++] = standing.until();
            }
        }
        Arrays.sort(holding, 0, held);
        Arrays.sort(missing, 0, not);
        if (held < least) {
            return new Standing(false, nth(missing, not, least - held), false);
        }
        if (held > most) {
            return new Standing(
                    false, most < 0 ? Standing.FOREVER : nth(holding, held, held - most));
        }
        return new Standing(
                true,
                Math.min(
                        least == 0 ? Standing.FOREVER : nth(holding, held, held - least + 1),
                        nth(missing, not, most - held + 1)),
                false);
    }

    private static long nth(long[] ascending, int size, int n) {
        return n > size ? Standing.FOREVER : ascending[n - 1];
    }

    // ---- events

    Sightings sightings(int looked) {
        Sightings known = sightings[looked];
        if (known == null) {
            known = table.get(looked).in(history, now);
            sightings[looked] = known;
        }
        return known;
    }

    Totals.Outcome figured(Runs.Figured figured) {
        Presence presence = new Presence(sightings(figured.looked()), figured.active());
        List<List<Value>> values = new ArrayList<>();
        for (int index = 0; index < presence.size(); index++) {
            Fact fact = presence.sightings().fact(index);
            values.add(Paths.spread(Paths.values(fact.properties(), figured.property())));
        }
        return Totals.at(presence, figured.figure(), figured.test(), values, now);
    }

    Spells funnel(Runs.Funnel funnel) {
        Sightings first = sightings(funnel.first());
        long[] completed = Funnels.completed(first, funnel.steps(), this::sightings);
        Spells spells = new Spells();
        for (int index = 0; index < completed.length; index++) {
            long time = first.time(index);
            if (Active.isEligible(funnel.active(), time)) {
                spells.add(
                        Math.max(completed[index], Active.start(funnel.active(), time)),
                        Active.end(funnel.active(), time));
            }
        }
        return spells;
    }

    private Standing consented(Sightings given, Sightings withdrawn) {
        Spells spells = new Spells();
        for (int index = 0; index < given.size(); index++) {
            long time = given.time(index);
            int next = withdrawn.countUntil(time - 1);
            spells.add(time, next < withdrawn.size() ? withdrawn.time(next) : Standing.FOREVER);
        }
        return spells.at(now);
    }

    private Standing knownFor(long age) {
        Spells spells = new Spells();
        List<Fact> facts = person().timeline().facts();
        if (!facts.isEmpty()) {
            spells.add(facts.getFirst().occurredAt().toEpochMilli() + age, Standing.FOREVER);
        }
        return spells.at(now);
    }
}
