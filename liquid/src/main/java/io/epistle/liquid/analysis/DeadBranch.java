package io.epistle.liquid.analysis;

/// A part of a template that can never run, whatever the data.
///
/// @param position offset in the source: of the branch's tag, or of what comes first in the part
/// @param line line from 1
/// @param column column from 1
/// @param reason why it never runs
public record DeadBranch(int position, int line, int column, Reason reason) {

    /// Why a part never runs.
    public enum Reason {
        /// Its condition is false for all data.
        NEVER_HOLDS("its condition never holds"),
        /// A branch before it is taken for all data.
        DECIDED_BEFORE("a branch before it is always taken"),
        /// Where its condition holds, the same one has held before.
        SAME_CONDITION("the same condition stands before it"),
        /// The `case` is about a literal that none of its values equals.
        NEVER_EQUAL("no value of it can equal what the case is about"),
        /// The loop has no items for all data.
        NO_ITEMS("the loop never has items"),
        /// The `else` of a loop that has items for all data.
        ALWAYS_ITEMS("the loop always has items"),
        /// It stands behind a `break` or `continue` in the same body.
        BEHIND_INTERRUPT("break or continue stands before it");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /// The reason in words, for an author.
        public String words() {
            return words;
        }
    }
}
