package io.epistle.collect.http;

import io.epistle.collect.SourceDefinition;

import java.time.Instant;

/// What is known about a request before its body is understood.
///
/// @param source whose write key it bears
/// @param requestId unlike that of any other request: it becomes part of the message ids of events
///   that bring none
/// @param receivedAt when it came, in milliseconds
/// @param optedOut whether the browser says that its user opted out (`Sec-GPC: 1`)
record Arrival(SourceDefinition source, String requestId, Instant receivedAt, boolean optedOut) {}
