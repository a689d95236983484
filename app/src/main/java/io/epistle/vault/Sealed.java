package io.epistle.vault;

/// A sealed payload and the slot of the key that opens it, for payloads that lie under another key
/// than a stem's. Whoever gets the bytes must not change them.
public final class Sealed {
    private final long keySlot;
    private final byte[] bytes;

    /// Takes bytes over that [Vault#seal] made under `keySlot`.
    public Sealed(long keySlot, byte[] bytes) {
        this.keySlot = keySlot;
        this.bytes = bytes;
    }

    /// The slot of its key.
    public long keySlot() {
        return keySlot;
    }

    /// The sealed bytes themselves.
    public byte[] bytes() {
        return bytes;
    }
}
