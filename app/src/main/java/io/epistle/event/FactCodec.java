package io.epistle.event;

import io.epistle.event.ByteReader.MalformedBytes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// The bytes of a piece: the facts of one stem in one batch. Versioned, self-contained, covered by
/// golden files; sealed by the vault before they are written anywhere.
///
/// Layout: a version byte; a form byte (0 plain, 1 deflated behind the plain length); the number of
/// facts; each fact with its sequence and times as differences from the one before. Names go
/// through [Names] or the piece's own table.
public final class FactCodec {
    /// The version this program writes; it reads all up to it.
    public static final int VERSION = 1;

    /// A body beyond this was not written by us: the largest batch of one stem is far below.
    public static final int PLAIN_BYTES_MAX = 256 << 20;

    /// Deeper nesting than any event may have; it bounds the recursion here.
    public static final int DEPTH_MAX = 32;

    /// Smaller bodies do not shrink.
    private static final int DEFLATE_BYTES_MIN = 256;

    private static final int PLAIN = 0;
    private static final int DEFLATED = 1;

    private static final int NOTHING = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int WHOLE = 3;
    private static final int DECIMAL = 4;
    private static final int TEXT = 5;
    private static final int SEQUENCE = 6;
    private static final int STRUCT = 7;

    private FactCodec() {}

    /// The piece of one or more facts of one stem.
    public static byte[] encode(List<Fact> facts) {
        Encoder encoder = new Encoder();
        encoder.piece(facts);
        byte[] body = encoder.out.toBytes();
        if (body.length < DEFLATE_BYTES_MIN) {
            return new ByteWriter(body.length + 2)
                    .writeByte(VERSION)
                    .writeByte(PLAIN)
                    .writeRaw(body)
                    .toBytes();
        }
        return new ByteWriter(body.length)
                .writeByte(VERSION)
                .writeByte(DEFLATED)
                .writeVarint(body.length)
                .writeRaw(deflate(body))
                .toBytes();
    }

    /// The facts of a piece, in the order they were encoded.
    ///
    /// @throws MalformedBytes where the bytes are no piece, or one of a newer version
    public static List<Fact> decode(byte[] piece) {
        ByteReader head = new ByteReader(piece);
        int version = head.readByte();
        if (version != VERSION) {
            throw new MalformedBytes(
                    "found piece version %d, expected %d".formatted(version, VERSION));
        }
        int form = head.readByte();
        byte[] body =
                switch (form) {
                    case PLAIN -> head.readRaw(head.remaining());
                    case DEFLATED -> {
                        long length = head.readVarint();
                        yield inflate(head.readRaw(head.remaining()), length);
                    }
                    default -> throw new MalformedBytes("found piece form " + form);
                };
        try {
            return new Decoder(body).piece();
        } catch (IllegalArgumentException broken) {
            throw new MalformedBytes("found a fact that cannot be: " + broken.getMessage());
        }
    }

