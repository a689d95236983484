package io.epistle;

import io.epistle.collect.ImportStore;
import io.epistle.demo.SampleOrders;
import io.epistle.store.TimelineStore;

import java.nio.file.Path;

/// The data folder of a demonstration, which is nobody's own.
///
/// @param engine over the folder
/// @param path where it is
record DemoFolder(Engine engine, Path path) {
    private static final String SAMPLE = "sample-orders.csv";

    /// Makes the folder one of this demonstration, or finds that it is: nobody's own data get
    /// invented addresses and a clock that stands.
    ///
    /// @param invented whether the orders are those of the small invented shop
    /// @throws Command.Refusal where the folder holds something else
    void claim(boolean invented) {
        if (!engine.clock.isStanding()) {
            if (isUsed()) {
                throw new Command.Refusal(
                        "The folder %s holds data that are no demonstration's; name another with --data."
                                .formatted(path));
            }
            engine.clock.standAt(engine.now(), engine.writer);
        }
        boolean mixed =
                engine.store.list(ImportStore.IMPORTS, new byte[0], Integer.MAX_VALUE).stream()
                        .anyMatch(row -> row.value().file().equals(SAMPLE) != invented);
        if (mixed) {
            throw new Command.Refusal(
                    "The folder %s holds a demonstration of %s; name another with --data."
                            .formatted(
                                    path,
                                    invented ? "orders of your own" : "the small invented shop"));
        }
    }

    private boolean isUsed() {
        return TimelineStore.facts(engine.store) > 0 || engine.world().version() > 0;
    }

    /// Writes the export of the small invented shop into the folder.
    Path sample(long seed) {
        Path file = path.resolve(SAMPLE);
        new NamedFile(file, "--data").write(SampleOrders.csv(seed));
        return file;
    }
}
