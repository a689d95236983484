package io.epistle.rule.runs;

/// Whether a condition holds, and until when that is so without a new fact.
///
/// @param until exclusive, in epoch milliseconds; [#FOREVER] where nothing known changes it
record Standing(boolean held, long until) {
    static final long FOREVER = Long.MAX_VALUE;
}
