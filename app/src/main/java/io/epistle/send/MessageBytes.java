package io.epistle.send;

/// The finished bytes of one message. Whoever gets them must not change them.
public final class MessageBytes {
    private final byte[] bytes;

    /// Takes bytes over from their writer.
    public MessageBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The bytes themselves.
    public byte[] bytes() {
        return bytes;
    }
}
