/// The rule language: what the user says, what it means here and what runs, each answer with the
/// instant until which it stands.
@NullMarked
package io.epistle.rule;

import org.jspecify.annotations.NullMarked;
