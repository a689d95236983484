package io.epistle.segment;

import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Value;

/// About how many bytes facts take in memory that [SegmentIndex#lean] made, reckoned for a 64-bit
/// Java with compressed references and on the high side: the names of properties are counted as if
/// no two facts shared them.
final class Footprint {
    /// Fact, event and instant, and the fact's places in a timeline and under its name.
    private static final int FACT_BYTES = 160;

    private static final int OBJECT_BYTES = 24;
    private static final int TEXT_BYTES = 40;
    private static final int REFERENCE_BYTES = 4;
    private static final int DECIMAL_BYTES = 136;

    private Footprint() {}

    static long of(Fact fact) {
        return FACT_BYTES + of(fact.event().properties()) + of(fact.event().traits());
    }

    private static long of(Value value) {
        return switch (value) {
            case Struct struct -> {
                long bytes = struct.isEmpty() ? 0 : 3L * OBJECT_BYTES;
                for (int index = 0; index < struct.size(); index++) {
                    bytes += 2 * REFERENCE_BYTES + text(struct.name(index));
                    bytes += of(struct.value(index));
                }
                yield bytes;
            }
            case Value.Sequence(var items) -> {
                long bytes = 3L * OBJECT_BYTES;
                for (Value item : items) {
                    bytes += REFERENCE_BYTES + of(item);
                }
                yield bytes;
            }
            case Value.Text(String text) -> OBJECT_BYTES + text(text);
            case Value.Whole _ -> OBJECT_BYTES;
            case Value.Decimal _ -> DECIMAL_BYTES;
            case Value.Bool _, Value.Nothing _ -> 0;
        };
    }

    private static long text(String text) {
        return TEXT_BYTES + 2L * text.length();
    }
}
