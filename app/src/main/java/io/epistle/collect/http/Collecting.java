package io.epistle.collect.http;

import io.epistle.collect.LiveSources;
import io.epistle.collect.SourceDefinition;
import io.epistle.event.EventType;

import java.util.List;
import java.util.SortedMap;

/// From a request whose body is read to the items to be stored: pure, in the order in which it is
/// decided.
///
/// @param source whose write key it bears
/// @param items one for each item of the request, in order
/// @param bytes about what they weigh
record Collecting(SourceDefinition source, List<Received> items, int bytes) {
    Collecting {
        items = List.copyOf(items);
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
        return new Arrival(
                envelope.source(body, sources),
                envelope.requestId(),
                envelope.receivedAt(),
                envelope.optedOut());
    }
}
