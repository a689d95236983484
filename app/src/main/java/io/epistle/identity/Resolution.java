package io.epistle.identity;

import io.epistle.event.StemId;

import java.util.List;

/// Whose event it is, and under which stem its fact lies.
public sealed interface Resolution {
    /// A person, new or known.
    ///
    /// @param person who, after what this event linked
    /// @param stem the stem that the strongest identifier names
    /// @param keySlot that stem's key
    /// @param merged the people who were merged into `person` by this event; mostly empty
    record OfPerson(PersonId person, StemId stem, long keySlot, List<PersonId> merged)
            implements Resolution {}

    /// Nobody: the event has no identifiers and says so, such as an order without a customer.
    ///
    /// @param stem where facts of nobody lie, one stem for a source and month
    /// @param keySlot that stem's key
    record Nobody(StemId stem, long keySlot) implements Resolution {}

    /// Every identifier is on the block list.
    ///
    /// @param kinds the kinds that were blocked
    record Blocked(List<String> kinds) implements Resolution {}
}
