package io.epistle.event;

import io.epistle.event.ByteReader.MalformedBytes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Reads the body of one piece; for one use.
final class FactDecoder {
    private final ByteReader in;
    private final List<String> local = new ArrayList<>();

    FactDecoder(byte[] body) {
        in = new ByteReader(body);
    }

    /// The facts of a body, which must end with the last of them.
    List<Fact> piece() {
        int count = in.readCount();
        List<Fact> facts = new ArrayList<>(count);
        long sequence = 0;
        long millis = 0;
        for (int index = 0; index < count; index++) {
            sequence += in.readZigzag();
            millis += in.readZigzag();
            facts.add(fact(sequence, millis));
        }
        if (!in.atEnd()) {
            throw new MalformedBytes(
                    "found %d bytes behind the last fact".formatted(in.remaining()));
        }
        return facts;
    }

    private Fact fact(long sequence, long millis) {
        long knownMillis = millis + in.readZigzag();
        int depth = in.readByte();
        int kinds = in.readByte();
        String source = name();
        String messageId = in.readText();
        String name = name();
        int count = in.readCount();
        List<Identifier> identifiers = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            identifiers.add(new Identifier(name(), in.readText()));
        }
        Event event =
                new Event(
                        source,
                        messageId,
                        EventType.of(kinds >> 4),
                        name,
                        identifiers,
                        Instant.ofEpochMilli(millis),
                        Instant.ofEpochMilli(knownMillis),
                        Trust.of(kinds & 15),
                        struct(0),
                        struct(0),
                        struct(0));
        return new Fact(sequence, depth, event);
    }

    private String name() {
        int code = (int) in.readVarint();
        if (code == Names.INLINE) {
            String name = in.readText();
            local.add(name);
            return name;
        }
        if (code < Names.LOCAL_FROM) {
            return Names.name(code);
        }
        if (code - Names.LOCAL_FROM >= local.size()) {
            throw new MalformedBytes(
                    "found name %d of %d".formatted(code - Names.LOCAL_FROM, local.size()));
        }
        return local.get(code - Names.LOCAL_FROM);
    }

    private Struct struct(int depth) {
        int count = in.readCount();
        if (count == 0) {
            return Struct.empty();
        }
        requireShallow(depth);
        Struct.Builder struct = Struct.builder();
        for (int index = 0; index < count; index++) {
            struct.put(name(), value(depth + 1));
        }
        return struct.build();
    }

    private Value value(int depth) {
        int tag = in.readByte();
        return switch (tag) {
            case ValueTags.NOTHING -> Value.NOTHING;
            case ValueTags.TRUE -> Value.TRUE;
            case ValueTags.FALSE -> Value.FALSE;
            case ValueTags.WHOLE -> new Value.Whole(in.readZigzag());
            case ValueTags.DECIMAL -> {
                int scale = (int) in.readZigzag();
                byte[] unscaled = in.readBytes();
                if (unscaled.length == 0) {
                    throw new MalformedBytes("found a number without digits");
                }
                yield new Value.Decimal(new BigDecimal(new BigInteger(unscaled), scale));
            }
            case ValueTags.TEXT -> new Value.Text(in.readText());
            case ValueTags.SEQUENCE -> {
                requireShallow(depth);
                int count = in.readCount();
                List<Value> items = new ArrayList<>(count);
                for (int index = 0; index < count; index++) {
                    items.add(value(depth + 1));
                }
                yield new Value.Sequence(items);
            }
            case ValueTags.STRUCT -> struct(depth);
            default -> throw new MalformedBytes("found value tag " + tag);
        };
    }

    private static void requireShallow(int depth) {
        if (depth > FactCodec.DEPTH_MAX) {
            throw new MalformedBytes("found nesting over %d levels".formatted(FactCodec.DEPTH_MAX));
        }
    }
}
