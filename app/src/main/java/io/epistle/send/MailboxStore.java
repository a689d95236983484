package io.epistle.send;

import io.epistle.event.ByteReader;
import io.epistle.event.ByteReader.MalformedBytes;
import io.epistle.event.ByteWriter;
import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Turn;
import io.epistle.store.Writer;
import io.epistle.vault.Sealed;
import io.epistle.vault.Vault;
import io.epistle.vault.VaultException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The built-in mailbox: what would have been received, newest first, sealed under a key of the
/// day. A message is durable before the server answers 250.
public final class MailboxStore implements MailboxSink {
    /// One received message.
    ///
    /// @param number counted from 1 in the order of receipt
    /// @param receivedAt when
    /// @param recipient the recipients of the envelope, separated by commas
    /// @param bytes the message as received
    public record Received(long number, Instant receivedAt, String recipient, MessageBytes bytes) {}

    record SealedMail(Instant receivedAt, Sealed sealed) {
        static final Codec<SealedMail> CODEC =
                Codec.of(
                        (mail, out) ->
                                out.writeZigzag(mail.receivedAt().toEpochMilli())
                                        .writeVarint(mail.sealed().keySlot())
                                        .writeBytes(mail.sealed().bytes()),
                        in ->
                                new SealedMail(
                                        Instant.ofEpochMilli(in.readZigzag()),
                                        new Sealed(in.readVarint(), in.readBytes())));
    }

    /// The messages; keys run down, so that a scan begins with the newest.
    public static final Table<Long, SealedMail> MAILBOX =
            new Table<>(
                    "mailbox",
                    Codec.of((number, out) -> out.writeLong(~number), in -> ~in.readLong()),
                    SealedMail.CODEC);

    /// The key slot of each day on which something was received.
    public static final Table<String, Long> DAY_KEYS =
            new Table<>("mailbox_keys", Codec.TEXT, Codec.LONG);

    /// Counts of the mailbox: `received`, and `dropped` since.
    public static final Table<String, Long> COUNTS =
            new Table<>("mailbox_counts", Codec.TEXT, Codec.LONG);

    private static final String RECEIVED = "received";

    /// The count of those that are there no more, which are the oldest.
    static final String DROPPED = "dropped";

    private final Vault vault;
    private final Writer writer;

    /// A mailbox written through `writer`.
    public MailboxStore(Vault vault, Writer writer) {
        this.vault = vault;
        this.writer = writer;
    }

    @Override
    public void received(ReceivedEnvelope envelope, byte[] message) {
        byte[] kept =
                new ByteWriter(message.length + 64)
                        .writeText(String.join(", ", envelope.recipients()))
                        .writeBytes(message)
                        .toBytes();
        long _ =
                writer.apply(turn -> {
                    long number = turn.get(COUNTS, RECEIVED).orElse(0L) + 1;
                    long slot = dayKey(turn);
                    byte[] sealed = vault.seal(slot, place(number), kept);
                    turn.put(MAILBOX, number, new SealedMail(turn.now(), new Sealed(slot, sealed)));
                    turn.put(COUNTS, RECEIVED, number);
                    return number;
                });
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

    /// How many messages were ever received.
    public static long count(Rows rows) {
        return rows.get(COUNTS, RECEIVED).orElse(0L);
    }

    /// How many of them were dropped since, the oldest.
    public static long dropped(Rows rows) {
        return rows.get(COUNTS, DROPPED).orElse(0L);
    }

    /// Messages from `newest` downwards, at most `limit`.
    public List<Received> list(Rows rows, long newest, int limit) {
        List<Received> found = new ArrayList<>();
        rows.scan(
                MAILBOX,
                new byte[0],
                MAILBOX.keys().encode(newest),
                (number, mail) -> {
                    open(number, mail).ifPresent(found::add);
                    return found.size() < limit;
                });
        return found;
    }

    /// One message; absent where there is none.
    public Optional<Received> find(Rows rows, long number) {
        return rows.get(MAILBOX, number).flatMap(mail -> open(number, mail));
    }

    private Optional<Received> open(long number, SealedMail mail) {
        return vault.open(mail.sealed().keySlot(), place(number), mail.sealed().bytes())
                .map(kept -> {
                    ByteReader in = new ByteReader(kept);
                    return new Received(
                            number,
                            mail.receivedAt(),
                            in.readText(),
                            new MessageBytes(in.readBytes()));
                });
    }

    /// Opens and counts all messages again; each finding is a sentence.
    public List<String> check(Rows rows) {
        List<String> findings = new ArrayList<>();
        long[] counted = new long[1];
        rows.scan(
                MAILBOX,
                new byte[0],
                (number, mail) -> {
                    counted[0]++;
                    try {
                        Optional<Received> _ = open(number, mail);
                    } catch (VaultException | MalformedBytes damaged) {
                        findings.add(
                                "mail %d of the mailbox is damaged: %s"
                                        .formatted(number, damaged.getMessage()));
                    }
                    return true;
                });
        long expected = count(rows) - dropped(rows);
        if (counted[0] != expected) {
            findings.add(
                    "the mailbox has %,d mails, %,d are counted".formatted(counted[0], expected));
        }
        return findings;
    }

    private static byte[] place(long number) {
        return new ByteWriter(16).writeText("mailbox").writeLong(number).toBytes();
    }
}
