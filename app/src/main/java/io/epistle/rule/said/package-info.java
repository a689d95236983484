/// The first tree: a rule as the user says it, with names and positions; its parser and its
/// printer.
@NullMarked
package io.epistle.rule.said;

import org.jspecify.annotations.NullMarked;
