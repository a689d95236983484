package io.epistle.trigger;

import io.epistle.definition.Cuts;
import io.epistle.definition.World;
import io.epistle.definition.WorldStore;
import io.epistle.profile.PersonReader;
import io.epistle.profile.RfmCuts;
import io.epistle.profile.RfmFigures;
import io.epistle.segment.DefinedRules;
import io.epistle.store.Rows;
import io.epistle.store.Writer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;

/// Puts Worlds in force, and keeps the one in force compiled.
public final class Publisher {
    private final Rows rows;
    private final WorldStore worlds;
    private final PersonReader reader;
    private final AtomicReference<LiveDefinitions> live;

    /// A publisher that begins with the World the store has.
    public Publisher(Rows rows, WorldStore worlds, PersonReader reader) {
        this.rows = rows;
        this.worlds = worlds;
        this.reader = reader;
        this.live = new AtomicReference<>(LiveDefinitions.of(worlds.current()));
    }

    /// The definitions in force.
    public LiveDefinitions live() {
        return live.get();
    }

    /// Publishes the next World. Everything is compiled before the turn, so a World that does not
    /// compile is never in force.
    public void publish(Writer writer, World next) {
        LiveDefinitions compiled = LiveDefinitions.of(next);
        long _ =
                writer.apply(turn -> {
                    worlds.publish(turn, next);
                    turn.afterCommit(() -> live.set(compiled));
                    return next.version();
                });
    }

    /// The exact RFM cut points of everyone who had ordered by `now`; fixed ones where nobody had.
    public SortedMap<String, Cuts> rfmCuts(Instant now) {
        List<RfmFigures> base = new ArrayList<>();
        reader.sweep(rows, person -> RfmFigures.of(person, now).ifPresent(base::add));
        return DefinedRules.cuts(base.isEmpty() ? RfmCuts.standard() : RfmCuts.of(base));
    }
}
