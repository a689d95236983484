package io.epistle.console;

/// What the page Home reads.
public interface HomeReading {
    /// What happened, and what needs someone.
    HomeView home();
}
