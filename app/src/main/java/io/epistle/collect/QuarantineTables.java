package io.epistle.collect;

import io.epistle.event.ByteReader;
import io.epistle.event.ByteWriter;
import io.epistle.store.Codec;
import io.epistle.store.Table;
import io.epistle.vault.Sealed;

/// Where the quarantine lies. What a row says is sealed; the lists beside it tell nothing of that.
public final class QuarantineTables {
    /// 128 bits of a keyed hash of source and row id: the same bad row is kept once.
    record RowKey(long high, long low) implements Comparable<RowKey> {
        private void write(ByteWriter out) {
            out.writeLong(high).writeLong(low);
        }

        private static RowKey read(ByteReader in) {
            return new RowKey(in.readLong(), in.readLong());
        }

        /// The bytes that bind a sealed row to its key.
        byte[] place() {
            ByteWriter place = new ByteWriter(32).writeText("quarantine");
            write(place);
            return place.toBytes();
        }

        @Override
        public int compareTo(RowKey other) {
            int order = Long.compare(high, other.high);
            return order == 0 ? Long.compare(low, other.low) : order;
        }
    }

    /// The rows.
    public static final Table<RowKey, Sealed> QUARANTINE =
            new Table<>(
                    "quarantine",
                    Codec.of(RowKey::write, RowKey::read),
                    Codec.of(
                            (row, out) -> out.writeVarint(row.keySlot()).writeBytes(row.bytes()),
                            in -> new Sealed(in.readVarint(), in.readBytes())));

    /// Where a row is listed under its rule, by import and line, so that the rows of one rule are
    /// one range.
    record Listed(String rule, String importId, long line, RowKey key) {
        static final Codec<Listed> CODEC =
                Codec.of(
                        (listed, out) -> {
                            out.writeText(listed.rule())
                                    .writeText(listed.importId())
                                    .writeLong(listed.line());
                            listed.key().write(out);
                        },
                        in ->
                                new Listed(
                                        in.readText(),
                                        in.readText(),
                                        in.readLong(),
                                        RowKey.read(in)));
    }

    /// The rows by rule.
    public static final Table<Listed, byte[]> BY_RULE =
            new Table<>("quarantine_by_rule", Listed.CODEC, Codec.BYTES);

    /// Where a row is listed under its source, oldest first.
    ///
    /// @param keptMillis when it was kept, since 1970
    record Aged(String source, long keptMillis, RowKey key) {
        static final Codec<Aged> CODEC =
                Codec.of(
                        (aged, out) -> {
                            out.writeText(aged.source()).writeLong(aged.keptMillis());
                            aged.key().write(out);
                        },
                        in -> new Aged(in.readText(), in.readLong(), RowKey.read(in)));
    }

    /// What is known of a row without opening it: enough to drop it.
    ///
    /// @param bytes what it takes, sealed
    record Weighed(String rule, String importId, long line, long bytes) {
        static final Codec<Weighed> CODEC =
                Codec.of(
                        (row, out) ->
                                out.writeText(row.rule())
                                        .writeText(row.importId())
                                        .writeVarint(row.line())
                                        .writeVarint(row.bytes()),
                        in ->
                                new Weighed(
                                        in.readText(),
                                        in.readText(),
                                        in.readVarint(),
                                        in.readVarint()));
    }

    /// The rows by source and age.
    public static final Table<Aged, Weighed> BY_AGE =
            new Table<>("quarantine_by_age", Aged.CODEC, Weighed.CODEC);

    /// The key slot of each day on which something was quarantined.
    public static final Table<String, Long> DAY_KEYS =
            new Table<>("quarantine_keys", Codec.TEXT, Codec.LONG);

    private QuarantineTables() {}
}
