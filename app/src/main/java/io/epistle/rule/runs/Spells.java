package io.epistle.rule.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The stretches of time during which something holds, collected in any order; they may overlap and
/// touch.
final class Spells {
    private record Spell(long from, long until) {}

    private final List<Spell> spells = new ArrayList<>();
    private long horizon = Standing.FOREVER;

    /// Adds `[from, until)`; nothing where that is empty.
    void add(long from, long until) {
        if (from < until) {
            spells.add(new Spell(from, until));
        }
    }

    /// Says that stretches which start later than `at` may be missing.
    void knownUntil(long at) {
        horizon = Math.min(horizon, at);
    }

    /// Whether a stretch covers `at`, and when the first uncovered or covered moment follows.
    Standing at(long at) {
        if (spells.size() > 1) {
            spells.sort(Comparator.comparingLong(Spell::from));
        }
        long covered = at;
        for (Spell spell : spells) {
            if (spell.from > covered) {
                return covered > at ? standing(true, covered) : standing(false, spell.from);
            }
            covered = Math.max(covered, spell.until);
        }
        return covered > at ? standing(true, covered) : standing(false, Standing.FOREVER);
    }

    private Standing standing(boolean held, long until) {
        return new Standing(held, Math.min(until, horizon), until <= horizon);
    }
}
