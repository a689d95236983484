package io.epistle.collect;

import io.epistle.event.Admission;
import io.epistle.event.Admission.Reason;
import io.epistle.event.ByteReader;
import io.epistle.event.ByteWriter;
import io.epistle.event.Event;
import io.epistle.event.JsonText;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Tallies;
import io.epistle.store.Turn;
import io.epistle.vault.HashPurpose;
import io.epistle.vault.Sealed;
import io.epistle.vault.Vault;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was not admitted, kept with its reason for someone to mend: sealed under a key of the day
/// it came, since it belongs to nobody, and counted by rule.
public final class QuarantineStore {
    /// 128 bits of a keyed hash of source and row id: the same bad row is kept once.
    record RowKey(long high, long low) {}

    /// The rows.
    public static final Table<RowKey, Sealed> QUARANTINE =
            new Table<>(
                    "quarantine",
                    Codec.of(
                            (key, out) -> out.writeLong(key.high()).writeLong(key.low()),
                            in -> new RowKey(in.readLong(), in.readLong())),
                    Codec.of(
                            (row, out) -> out.writeVarint(row.keySlot()).writeBytes(row.bytes()),
                            in -> new Sealed(in.readVarint(), in.readBytes())));

    /// Where a row is listed: under its rule, by import and line, so that the rows of one rule are
    /// one range. It tells nothing of what the row says.
    record Listed(String rule, String importId, long line, RowKey key) {
        static final Codec<Listed> CODEC =
                Codec.of(
                        (listed, out) ->
                                out.writeText(listed.rule())
                                        .writeText(listed.importId())
                                        .writeLong(listed.line())
                                        .writeLong(listed.key().high())
                                        .writeLong(listed.key().low()),
                        in ->
                                new Listed(
                                        in.readText(),
                                        in.readText(),
                                        in.readLong(),
                                        new RowKey(in.readLong(), in.readLong())));
    }

    /// The rows by rule.
    public static final Table<Listed, byte[]> BY_RULE =
            new Table<>("quarantine_by_rule", Listed.CODEC, Codec.BYTES);

    private static final byte[] NOTHING = new byte[0];

    /// The key slot of each day on which something was quarantined.
    public static final Table<String, Long> DAY_KEYS =
            new Table<>("quarantine_keys", Codec.TEXT, Codec.LONG);

    private static final String TALLY = "quarantine/";

    private final Vault vault;

    /// A quarantine sealed by `vault`.
    public QuarantineStore(Vault vault) {
        this.vault = vault;
    }

    /// Keeps a row, or finds that it is kept already.
    public Admission keep(Turn turn, QuarantinedRow row) {
        ByteReader hash =
                new ByteReader(
                        vault.hash(HashPurpose.MESSAGE, "quarantine", row.source(), row.rowId()));
        RowKey key = new RowKey(hash.readLong(), hash.readLong());
        if (turn.get(QUARANTINE, key).isPresent()) {
            return new Admission.Duplicate();
        }
        long slot = dayKey(turn);
        byte[] sealed = vault.seal(slot, place(key), QuarantinedRow.CODEC.encode(row));
        turn.put(QUARANTINE, key, new Sealed(slot, sealed));
        turn.put(
                BY_RULE, new Listed(row.reason().rule(), row.importId(), row.line(), key), NOTHING);
        Tallies.add(turn, TALLY + row.reason().rule(), 1);
        return new Admission.Quarantined(row.reason());
    }

    /// The row of an event whose original text is gone: its content as JSON.
    static QuarantinedRow row(Event event, long contentHash, Reason reason) {
        String rowId = "event:" + event.messageId() + ":" + Long.toHexString(contentHash);
        return new QuarantinedRow(event.source(), rowId, "", 1, json(event), reason);
    }

    private static String json(Event event) {
        List<Value> identifiers = new ArrayList<>();
        event.identifiers()
                .forEach(one -> identifiers.add(Struct.of(one.kind(), Value.of(one.value()))));
        return JsonText.of(
                Struct.builder()
                        .put("messageId", event.messageId())
                        .put("type", event.type().name())
                        .put("name", event.name())
                        .put("identifiers", Value.of(identifiers))
                        .put("timestamp", event.occurredAt().toString())
                        .put("properties", event.properties())
                        .put("traits", event.traits())
                        .put("context", event.context())
                        .build());
    }

    private long dayKey(Turn turn) {
        String day = LocalDate.ofInstant(turn.now(), ZoneOffset.UTC).toString();
        Optional<Long> known = turn.get(DAY_KEYS, day);
        if (known.isPresent()) {
            return known.get();
        }
        long slot = vault.newKey();
        turn.put(DAY_KEYS, day, slot);
        return slot;
    }

    /// How much is quarantined, by rule.
    public static SortedMap<String, Long> counts(Rows rows) {
        return Tallies.under(rows, TALLY);
    }

    /// Up to `limit` rows, in no particular order; those whose key is destroyed are left out.
    public List<QuarantinedRow> list(Rows rows, int limit) {
        List<QuarantinedRow> found = new ArrayList<>();
        rows.scan(
                QUARANTINE,
                new byte[0],
                (key, row) -> {
                    open(key, row).ifPresent(found::add);
                    return found.size() < limit;
                });
        return found;
    }

    /// The rows of one rule by import and line; those whose key is destroyed are left out.
    ///
    /// @param skipped how many to leave out at the beginning; they are not opened
    /// @param limit at most so many
    public List<QuarantinedRow> list(Rows rows, String rule, long skipped, int limit) {
        List<RowKey> keys = new ArrayList<>();
        long[] passed = new long[1];
        rows.scan(
                BY_RULE,
                new ByteWriter().writeText(rule).toBytes(),
                (listed, _) -> {
                    if (passed[0]++ >= skipped) {
                        keys.add(listed.key());
                    }
                    return keys.size() < limit;
                });
        return keys.stream()
                .flatMap(key -> rows.get(QUARANTINE, key).flatMap(row -> open(key, row)).stream())
                .toList();
    }

    private Optional<QuarantinedRow> open(RowKey key, Sealed row) {
        return vault.open(row.keySlot(), place(key), row.bytes()).map(QuarantinedRow.CODEC::decode);
    }

    /// Opens and counts all rows again and compares with the tallies; each finding is a sentence.
    public List<String> check(Rows rows) {
        SortedMap<String, Long> counted = new TreeMap<>();
        list(rows, Integer.MAX_VALUE)
                .forEach(row -> counted.merge(row.reason().rule(), 1L, Long::sum));
        SortedMap<String, Long> listed = new TreeMap<>();
        rows.scan(
                BY_RULE,
                NOTHING,
                (row, _) -> {
                    listed.merge(row.rule(), 1L, Long::sum);
                    return true;
                });
        SortedMap<String, Long> tallied = counts(rows);
        return counted.equals(tallied) && counted.equals(listed)
                ? List.of()
                : List.of(
                        "the quarantine tallies say %s, the rows %s, the lists by rule %s"
                                .formatted(tallied, counted, listed));
    }

    private static byte[] place(RowKey key) {
        return new ByteWriter(32)
                .writeText("quarantine")
                .writeLong(key.high())
                .writeLong(key.low())
                .toBytes();
    }
}
