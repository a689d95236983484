package io.epistle.console;

import java.util.Optional;

/// What the page Live reads: the facts that arrived since the server started.
public interface LiveReading {
    /// The sequence of the newest fact that arrived; 0 while there is none. Costs nothing, so it
    /// may be asked every second.
    long newest();

    /// The newest facts that a query asks for.
    LiveView live(LiveQuery query);

    /// What one of them set off; absent where it did not arrive lately, or was erased since.
    Optional<JourneyView> journey(long sequence);
}
