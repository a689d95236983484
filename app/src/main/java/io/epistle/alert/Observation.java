package io.epistle.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// How an engine stands at one look.
///
/// @param now by the engine's clock
/// @param writerLag how long the oldest change waits, or the last one waited, for the writer
/// @param dueLag how late whoever is due first is decided
/// @param held why all sending is held, which may be empty words; absent where it is not
/// @param relay since when no mail leaves, and why; absent where it does or is not meant to
/// @param needsBackup whether there is something that a backup would save
/// @param backup when the last backup was taken; absent where none was
/// @param diskBytes the room on the disk; absent where it is not known
/// @param clockOff by how much the wall clock left the monotonic one, either way
/// @param counters of campaigns and sources, by the names that [Counter] makes
/// @param campaigns the ids of the campaigns that were run
/// @param sources the ids of the sources in force
public record Observation(
        Instant now,
        Duration writerLag,
        Duration dueLag,
        Optional<String> held,
        Optional<RelayFault> relay,
        boolean needsBackup,
        Optional<Instant> backup,
        OptionalLong diskBytes,
        Duration clockOff,
        SortedMap<String, Long> counters,
        List<String> campaigns,
        List<String> sources) {
    /// That no mail leaves.
    ///
    /// @param since when that began
    /// @param reason in a clause without personal data
    public record RelayFault(Instant since, String reason) {}

    public Observation {
        counters = Collections.unmodifiableSortedMap(new TreeMap<>(counters));
        campaigns = List.copyOf(campaigns);
        sources = List.copyOf(sources);
    }
}
