package io.epistle.segment;

import io.epistle.identity.PersonId;

/// That a person entered or left a segment by what they did or let pass just now: what may start a
/// message. Moves that come of history, of new definitions or of facts that arrive late are none.
///
/// @param person who
/// @param segment the segment's id
/// @param entered whether they entered it; they left it otherwise
public record Move(PersonId person, String segment, boolean entered) {}
