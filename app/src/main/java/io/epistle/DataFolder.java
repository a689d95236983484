package io.epistle;

import io.epistle.safety.BackupStore;

import java.nio.file.Path;

/// Where the parts of a data folder lie.
///
/// @param path the folder itself
record DataFolder(Path path) {
    /// The configuration, where it is not elsewhere; no backup of the data holds it.
    Path config() {
        return path.resolve("epistle.yaml");
    }

    /// The keys; no backup of the data holds them.
    Path keys() {
        return path.resolve("keys");
    }

    /// The store.
    Path store() {
        return path.resolve("store");
    }

    /// The safety journal; no backup holds it either.
    Path journal() {
        return path.resolve("safety.journal");
    }

    /// The socket on which a server that holds this folder takes commands.
    Path control() {
        return path.resolve("control").resolve("socket");
    }

    /// Where a store is restored to before it takes the place of the one in use.
    Path restoring() {
        return path.resolve("restoring");
    }

    /// Where a store at rest is copied from, while a backup is taken.
    Path checkpoint() {
        return path.resolve("checkpoint");
    }

    /// Where the store goes that a restored one replaces.
    Path replaced(long atMillis) {
        return path.resolve("replaced-" + atMillis);
    }

    /// Forgets what a backup that was cut short left behind.
    void deleteCheckpoint() {
        BackupStore.delete(checkpoint());
    }
}
