package io.epistle.send;

import io.epistle.event.ByteReader.MalformedBytes;

import java.util.List;

/// Where a planned message stands. Every row of the ledger is in exactly one state, and the states
/// add up to what was planned at every moment.
public enum LedgerState {
    /// Waits for its time and a sender.
    PLANNED(1, Standing.OPEN),
    /// A sender has it under a lease.
    CLAIMED(2, Standing.OPEN),
    /// Synced as about to be handed over; the final dot may have been sent.
    HANDED(3, Standing.OPEN),
    /// The receiving server said: later.
    DEFERRED(4, Standing.OPEN),
    /// The receiving server took it.
    ACCEPTED(5, Standing.SENT),
    /// Not sent, on purpose.
    SKIPPED(6, Standing.SKIPPED),
    /// Refused for good, or impossible to compose.
    FAILED(7, Standing.FAILED),
    /// Handed over when the connection or the process ended: it may have arrived, so it is never
    /// sent again.
    UNCERTAIN(8, Standing.UNCERTAIN),
    /// The built-in mailbox took it in place of the receiving server, for the reason of the row:
    /// the recipient does not get it.
    CAUGHT(9, Standing.SENT);

    /// The five sums that people see.
    public enum Standing {
        /// Not ended yet.
        OPEN,
        /// Ended with the receiving server's yes, or with that of the built-in mailbox.
        SENT,
        /// Ended by a guard.
        SKIPPED,
        /// Ended by a refusal.
        FAILED,
        /// Ended, nobody knows how.
        UNCERTAIN
    }

    private final int code;
    private final Standing standing;

    LedgerState(int code, Standing standing) {
        this.code = code;
        this.standing = standing;
    }

    /// The number that stands for this in encodings; never reused.
    int code() {
        return code;
    }

    /// Whether it has not ended.
    public boolean isOpen() {
        return standing == Standing.OPEN;
    }

    /// Whether it waits for a sender.
    boolean isWaiting() {
        return this == PLANNED || this == DEFERRED;
    }

    /// Whether a sender has it.
    boolean isUnderWay() {
        return this == CLAIMED || this == HANDED;
    }

    /// Which of the five sums it counts for.
    public Standing standing() {
        return standing;
    }

    static LedgerState of(int code) {
        for (LedgerState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new MalformedBytes("found ledger state " + code);
    }

    /// The states that may follow this one.
    List<LedgerState> next() {
        return switch (this) {
            case PLANNED -> List.of(CLAIMED, SKIPPED);
            case CLAIMED -> List.of(PLANNED, HANDED, DEFERRED, SKIPPED, FAILED);
            case HANDED -> List.of(ACCEPTED, CAUGHT, DEFERRED, FAILED, UNCERTAIN);
            case DEFERRED -> List.of(CLAIMED, SKIPPED);
            case UNCERTAIN -> List.of(ACCEPTED, FAILED);
            case ACCEPTED -> List.of(FAILED);
            case SKIPPED, FAILED, CAUGHT -> List.of();
        };
    }
}
