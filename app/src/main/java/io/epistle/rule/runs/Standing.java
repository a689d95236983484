package io.epistle.rule.runs;

/// Whether a condition holds, and until when that is so without a new fact.
///
/// @param until exclusive, in epoch milliseconds; [#FOREVER] where nothing known changes it
/// @param exact whether it surely changes then; otherwise it stands at least that long
record Standing(boolean held, long until, boolean exact) {
    static final long FOREVER = Long.MAX_VALUE;

    /// A standing that surely ends at `until`.
    Standing(boolean held, long until) {
        this(held, until, true);
    }

    Standing negated() {
        return new Standing(!held, until, exact);
    }
}
