package io.epistle.send;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A sink that keeps what it gets in memory, in order, and can be told to fail.
final class KeptMail implements MailboxSink {

    private final List<Kept> kept = new ArrayList<>();
    private int failuresLeft;

    /// @param message its bytes as Latin-1
    record Kept(ReceivedEnvelope envelope, String message) {

        byte[] bytes() {
            return message.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    synchronized void failNext(int times) {
        failuresLeft = times;
    }

    synchronized List<Kept> kept() {
        return List.copyOf(kept);
    }

    @Override
    public synchronized void received(ReceivedEnvelope envelope, byte[] message) {
        if (failuresLeft > 0) {
            failuresLeft--;
            throw new IllegalStateException("disk full");
        }
        kept.add(new Kept(envelope, new String(message, StandardCharsets.ISO_8859_1)));
    }
}
