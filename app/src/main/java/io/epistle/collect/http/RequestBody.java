package io.epistle.collect.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;

/// The body of one request, and the memory that it takes, out of a room that all requests under way
/// share, until it is closed. For one thread.
final class RequestBody implements AutoCloseable {
    private static final int CHUNK_BYTES = 16 * 1024;

    private final ServerRequest request;
    private final Semaphore room;
    private int taken;

    /// A body that is not read yet.
    ///
    /// @param room a permit for each byte that may be taken
    RequestBody(ServerRequest request, Semaphore room) {
        this.request = request;
        this.room = room;
    }

    /// Reads the body and inflates it: at most [Inflating#BODY_BYTES_MAX].
    ///
    /// @throws Refused where it is too large or damaged, or there is no room
    byte[] plain() throws Refused {
        byte[] plain =
                Inflating.plain(
                        sent(), request.headers().first(HeaderNames.CONTENT_ENCODING).orElse(""));
        take(plain.length);
        return plain;
    }

    /// The body as it was sent, at most what a batch may have.
    private byte[] sent() throws Refused {
        OptionalLong length = request.headers().contentLength();
        if (length.isPresent() && length.getAsLong() > Inflating.BODY_BYTES_MAX) {
            throw Inflating.tooLarge("%,d bytes".formatted(length.getAsLong()));
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK_BYTES);
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = request.content().inputStream()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                take(read);
                body.write(chunk, 0, read);
                if (body.size() > Inflating.BODY_BYTES_MAX) {
                    throw Inflating.tooLarge(
                            "more than %,d bytes".formatted(Inflating.BODY_BYTES_MAX));
                }
            }
        } catch (IOException | RuntimeException gone) {
            throw new CloseConnectionException("the client went away in the middle", gone);
        }
        return body.toByteArray();
    }

    private void take(int bytes) throws Refused {
        if (!room.tryAcquire(bytes)) {
            throw Refused.busy("more requests under way than there is memory for");
        }
        taken += bytes;
    }

    /// Gives the memory back.
    @Override
    public void close() {
        room.release(taken);
        taken = 0;
    }
}
