/// What must outlive the restoring of an older backup: the safety journal, backups, and how a
/// restored store is brought up to what the journal knows.
@NullMarked
package io.epistle.safety;

import org.jspecify.annotations.NullMarked;
