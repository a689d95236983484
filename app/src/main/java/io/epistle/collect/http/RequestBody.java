package io.epistle.collect.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

/// The body of one request, and the memory that it takes, out of a room that all requests under way
/// share, until it is closed. For one thread.
final class RequestBody implements AutoCloseable {
    private final ServerRequest request;
    private final BodyRoomWorker.Share share;

    /// A body that is not read yet.
    ///
    /// @param share of the room, which it closes
    RequestBody(ServerRequest request, BodyRoomWorker.Share share) {
        this.request = request;
        this.share = share;
    }

    /// Reads the body and inflates it: at most [Inflating#BODY_BYTES_MAX].
    ///
    /// @throws Refused where it is too large or damaged, or there is no room
    byte[] plain() throws Refused {
        byte[] plain =
                Inflating.plain(
                        sent(), request.headers().first(HeaderNames.CONTENT_ENCODING).orElse(""));
        if (!share.take(plain.length)) {
            throw noRoom();
        }
        return plain;
    }

    /// The body as it was sent, at most what a batch may have.
    private byte[] sent() throws Refused {
        return switch (share.read(request, Inflating.BODY_BYTES_MAX)) {
            case BodyRead.Whole whole -> whole.bytes();
            case BodyRead.TooLarge(String found) -> throw Inflating.tooLarge(found);
            case BodyRead.NoRoom _ -> throw noRoom();
            case BodyRead.Malformed(String found) -> throw Refused.unreadable(found);
        };
    }

    private static Refused noRoom() {
        return Refused.busy("more requests under way than there is memory for");
    }

    /// Gives the memory back.
    @Override
    public void close() {
        share.close();
    }
}
