/// The one folder on disk: typed tables over RocksDB, the atomic batch, the single writer, due
/// times, checks and backup.
@NullMarked
package io.epistle.store;

import org.jspecify.annotations.NullMarked;
