/// The first tree: a rule as the user says it, with names and positions; its parser and its
/// printer. What reads a noun of the language is named after it: a `Window` comes from the
/// `WindowParser`.
@NullMarked
package io.epistle.rule.said;

import org.jspecify.annotations.NullMarked;
