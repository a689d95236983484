package io.epistle.alert;

import io.epistle.store.Writer;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/// Measures how long a change waits for the writer, by asking for one that changes nothing. Belongs
/// to one thread.
public final class WriterProbe {
    private final Writer writer;
    private final LongSupplier nanos;
    private OptionalLong askedAt = OptionalLong.empty();
    private Optional<CompletableFuture<Void>> asked = Optional.empty();

    /// When the change under way was decided; written by the writer's thread.
    private volatile OptionalLong answeredAt = OptionalLong.empty();

    /// A probe of `writer`.
    ///
    /// @param nanos a clock that is never set, in nanoseconds from anywhere
    public WriterProbe(Writer writer, LongSupplier nanos) {
        this.writer = writer;
        this.nanos = nanos;
    }

    /// How long the change under way has waited or, where it was decided, how long it did; zero
    /// before the first. Never waits itself.
    public Duration lag() {
        long now = nanos.getAsLong();
        OptionalLong answered = answeredAt;
        Duration lag = Duration.ofNanos(answered.orElse(now) - askedAt.orElse(now));
        if (answered.isPresent() || askedAt.isEmpty()) {
            askedAt = OptionalLong.of(now);
            answeredAt = OptionalLong.empty();
            asked = Optional.empty();
        }
        if (asked.isEmpty() || asked.get().isCompletedExceptionally()) {
            asked = ask();
        }
        return lag;
    }

    /// Absent where the writer has no room, or has ended. Then, and where the disk refuses, it is
    /// asked again at the next look, and the time runs on.
    private Optional<CompletableFuture<Void>> ask() {
        return writer.offer(1, turn -> turn.now())
                .map(answer ->
                        answer.thenRun(() -> answeredAt = OptionalLong.of(nanos.getAsLong())));
    }
}
