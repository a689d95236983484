package io.epistle.collect;

import static io.epistle.collect.QuarantineTables.BY_AGE;
import static io.epistle.collect.QuarantineTables.BY_RULE;
import static io.epistle.collect.QuarantineTables.DAY_KEYS;
import static io.epistle.collect.QuarantineTables.QUARANTINE;

import io.epistle.collect.QuarantineTables.Aged;
import io.epistle.collect.QuarantineTables.Listed;
import io.epistle.collect.QuarantineTables.RowKey;
import io.epistle.collect.QuarantineTables.Weighed;
import io.epistle.event.Admission;
import io.epistle.event.Admission.Reason;
import io.epistle.event.ByteReader;
import io.epistle.event.ByteWriter;
import io.epistle.event.Event;
import io.epistle.event.JsonText;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.store.Rows;
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

/// What was not admitted, kept with its reason for someone to mend: sealed under a key of the day
/// it came, since it belongs to nobody, counted by rule, and no longer or more than the bounds say.
public final class QuarantineStore {
    private static final byte[] NOTHING = new byte[0];

    private static final String TALLY = "quarantine/";

    private final Vault vault;
    private final QuarantineRetention retention;

    /// A quarantine sealed by `vault`.
    public QuarantineStore(Vault vault, QuarantineBounds bounds) {
        this.vault = vault;
        this.retention = new QuarantineRetention(vault, bounds);
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
        String rule = row.reason().rule();
        long slot = dayKey(turn);
        byte[] sealed = vault.seal(slot, key.place(), QuarantinedRow.CODEC.encode(row));
        turn.put(QUARANTINE, key, new Sealed(slot, sealed));
        turn.put(BY_RULE, new Listed(rule, row.importId(), row.line(), key), NOTHING);
        turn.put(
                BY_AGE,
                new Aged(row.source(), turn.now().toEpochMilli(), key),
                new Weighed(rule, row.importId(), row.line(), sealed.length));
        Tallies.add(turn, tally(rule), 1);
        retention.kept(turn, row.source(), sealed.length);
        return new Admission.Quarantined(row.reason());
    }

    /// Lists a row by age that is listed by rule alone, as if it had come now; one that cannot be
    /// opened any more goes.
    void age(Turn turn, Listed listed, Sealed row) {
        Optional<QuarantinedRow> opened = open(listed.key(), row);
        if (opened.isEmpty()) {
            turn.delete(QUARANTINE, listed.key());
            turn.delete(BY_RULE, listed);
            Tallies.add(turn, tally(listed.rule()), -1);
            return;
        }
        String source = opened.get().source();
        turn.put(
                BY_AGE,
                new Aged(source, turn.now().toEpochMilli(), listed.key()),
                new Weighed(listed.rule(), listed.importId(), listed.line(), row.bytes().length));
        retention.kept(turn, source, row.bytes().length);
    }

    /// What bounds it.
    public QuarantineRetention retention() {
        return retention;
    }

    /// The tally of the rows of a rule.
    static String tally(String rule) {
        return TALLY + rule;
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
                NOTHING,
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
        return vault.open(row.keySlot(), key.place(), row.bytes())
                .map(QuarantinedRow.CODEC::decode);
    }

    /// Opens and counts all rows again and compares them with the lists and the tallies; each
    /// finding is a sentence.
    public List<String> check(Rows rows) {
        QuarantineCount count = QuarantineCount.of(rows);
        rows.scan(
                QUARANTINE,
                NOTHING,
                (key, row) -> {
                    count.row(key, row, open(key, row));
                    return true;
                });
        return count.findings(rows);
    }
}
