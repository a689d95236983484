package io.epistle.rule.runs;

import io.epistle.rule.said.Said;

/// Conditions on the first or last fact of a kind: which facts are it now or will be, one after
/// another, and until when each is.
record Reigns(Said.Place place, Sightings all, long now) {
    /// When it happened.
    Standing occurred(Active active) {
        Spells spells = new Spells();
        for (int index = from(); index < until(); index++) {
            long time = all.time(index);
            if (Active.isEligible(active, time)) {
                spells.add(
                        Math.max(time, Active.start(active, time)),
                        Math.min(end(index), Active.end(active, time)));
            }
        }
        return spells.at(now);
    }

    /// What a property of it is.
    Standing meets(Check check, String property) {
        Spells spells = new Spells();
        for (int index = from(); index < until(); index++) {
            Checks.spells(
                    check,
                    Paths.values(all.fact(index).properties(), property),
                    all.time(index),
                    end(index),
                    now,
                    spells);
        }
        return spells.at(now);
    }

    /// The index of the fact that is it now, or of the first that will be.
    int from() {
        return switch (place) {
            case FIRST -> 0;
            case LAST -> Math.max(0, all.countUntil(now) - 1);
        };
    }

    private int until() {
        return switch (place) {
            case FIRST -> Math.min(1, all.size());
            case LAST -> all.size();
        };
    }

    /// Until when a fact is it.
    private long end(int index) {
        return place == Said.Place.LAST && index + 1 < all.size()
                ? all.time(index + 1)
                : Standing.FOREVER;
    }
}