    private static byte[] deflate(byte[] body) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(body);
            deflater.finish();
            ByteWriter out = new ByteWriter(body.length);
            byte[] chunk = new byte[8_192];
            while (!deflater.finished()) {
                int count = deflater.deflate(chunk);
                out.writeRaw(count == chunk.length ? chunk : java.util.Arrays.copyOf(chunk, count));
            }
            return out.toBytes();
        }
    }

    private static byte[] inflate(byte[] deflated, long length) {
        if (length < 0 || length > PLAIN_BYTES_MAX) {
            throw new MalformedBytes("found a piece of %d bytes".formatted(length));
        }
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(deflated);
            byte[] body = new byte[(int) length];
            int count = inflater.inflate(body);
            boolean ended = inflater.inflate(new byte[1]) == 0 && inflater.finished();
            if (count != length || !ended || inflater.getRemaining() != 0) {
                throw new MalformedBytes(
                        "found %d inflated bytes, expected %d".formatted(count, length));
            }
            return body;
        } catch (DataFormatException broken) {
            throw new MalformedBytes("found a piece that does not inflate: " + broken.getMessage());
        }
    }

    private static final class Encoder {
        private final ByteWriter out = new ByteWriter(512);
        private final Map<String, Integer> local = new HashMap<>();

        void piece(List<Fact> facts) {
            out.writeVarint(facts.size());
            long sequence = 0;
            long millis = 0;
            for (Fact fact : facts) {
                out.writeZigzag(fact.sequence() - sequence);
                out.writeZigzag(fact.occurredAt().toEpochMilli() - millis);
                sequence = fact.sequence();
                millis = fact.occurredAt().toEpochMilli();
                fact(fact);
            }
        }

        private void fact(Fact fact) {
            Event event = fact.event();
            out.writeZigzag(event.knownAt().toEpochMilli() - event.occurredAt().toEpochMilli());
            out.writeByte(fact.depth());
            out.writeByte(event.type().code() << 4 | event.trust().code());
            name(event.source());
            out.writeText(event.messageId());
            name(event.name());
            out.writeVarint(event.identifiers().size());
            for (Identifier identifier : event.identifiers()) {
                name(identifier.kind());
                out.writeText(identifier.value());
            }
            struct(event.properties(), 0);
            struct(event.traits(), 0);
            struct(event.context(), 0);
        }

        private void name(String name) {
            int standard = Names.code(name);
            if (standard != Names.INLINE) {
                out.writeVarint(standard);
                return;
            }
            Integer known = local.putIfAbsent(name, Names.LOCAL_FROM + local.size());
            if (known != null) {
                out.writeVarint(known);
            } else {
                out.writeVarint(Names.INLINE).writeText(name);
            }
        }

        private void struct(Struct struct, int depth) {
            if (depth > DEPTH_MAX) {
                throw new IllegalArgumentException(
                        "found nesting over %d levels".formatted(DEPTH_MAX));
            }
            out.writeVarint(struct.size());
            for (int index = 0; index < struct.size(); index++) {
                name(struct.name(index));
                value(struct.value(index), depth + 1);
            }
        }

        private void value(Value value, int depth) {
            switch (value) {
                case Value.Nothing _ -> out.writeByte(NOTHING);
                case Value.Bool(boolean truth) -> out.writeByte(truth ? TRUE : FALSE);
                case Value.Whole(long number) -> out.writeByte(WHOLE).writeZigzag(number);
                case Value.Decimal(BigDecimal number) ->
                        out.writeByte(DECIMAL)
                                .writeZigzag(number.scale())
                                .writeBytes(number.unscaledValue().toByteArray());
                case Value.Text(String text) -> out.writeByte(TEXT).writeText(text);
                case Value.Sequence(List<Value> items) -> {
                    if (depth > DEPTH_MAX) {
                        throw new IllegalArgumentException(
                                "found nesting over %d levels".formatted(DEPTH_MAX));
                    }
                    out.writeByte(SEQUENCE).writeVarint(items.size());
                    for (Value item : items) {
                        value(item, depth + 1);
                    }
                }
                case Struct struct -> {
                    out.writeByte(STRUCT);
                    struct(struct, depth);
                }
            }
        }
    }

    private static final class Decoder {
        private final ByteReader in;
        private final List<String> local = new ArrayList<>();

        Decoder(byte[] body) {
            in = new ByteReader(body);
        }

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
            if (depth > DEPTH_MAX) {
                throw new MalformedBytes("found nesting over %d levels".formatted(DEPTH_MAX));
            }
            Struct.Builder struct = Struct.builder();
            for (int index = 0; index < count; index++) {
                struct.put(name(), value(depth + 1));
            }
            return struct.build();
        }

        private Value value(int depth) {
            int tag = in.readByte();
            return switch (tag) {
                case NOTHING -> Value.NOTHING;
                case TRUE -> Value.TRUE;
                case FALSE -> Value.FALSE;
                case WHOLE -> new Value.Whole(in.readZigzag());
                case DECIMAL -> {
                    int scale = (int) in.readZigzag();
                    byte[] unscaled = in.readBytes();
                    if (unscaled.length == 0) {
                        throw new MalformedBytes("found a number without digits");
                    }
                    yield new Value.Decimal(new BigDecimal(new BigInteger(unscaled), scale));
                }
                case TEXT -> new Value.Text(in.readText());
                case SEQUENCE -> {
                    if (depth > DEPTH_MAX) {
                        throw new MalformedBytes(
                                "found nesting over %d levels".formatted(DEPTH_MAX));
                    }
                    int count = in.readCount();
                    List<Value> items = new ArrayList<>(count);
                    for (int index = 0; index < count; index++) {
                        items.add(value(depth + 1));
                    }
                    yield new Value.Sequence(items);
                }
                case STRUCT -> struct(depth);
                default -> throw new MalformedBytes("found value tag " + tag);
            };
        }
    }
}
