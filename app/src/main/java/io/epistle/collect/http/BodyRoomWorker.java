package io.epistle.collect.http;

import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// The memory that the bodies of requests under way share, and the watch that nobody keeps it. A
/// body takes as much as has come of it. One that is not whole in time is ended; where the room is
/// full, those that have been at it longest are ended at once, so that whoever sends slowly, or
/// stops, keeps nobody else out.
public final class BodyRoomWorker {
    /// How long a body may take to come: one of half a megabyte over a bad mobile connection, and
    /// SDKs give up earlier.
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /// A body that has come for less long is not ended for want of room.
    private static final Duration PATIENCE_PRESSED = Duration.ofSeconds(2);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /// Room that one body may have made for a piece of it before it is turned away.
    private static final int ENDED_MAX = 8;

    private static final int CHUNK_BYTES = 16 * 1024;

    /// What a body that comes in chunks takes while it is read: the web server holds a whole chunk,
    /// of a size that its sender names, before any of it is seen here.
    private static final int CHUNKED_BYTES = 1 << 20;

    private final Semaphore room;
    private final long patienceNanos;
    private final Set<Share> reading = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();

    /// Room for `bytesMax` bytes.
    ///
    /// @param patience how long a body may take, [#PATIENCE]
    public BodyRoomWorker(int bytesMax, Duration patience) {
        this.room = new Semaphore(bytesMax);
        this.patienceNanos = patience.toNanos();
    }

    /// A share for one request, which gives it back by closing it.
    ///
    /// @param tooSlow answers the request where its body does not come; runs on another thread
    ///   while the caller's is reading, and the connection ends behind it
    public Share open(Runnable tooSlow) {
        return new Share(tooSlow);
    }

    /// What one request has of the room. For one thread, but for being ended.
    public final class Share implements AutoCloseable {
        private final Runnable tooSlow;
        private final ReentrantLock lock = new ReentrantLock();
        private final Thread reader = Thread.currentThread();
        private final long began = System.nanoTime();
        private int taken;
        private boolean isReading;
        private boolean isEnded;

        private Share(Runnable tooSlow) {
            this.tooSlow = tooSlow;
        }

        /// Reads the body of a request.
        ///
        /// @param bytesMax as many bytes as may come
        /// @throws CloseConnectionException where the client went away, or the request was answered
        ///   because its body did not come
        public BodyRead read(ServerRequest request, int bytesMax) {
            OptionalLong length = request.headers().contentLength();
            if (length.isPresent() && length.getAsLong() > bytesMax) {
                return new BodyRead.TooLarge("%,d bytes".formatted(length.getAsLong()));
            }
            if (!request.content().hasEntity()) {
                return new BodyRead.Whole(new byte[0]);
            }
            int ahead = length.isPresent() ? 0 : CHUNKED_BYTES;
            if (!take(ahead)) {
                return new BodyRead.NoRoom();
            }
            isReading = true;
            reading.add(this);
            watch();
            try {
                // Closing it would read on, and wait for what a broken body never brings.
                return read(request.content().inputStream(), bytesMax);
            } catch (RequestException | HttpException | IllegalArgumentException malformed) {
                return new BodyRead.Malformed("a body that breaks the rules of HTTP");
            } catch (IOException | RuntimeException gone) {
                throw new CloseConnectionException("the client went away in the middle", gone);
            } finally {
                stopReading(ahead);
            }
        }

        private BodyRead read(InputStream in, int bytesMax) throws IOException {
            List<byte[]> chunks = new ArrayList<>();
            int size = 0;
            for (byte[] chunk = chunk(in); chunk.length > 0; chunk = chunk(in)) {
                size += chunk.length;
                if (size > bytesMax) {
                    return new BodyRead.TooLarge("more than %,d bytes".formatted(bytesMax));
                }
                if (!take(chunk.length)) {
                    return new BodyRead.NoRoom();
                }
                chunks.add(chunk);
            }
            byte[] whole = new byte[size];
            int from = 0;
            for (byte[] chunk : chunks) {
                System.arraycopy(chunk, 0, whole, from, chunk.length);
                from += chunk.length;
            }
            return new BodyRead.Whole(whole);
        }

        /// What has come, at most [#CHUNK_BYTES]; empty at the end.
        private static byte[] chunk(InputStream in) throws IOException {
            byte[] chunk = new byte[CHUNK_BYTES];
            int read = in.read(chunk);
            return read == CHUNK_BYTES ? chunk : java.util.Arrays.copyOf(chunk, Math.max(read, 0));
        }

        /// Takes more of the room; whether there is as much, if need be by ending others.
        public boolean take(int bytes) {
            boolean has = room.tryAcquire(bytes);
            for (int left = ENDED_MAX; !has && left > 0 && endOldest(); left--) {
                has = room.tryAcquire(bytes);
            }
            if (has) {
                hold(bytes);
            }
            return has;
        }

        private void hold(int bytes) {
            lock.lock();
            try {
                if (isEnded) {
                    room.release(bytes);
                } else {
                    taken += bytes;
                }
            } finally {
                lock.unlock();
            }
        }

        private void stopReading(int ahead) {
            reading.remove(this);
            lock.lock();
            try {
                isReading = false;
                if (!isEnded) {
                    taken -= ahead;
                    room.release(ahead);
                }
                if (isEnded) {
                    // What ended the reading was an interruption, which has done its work.
                    boolean _ = Thread.interrupted();
                    throw new CloseConnectionException("the body did not come in time");
                }
            } finally {
                lock.unlock();
            }
        }

        /// Answers for the reader, who is waiting for bytes, and wakes it: that closes the
        /// connection. Whether it was still reading.
        private boolean end() {
            lock.lock();
            try {
                if (!isReading || isEnded) {
                    return false;
                }
                isEnded = true;
                try {
                    tooSlow.run();
                } catch (RuntimeException gone) {
                    // Nobody is there to be answered.
                }
                reader.interrupt();
                release();
                return true;
            } finally {
                lock.unlock();
                reading.remove(this);
            }
        }

        private void release() {
            room.release(taken);
            taken = 0;
        }

        /// Gives the room back.
        @Override
        public void close() {
            lock.lock();
            try {
                release();
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean endOldest() {
        long now = System.nanoTime();
        Optional<Share> oldest =
                reading.stream()
                        .filter(share -> now - share.began > PATIENCE_PRESSED.toNanos())
                        .max(Comparator.comparingLong(share -> now - share.began));
        return oldest.isPresent() && oldest.get().end();
    }

    /// Looks as long as there is anybody to look at.
    private void watch() {
        if (watched.compareAndSet(false, true)) {
            Thread _ = Thread.ofVirtual().name("slow-bodies").start(this::look);
        }
    }

    private void look() {
        do {
            while (!reading.isEmpty()) {
                try {
                    Thread.sleep(BETWEEN_LOOKS);
                } catch (InterruptedException stopped) {
                    return;
                }
                long now = System.nanoTime();
                for (Share share : reading) {
                    if (now - share.began > patienceNanos) {
                        boolean _ = share.end();
                    }
                }
            }
            watched.set(false);
        } while (!reading.isEmpty() && watched.compareAndSet(false, true));
    }
}
