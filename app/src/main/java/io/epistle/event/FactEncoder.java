package io.epistle.event;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes the body of one piece; for one use.
final class FactEncoder {
    private final ByteWriter out = new ByteWriter(512);
    private final Map<String, Integer> local = new HashMap<>();

    /// The body of a piece.
    byte[] piece(List<Fact> facts) {
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
        return out.toBytes();
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
        requireShallow(depth);
        out.writeVarint(struct.size());
        for (int index = 0; index < struct.size(); index++) {
            name(struct.name(index));
            value(struct.value(index), depth + 1);
        }
    }

    private void value(Value value, int depth) {
        switch (value) {
            case Value.Nothing _ -> out.writeByte(ValueTags.NOTHING);
            case Value.Bool(boolean truth) ->
                    out.writeByte(truth ? ValueTags.TRUE : ValueTags.FALSE);
            case Value.Whole(long number) -> out.writeByte(ValueTags.WHOLE).writeZigzag(number);
            case Value.Decimal(BigDecimal number) ->
                    out.writeByte(ValueTags.DECIMAL)
                            .writeZigzag(number.scale())
                            .writeBytes(number.unscaledValue().toByteArray());
            case Value.Text(String text) -> out.writeByte(ValueTags.TEXT).writeText(text);
            case Value.Sequence(List<Value> items) -> {
                requireShallow(depth);
                out.writeByte(ValueTags.SEQUENCE).writeVarint(items.size());
                for (Value item : items) {
                    value(item, depth + 1);
                }
            }
            case Struct struct -> {
                out.writeByte(ValueTags.STRUCT);
                struct(struct, depth);
            }
        }
    }

    private static void requireShallow(int depth) {
        if (depth > FactCodec.DEPTH_MAX) {
            throw new IllegalArgumentException(
                    "found nesting over %d levels".formatted(FactCodec.DEPTH_MAX));
        }
    }
}
