package io.epistle.console;

/// What the list of alerts that are over is sorted by.
public enum AlertOrder {
    /// By when they began.
    BEGAN,
    /// By how long they lasted.
    LASTED,
    /// By what was the matter, in the order of the kinds' words.
    KIND
}
