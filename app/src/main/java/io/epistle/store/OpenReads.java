package io.epistle.store;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// The reads that are under way in a native store, so that it is not closed under any: memory that
/// is gone would end the whole process. Costs a read two uncontended additions.
final class OpenReads {
    private static final Duration LOOK = Duration.ofMillis(1);

    private final LongAdder open = new LongAdder();
    private volatile boolean closing;

    /// Begins a read, which [#leave] ends.
    ///
    /// @throws StoreException where the store is being closed
    void enter() {
        open.increment();
        // Whoever closes sets this first and counts then, so one of the two sees the other.
        if (closing) {
            open.decrement();
            throw closed();
        }
    }

    /// Ends a read.
    void leave() {
        open.decrement();
    }

    /// Ends a long read in the middle.
    ///
    /// @throws StoreException where the store is being closed
    void goOn() {
        if (closing) {
            throw closed();
        }
    }

    private static StoreException closed() {
        return new StoreException("The data folder is closed; nothing more is read.");
    }

    /// Lets no read begin from now on, and waits for those under way. False where some still are
    /// after `most`, or where the store was closed before.
    boolean close(Duration most) {
        if (closing) {
            return false;
        }
        closing = true;
        for (long looks = most.dividedBy(LOOK); open.sum() > 0 && looks > 0; looks--) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return open.sum() == 0;
    }
}
