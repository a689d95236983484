package io.epistle.console.stored;

/// What the reading is made over.
///
/// @param workspace its name for people
/// @param clockStands whether time stands still
/// @param invented whether addresses, consents or clicks are invented
public record About(String workspace, boolean clockStands, boolean invented) {}
