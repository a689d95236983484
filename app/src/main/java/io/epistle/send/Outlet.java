package io.epistle.send;

/// Where a message is handed over.
public enum Outlet {
    /// To the relay, which brings it to its recipient.
    RELAY(LedgerState.ACCEPTED, ""),
    /// To the built-in mailbox, since the folder is in test mode, and the recipient not on the
    /// allow-list or no relay configured.
    TEST_MODE(LedgerState.CAUGHT, "caught in test mode");

    private final LedgerState taken;
    private final String reason;

    Outlet(LedgerState taken, String reason) {
        this.taken = taken;
        this.reason = reason;
    }

    /// Where a row stands whose message was taken here.
    LedgerState taken() {
        return taken;
    }

    /// Why its recipient does not get the message; empty where they do.
    public String reason() {
        return reason;
    }
}
