package io.epistle.console;

import io.epistle.identity.PersonId;

import java.time.Instant;
import java.util.Optional;

/// One mail in the built-in mailbox's list.
///
/// @param id its name in addresses: letters, digits, `-` and `_`
/// @param from the sender as the header writes it
/// @param to the recipient as the header writes it
/// @param subject decoded; may be empty
/// @param snippet the first words of the text part
/// @param receivedAt when the mailbox accepted it
/// @param bytes its size as received
/// @param person whom it was for, where that is known
public record MailRow(
        String id,
        String from,
        String to,
        String subject,
        String snippet,
        Instant receivedAt,
        long bytes,
        Optional<PersonId> person) {}
