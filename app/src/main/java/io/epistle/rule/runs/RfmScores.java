package io.epistle.rule.runs;

import io.epistle.event.Value;
import io.epistle.profile.Orders;
import io.epistle.profile.Person;
import io.epistle.profile.Rfm;
import io.epistle.profile.RfmCuts;
import io.epistle.rule.said.RfmFigure;

import java.time.Instant;
import java.util.List;

/// Conditions on a person's RFM scores, which change with orders and as these grow old.
final class RfmScores {
    /// Changes that are looked through; past them the answer is looked at again, early but not
    /// late.
    private static final int CHANGES_MAX = 64;

    private RfmScores() {}

    static Standing standing(Runs.RfmMeets rfm, Person person, long now) {
        boolean held = holds(rfm, person, now);
        long at = now;
        for (int change = 0; change < CHANGES_MAX; change++) {
            at = nextChange(person, rfm.cuts(), at);
            if (at == Standing.FOREVER || holds(rfm, person, at) != held) {
                return new Standing(held, at);
            }
        }
        return new Standing(held, at, false);
    }

    private static boolean holds(Runs.RfmMeets rfm, Person person, long at) {
        return Checks.holds(rfm.check(), values(person, rfm.figure(), rfm.cuts(), at));
    }

    /// The score or cell; nothing before the first order.
    static List<Value> values(Person person, RfmFigure figure, RfmCuts cuts, long at) {
        return Rfm.of(person, cuts, Instant.ofEpochMilli(at))
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

    private static long nextChange(Person person, RfmCuts cuts, long at) {
        Instant moment = Instant.ofEpochMilli(at);
        Instant next =
                Rfm.of(person, cuts, moment)
                        .map(Rfm::recheckAt)
                        .orElseGet(() ->
                                Orders.nextAfter(person.timeline(), moment).orElse(Instant.MAX));
        return next.equals(Instant.MAX) ? Standing.FOREVER : next.toEpochMilli();
    }
}
