package io.epistle.console;

import io.epistle.measure.Following;
import io.epistle.send.Preferring;

/// What the links in mails ask for, carried out where the server is wired.
///
/// @param unsubscribing the way out of all mails
/// @param following links to elsewhere, and openings
/// @param preferring the preference page
public record LinkActions(
        Unsubscribing unsubscribing, Following following, Preferring preferring) {}
