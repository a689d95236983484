package io.epistle.segment;

import io.epistle.identity.PersonId;

/// That a person entered or left a segment by what they did or let pass: what may start a message.
/// Moves that come of history or of new definitions are none.
///
/// @param person who
/// @param segment the segment's id
/// @param entered whether they entered it; they left it otherwise
/// @param late whether it is known so late that it starts nothing: the facts behind it were over an
///   hour old when they came, or what lapsed did so over a day ago, while no server ran
public record Move(PersonId person, String segment, boolean entered, boolean late) {}
