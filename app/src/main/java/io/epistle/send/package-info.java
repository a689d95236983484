/// The ledger of messages and the channels that carry them; every message ends as sent, skipped,
/// failed or uncertain, with why.
@NullMarked
package io.epistle.send;

import org.jspecify.annotations.NullMarked;
