package io.epistle.collect.http;

import io.epistle.collect.QuarantinedRow;
import io.epistle.collect.http.JsonReading.Body;
import io.epistle.collect.http.JsonReading.Item;
import io.epistle.event.Admission.Reason;
import io.epistle.event.EventType;
import io.epistle.event.JsonText;
import io.epistle.event.Struct;
import io.epistle.event.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// From a body to its events: exactly one record out for each item in. Pure.
final class Items {
    /// The contract's limit of a batch.
    static final int BATCH_EVENTS_MAX = 2_500;

    /// The contract's limit of an event, the fields that it inherits from its batch included.
    static final int EVENT_BYTES_MAX = 32 * 1024;

    /// What a batch says for all its items is stored with each of them: it may not be the means to
    /// store a hundred times what was sent.
    static final int SHARED_BYTES_MAX = 8 * 1024;

    private static final int FOUND_CHARS_MAX = 40;

    private Items() {}

    /// The one event of a body, under the type that the path names.
    static List<Received> one(EventType type, Body body, String text, Arrival arrival)
            throws Refused {
        int bytes = Utf8.bytes(text);
        if (bytes > EVENT_BYTES_MAX) {
            throw Refused.tooLarge(
                    "body",
                    "an event of %,d bytes".formatted(bytes),
                    "at most %,d bytes an event".formatted(EVENT_BYTES_MAX));
        }
        return List.of(
                received(
                        new Item(body.fields(), text, body.flaw()),
                        Optional.of(type),
                        new WireFields(Struct.empty()),
                        new Place("", 1, arrival.requestId()),
                        arrival));
    }

    /// The events of a batch.
    static List<Received> batch(Body body, Arrival arrival) throws Refused {
        if (!body.listed()) {
            throw Refused.malformed("batch", "no list of events", "a list under batch");
        }
        if (body.flaw().isPresent()) {
            Reason flaw = body.flaw().get();
            throw Refused.malformed(flaw.path(), flaw.found(), flaw.expected());
        }
        if (body.fieldChars() > SHARED_BYTES_MAX) {
            throw Refused.tooLarge(
                    "context",
                    "%,d characters beside the events".formatted(body.fieldChars()),
                    "at most %,d".formatted(SHARED_BYTES_MAX));
        }
        WireFields shared = new WireFields(body.fields());
        List<Received> received = new ArrayList<>(body.items().size());
        for (Item item : body.items()) {
            int place = received.size() + 1;
            int bytes = Utf8.bytes(item.text()) + body.fieldChars();
            Place at =
                    new Place(
                            "batch[%d]".formatted(place - 1),
                            place,
                            arrival.requestId() + "-" + place);
            received.add(
                    bytes > EVENT_BYTES_MAX
                            ? row(item, tooLarge(bytes), at, arrival)
                            : received(item, Optional.empty(), shared, at, arrival));
        }
        return received;
    }

    /// Where an item stands.
    ///
    /// @param path in front of the names of its fields; empty for a whole body
    /// @param number from 1
    /// @param assignedId its message id where it brings none
    private record Place(String path, long number, String assignedId) {
        Reason in(Reason reason) {
            String path =
                    this.path.isEmpty() || reason.path().isEmpty()
                            ? this.path + reason.path()
                            : this.path + "." + reason.path();
            return new Reason(reason.rule(), path, reason.found(), reason.expected());
        }
    }

    private static Received received(
            Item item, Optional<EventType> named, WireFields shared, Place place, Arrival arrival) {
        if (item.flaw().isPresent()) {
            return row(item, item.flaw().get(), place, arrival);
        }
        if (!(item.value() instanceof Struct fields)) {
            return row(
                    item,
                    new Reason("not_an_object", "", WireFields.kind(item.value()), "an object"),
                    place,
                    arrival);
        }
        try {
            WireFields wire = new WireFields(fields);
            EventType type = named.isPresent() ? named.get() : type(wire);
            EventReading.Reading reading =
                    new EventReading(wire, shared, arrival).read(type, place.assignedId());
            return new Received.OfEvent(
                    reading.event(), reading.contentHash(), place.number(), item.text());
        } catch (Flawed flawed) {
            return row(item, flawed.reason(), place, arrival);
        }
    }

    private static EventType type(WireFields item) throws Flawed {
        String expected = "one of identify, track, page, screen, group, alias";
        String named =
                item.text("type")
                        .orElseThrow(() -> new Flawed("unknown_type", "type", "no type", expected));
        return Call.type(named.toLowerCase(Locale.ROOT))
                .orElseThrow(() ->
                        new Flawed(
                                "unknown_type",
                                "type",
                                named.substring(0, Math.min(named.length(), FOUND_CHARS_MAX)),
                                expected));
    }

    private static Reason tooLarge(int bytes) {
        return new Reason(
                "too_large",
                "",
                "%,d bytes with what the batch says for all".formatted(bytes),
                "at most %,d bytes an event".formatted(EVENT_BYTES_MAX));
    }

    private static Received row(Item item, Reason reason, Place place, Arrival arrival) {
        return new Received.OfRow(
                new QuarantinedRow(
                        arrival.source().id(),
                        "http:" + Long.toHexString(Content.digest(lasting(item))),
                        "",
                        place.number(),
                        item.text(),
                        place.in(reason)));
    }

    /// What of an item stays the same when it is sent again: its row is kept once.
    private static String lasting(Item item) {
        if (item.flaw().isPresent() || !(item.value() instanceof Struct fields)) {
            return item.text();
        }
        Struct.Builder lasting = Struct.builder();
        for (int index = 0; index < fields.size(); index++) {
            Value value = fields.value(index);
            switch (fields.name(index)) {
                case "sentAt", "sent_at", "receivedAt", "received_at", "_metadata" -> {}
                default -> lasting.put(fields.name(index), value);
            }
        }
        return JsonText.of(lasting.build());
    }
}
