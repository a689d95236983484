package io.epistle.collect.http;

import io.epistle.collect.LiveSources;
import io.epistle.event.EventType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// From a request whose body is read to the items to be stored: pure, in the order in which it is
/// decided.
///
/// @param source whose write key it bears
/// @param items one for each item of the request, in order
/// @param bytes about what they weigh
record Collecting(String source, List<Received> items, int bytes) {
    Collecting {
        items = List.copyOf(items);
    }

    /// What is known of a request beside its body.
    ///
    /// @param headerKey the write key in its authorization; absent where it carries none there
    /// @param queryKey the write key in its query; absent where it carries none there
    /// @param requestId unlike that of any other request
    /// @param receivedAt when it came
    /// @param optedOut whether the browser says `Sec-GPC: 1`
    record Envelope(
            Optional<String> headerKey,
            Optional<String> queryKey,
            String requestId,
            Instant receivedAt,
            boolean optedOut) {
        /// The source that the header names; absent where it carries no key.
        Optional<String> source(LiveSources sources) throws Refused {
            return headerKey.isPresent()
                    ? Optional.of(Collecting.source(headerKey.get(), sources))
                    : Optional.empty();
        }
    }

    /// The items of a body that is a batch.
    static Collecting batch(Envelope envelope, byte[] plain, LiveSources sources) throws Refused {
        JsonReading.Body body = JsonReading.body(Utf8.text(plain), "batch");
        Arrival arrival = arrival(envelope, body, sources);
        List<Received> items = Items.batch(body, arrival);
        return new Collecting(
                arrival.source(), items, plain.length + items.size() * body.fieldChars());
    }

    /// The one item of a body.
    static Collecting one(EventType type, Envelope envelope, byte[] plain, LiveSources sources)
            throws Refused {
        return one(type, envelope, Utf8.text(plain), sources);
    }

    /// The one item of an image's query.
    static Collecting pixel(
            EventType type,
            Envelope envelope,
            SortedMap<String, String> parameters,
            LiveSources sources)
            throws Refused {
        return one(type, envelope, PixelQuery.json(parameters), sources);
    }

    private static Collecting one(
            EventType type, Envelope envelope, String text, LiveSources sources) throws Refused {
        JsonReading.Body body = JsonReading.body(text, "");
        Arrival arrival = arrival(envelope, body, sources);
        return new Collecting(
                arrival.source(), Items.one(type, body, text, arrival), text.length());
    }

    private static Arrival arrival(Envelope envelope, JsonReading.Body body, LiveSources sources)
            throws Refused {
        String key =
                envelope.headerKey()
                        .or(() -> WriteKeys.ofBody(body))
                        .or(envelope::queryKey)
                        .orElseThrow(() -> Refused.unknownKey(false));
        return new Arrival(
                source(key, sources),
                envelope.requestId(),
                envelope.receivedAt(),
                envelope.optedOut());
    }

    private static String source(String key, LiveSources sources) throws Refused {
        return sources.of(key).orElseThrow(() -> Refused.unknownKey(true));
    }
}
