package io.epistle.send;

import io.epistle.compose.SendId;
import io.epistle.event.ByteReader;
import io.epistle.event.ByteWriter;
import io.epistle.identity.PersonId;
import io.epistle.privacy.AddressHash;
import io.epistle.store.Codec;

import java.time.Instant;

/// One row of the ledger: one message of one campaign to one address, from plan to end.
///
/// @param key the once-only key
/// @param sendId its name, from which Message-ID and links are derived
/// @param person for whom it was planned; after a merge that id is an alias
/// @param variant the arm of the experiment
/// @param state where it stands
/// @param reason why it was skipped, failed, deferred or caught, what it waits for beside a sender,
///   or why it is handed to the built-in mailbox; empty otherwise
/// @param plannedAt when it was planned: the message's own instant
/// @param changedAt when it came to `state`
/// @param dueAt when a sender may take it
/// @param wantedAt when it was to go out: as `dueAt`, but where a server deferred it since
/// @param fence which sender's life claimed it last; a claim of an earlier life is void
/// @param attempts how often it was claimed, but for claims given back
/// @param responses what came back for it: the bits of each [Response]
public record LedgerEntry(
        Key key,
        SendId sendId,
        PersonId person,
        String variant,
        LedgerState state,
        String reason,
        Instant plannedAt,
        Instant changedAt,
        Instant dueAt,
        Instant wantedAt,
        long fence,
        int attempts,
        int responses) {
    private static final int VERSION = 2;

    /// Rows without [#wantedAt()].
    private static final int FIRST_VERSION = 1;

    /// A campaign hands one address one message an occasion, ever.
    ///
    /// @param campaign the campaign's id
    /// @param address the address's hash
    /// @param occasion 0 for the only one; counted on where a trigger may start another message
    public record Key(String campaign, AddressHash address, long occasion) {
        /// The key of the first or only occasion.
        public Key(String campaign, AddressHash address) {
            this(campaign, address, 0);
        }

        static final Codec<Key> CODEC =
                Codec.of(
                        (key, out) -> {
                            out.writeRaw(prefix(key.campaign()));
                            key.writeRecipient(out);
                        },
                        in -> readRecipient(in.readText(), in));

        /// The bytes with which all keys of a campaign start.
        static byte[] prefix(String campaign) {
            return new ByteWriter().writeText(campaign).toBytes();
        }

        /// Writes all but the campaign, as the last part of a key.
        void writeRecipient(ByteWriter out) {
            address.write(out);
            if (occasion > 0) {
                out.writeVarint(occasion);
            }
        }

        static Key readRecipient(String campaign, ByteReader in) {
            return new Key(campaign, AddressHash.read(in), in.atEnd() ? 0 : in.readVarint());
        }

        /// The bytes with which the keys of all occasions start.
        byte[] occasions() {
            return CODEC.encode(new Key(campaign, address));
        }

        /// The key of the occasion behind this one.
        Key next() {
            return new Key(campaign, address, occasion + 1);
        }
    }

    static final Codec<LedgerEntry> CODEC = Codec.of(LedgerEntry::write, LedgerEntry::read);

    private void write(ByteWriter out) {
        out.writeByte(VERSION)
                .writeBytes(Key.CODEC.encode(key))
                .writeLong(sendId.high())
                .writeLong(sendId.low())
                .writeStem(person.stem())
                .writeText(variant)
                .writeByte(state.code())
                .writeText(reason)
                .writeZigzag(plannedAt.toEpochMilli())
                .writeZigzag(changedAt.toEpochMilli())
                .writeZigzag(dueAt.toEpochMilli())
                .writeVarint(fence)
                .writeVarint(attempts)
                .writeByte(responses)
                .writeZigzag(wantedAt.toEpochMilli());
    }

    private static LedgerEntry read(ByteReader in) {
        int version = in.readByte();
        if (version != VERSION && version != FIRST_VERSION) {
            throw new ByteReader.MalformedBytes("found ledger version " + version);
        }
        Key key = Key.CODEC.decode(in.readBytes());
        SendId sendId = new SendId(in.readLong(), in.readLong());
        PersonId person = new PersonId(in.readStem());
        String variant = in.readText();
        LedgerState state = LedgerState.of(in.readByte());
        String reason = in.readText();
        Instant plannedAt = Instant.ofEpochMilli(in.readZigzag());
        Instant changedAt = Instant.ofEpochMilli(in.readZigzag());
        Instant dueAt = Instant.ofEpochMilli(in.readZigzag());
        long fence = in.readVarint();
        int attempts = (int) in.readVarint();
        int responses = in.readByte();
        Instant wantedAt = version == FIRST_VERSION ? dueAt : Instant.ofEpochMilli(in.readZigzag());
        return new LedgerEntry(
                key, sendId, person, variant, state, reason, plannedAt, changedAt, dueAt, wantedAt,
                fence, attempts, responses);
    }

    /// This row in another state.
    ///
    /// @throws IllegalStateException where that state may not follow
    LedgerEntry to(LedgerState next, String why, Instant now, Instant due) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException(
                    "found a message going from %s to %s".formatted(state, next));
        }
        return new LedgerEntry(
                key, sendId, person, variant, next, why, plannedAt, now, due, wantedAt, fence,
                attempts, responses);
    }

    /// This row, which was handed over, where nobody knows whether the message arrived.
    LedgerEntry uncertain(String why, Instant now) {
        String where = reason.isEmpty() ? "" : " to the built-in mailbox";
        return to(LedgerState.UNCERTAIN, why + where, now, dueAt);
    }

    LedgerEntry claimedBy(long newFence, Instant now) {
        LedgerEntry claimed = to(LedgerState.CLAIMED, "", now, dueAt);
        return new LedgerEntry(
                key,
                sendId,
                person,
                variant,
                claimed.state,
                "",
                plannedAt,
                now,
                dueAt,
                wantedAt,
                newFence,
                attempts + 1,
                responses);
    }

    /// Whether a sender's life has it under a claim that is not void.
    boolean isClaimedBy(long life) {
        return state == LedgerState.CLAIMED && fence == life;
    }

    /// This row, which was claimed, as it was before; the claim does not count as an attempt.
    LedgerEntry unclaimed(Instant now) {
        return postponed("", now, dueAt, wantedAt);
    }

    /// This row, which was claimed, as it waits for a guard; the claim does not count as an
    /// attempt.
    LedgerEntry postponed(String why, Instant now, Instant until) {
        return postponed(why, now, until, until);
    }

    private LedgerEntry postponed(String why, Instant now, Instant due, Instant wanted) {
        LedgerEntry waiting = to(LedgerState.PLANNED, why, now, due);
        return new LedgerEntry(
                key,
                sendId,
                person,
                variant,
                waiting.state,
                why,
                plannedAt,
                now,
                due,
                wanted,
                fence,
                attempts - 1,
                responses);
    }

    /// This row where nobody knows what became of it since the backup it was restored from.
    LedgerEntry doubted(Instant now) {
        return new LedgerEntry(
                key,
                sendId,
                person,
                variant,
                LedgerState.UNCERTAIN,
                "open at the time of the backup",
                plannedAt,
                now,
                dueAt,
                wantedAt,
                fence,
                attempts,
                responses);
    }

    /// Whether something came back for it.
    public boolean has(Response response) {
        return (responses & response.bit()) != 0;
    }

    LedgerEntry with(Response response) {
        return withResponses(responses | response.bit());
    }

    /// This row with what came back for `other` too.
    LedgerEntry withResponsesOf(LedgerEntry other) {
        return withResponses(responses | other.responses);
    }

    private LedgerEntry withResponses(int all) {
        return new LedgerEntry(
                key, sendId, person, variant, state, reason, plannedAt, changedAt, dueAt, wantedAt,
                fence, attempts, all);
    }
}
