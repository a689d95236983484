package io.epistle.rule.runs;

import io.epistle.event.Fact;
import io.epistle.event.Value;
import io.epistle.profile.Orders;
import io.epistle.profile.Person;
import io.epistle.profile.Rfm;
import io.epistle.profile.RfmCuts;
import io.epistle.profile.Trait;
import io.epistle.rule.said.RfmFigure;
import io.epistle.rule.said.Said;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One run of a program over one person's history at one moment. What was looked up for one
/// condition serves the others; not for use by two threads.
final class Evaluation {
    /// Buckets are numbered from 0 to one less.
    static final int BUCKETS = 10_000;

    /// RFM answers that are looked through for a change; past it the answer is looked at again,
    /// early but not late.
    private static final int RFM_CHANGES_MAX = 64;

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
            case Runs.Not(_, Runs part) -> {
                yield standing(part).negated();
            }
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
            case Runs.TraitMeets trait -> trait(trait);
            case Runs.Counted(_, int looked, Active active, long least, long most) ->
                    new Presence(sightings(looked), active).counted(least, most, now);
            case Runs.Figured figured -> figured(figured).standing();
            case Runs.Occurred occurred -> occurred(occurred);
            case Runs.OccurrenceMeets occurrence -> occurrence(occurrence);
            case Runs.Funnel funnel -> funnel(funnel).at(now);
            case Runs.RfmMeets rfm -> rfm(rfm);
            case Runs.Consented(_, int given, int withdrawn) ->
                    consented(sightings(given), sightings(withdrawn));
            case Runs.BucketMeets(_, String name, var test) ->
                    new Standing(
                            Numbers.passes(BigDecimal.valueOf(bucket(name)), test),
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

    // ---- traits

    private Standing trait(Runs.TraitMeets trait) {
        Spells spells = new Spells();
        long from = now;
        while (from < Standing.FOREVER) {
            long until = nextTraitChange(trait.path(), from);
            Checks.spells(trait.check(), traitValues(trait.path(), from), from, until, now, spells);
            from = until;
        }
        return spells.at(now);
    }

    /// What a trait's path leads to at a moment: the trait itself, or fields of the structs in a
    /// list that a shorter path names.
    List<Value> traitValues(String path, long at) {
        Instant moment = Instant.ofEpochMilli(at);
        Optional<Trait> trait = person().trait(path, moment);
        if (trait.isPresent()) {
            return Paths.present(trait.get().value());
        }
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            Optional<Trait> outer = person().trait(path.substring(0, dot), moment);
            if (outer.isPresent() && outer.get().value() instanceof Value.Sequence list) {
                return Paths.inside(Optional.of(list), path.substring(dot + 1));
            }
        }
        return List.of();
    }

    private long nextTraitChange(String path, long at) {
        Instant moment = Instant.ofEpochMilli(at);
        long next = nextChange(path, moment);
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            next = Math.min(next, nextChange(path.substring(0, dot), moment));
        }
        return next;
    }

    private long nextChange(String path, Instant moment) {
        return person().nextTraitChange(path, moment)
                .map(Instant::toEpochMilli)
                .orElse(Standing.FOREVER);
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

    private Standing occurred(Runs.Occurred occurred) {
        Sightings all = sightings(occurred.looked());
        Spells spells = new Spells();
        for (int index = firstOfInterest(occurred.place(), all);
                index < afterInterest(occurred.place(), all);
                index++) {
            long time = all.time(index);
            Active active = occurred.active();
            if (Active.isEligible(active, time)) {
                spells.add(
                        Math.max(time, Active.start(active, time)),
                        Math.min(reignEnd(occurred.place(), all, index), Active.end(active, time)));
            }
        }
        return spells.at(now);
    }

    private Standing occurrence(Runs.OccurrenceMeets occurrence) {
        Sightings all = sightings(occurrence.looked());
        Spells spells = new Spells();
        for (int index = firstOfInterest(occurrence.place(), all);
                index < afterInterest(occurrence.place(), all);
                index++) {
            Checks.spells(
                    occurrence.check(),
                    Paths.values(all.fact(index).properties(), occurrence.property()),
                    all.time(index),
                    reignEnd(occurrence.place(), all, index),
                    now,
                    spells);
        }
        return spells.at(now);
    }

    /// The facts that are or will be the first or last: one from which to start.
    int firstOfInterest(Said.Place place, Sightings all) {
        return switch (place) {
            case FIRST -> 0;
            case LAST -> Math.max(0, all.countUntil(now) - 1);
        };
    }

    private static int afterInterest(Said.Place place, Sightings all) {
        return switch (place) {
            case FIRST -> Math.min(1, all.size());
            case LAST -> all.size();
        };
    }

    /// Until when a fact is the first or last of its kind.
    private static long reignEnd(Said.Place place, Sightings all, int index) {
        return place == Said.Place.LAST && index + 1 < all.size()
                ? all.time(index + 1)
                : Standing.FOREVER;
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

    // ---- RFM and buckets

    private Standing rfm(Runs.RfmMeets rfm) {
        boolean held = isRfm(rfm, now);
        long at = now;
        for (int change = 0; change < RFM_CHANGES_MAX; change++) {
            at = nextRfmChange(rfm.cuts(), at);
            if (at == Standing.FOREVER || isRfm(rfm, at) != held) {
                return new Standing(held, at);
            }
        }
        return new Standing(held, at, false);
    }

    private boolean isRfm(Runs.RfmMeets rfm, long at) {
        return Checks.holds(rfm.check(), rfmValues(rfm.figure(), rfm.cuts(), at));
    }

    List<Value> rfmValues(RfmFigure figure, RfmCuts cuts, long at) {
        return Rfm.of(person(), cuts, Instant.ofEpochMilli(at))
                .map(found ->
                        List.of(
                                switch (figure) {
                                    case RECENCY -> Value.of(found.recency());
                                    case FREQUENCY -> Value.of(found.frequency());
                                    case MONETARY -> Value.of(found.monetary());
                                    case CELL -> Value.of(found.cell().title());
                                }))
                .orElse(List.of());
    }

    private long nextRfmChange(RfmCuts cuts, long at) {
        Instant moment = Instant.ofEpochMilli(at);
        Instant next =
                Rfm.of(person(), cuts, moment)
                        .map(Rfm::recheckAt)
                        .orElseGet(() ->
                                Orders.nextAfter(person().timeline(), moment).orElse(Instant.MAX));
        return next.equals(Instant.MAX) ? Standing.FOREVER : next.toEpochMilli();
    }

    /// A number from 0 to 9999, the same on every machine: the first eight bytes of the SHA-256 of
    /// the name, a line feed and the person's id, in UTF-8, modulo the number of buckets.
    int bucket(String name) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest((name + "\n" + person().id()).getBytes(StandardCharsets.UTF_8));
            return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), BUCKETS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
