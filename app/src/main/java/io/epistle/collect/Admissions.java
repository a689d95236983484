package io.epistle.collect;

import io.epistle.event.Admission;
import io.epistle.event.Admission.Reason;
import io.epistle.event.ByteReader;
import io.epistle.event.Event;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonId;
import io.epistle.identity.Resolution;
import io.epistle.privacy.ConsentCategories;
import io.epistle.store.Codec;
import io.epistle.store.Table;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;
import io.epistle.vault.HashPurpose;
import io.epistle.vault.Vault;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Admits events inside the writer's turn: exactly one record out for each one in. Known ones are
/// duplicates, usable ones become facts under the stem of their person, the rest is quarantined
/// with its reason.
public final class Admissions {
    /// 128 bits of a keyed hash of source and message id.
    record MessageKey(long high, long low) {}

    /// What is known of a message id that was stored.
    ///
    /// @param contentHash of what it said
    /// @param day since 1970 on which it came, in UTC; 0 where it is kept for good, as those of
    ///   imports are
    record Seen(long contentHash, long day) {
        static final Codec<Seen> CODEC =
                Codec.of(
                        (seen, out) -> {
                            out.writeLong(seen.contentHash());
                            if (seen.day() != 0) {
                                out.writeVarint(seen.day());
                            }
                        },
                        in -> new Seen(in.readLong(), in.atEnd() ? 0 : in.readVarint()));
    }

    /// The message ids that were stored: those of imports for good, others for the window of
    /// [SeenRetention].
    public static final Table<MessageKey, Seen> SEEN =
            new Table<>(
                    "seen",
                    Codec.of(
                            (key, out) -> out.writeLong(key.high()).writeLong(key.low()),
                            in -> new MessageKey(in.readLong(), in.readLong())),
                    Seen.CODEC);

    /// Learns whom a turn touched, to decide them anew.
    public interface Touched {
        /// A person got a fact.
        ///
        /// @param occurredAt when it happened
        /// @param merged those who became this person by it
        void person(Turn turn, PersonId person, Instant occurredAt, List<PersonId> merged);
    }

    private final Vault vault;
    private final PeopleStore people;
    private final TimelineStore timelines;
    private final QuarantineStore quarantine;
    private final Touched touched;
    private final boolean isWindowed;

    /// Admissions into people's timelines and the quarantine; `touched` is told of everyone who got
    /// a fact.
    public Admissions(
            Vault vault,
            PeopleStore people,
            TimelineStore timelines,
            QuarantineStore quarantine,
            Touched touched) {
        this(vault, people, timelines, quarantine, touched, false);
    }

    private Admissions(
            Vault vault,
            PeopleStore people,
            TimelineStore timelines,
            QuarantineStore quarantine,
            Touched touched,
            boolean isWindowed) {
        this.vault = vault;
        this.people = people;
        this.timelines = timelines;
        this.quarantine = quarantine;
        this.touched = touched;
        this.isWindowed = isWindowed;
    }

    /// The same, but that message ids are known for a window alone: those of live sources, which
    /// are drawn by chance and are many.
    public Admissions windowed() {
        return new Admissions(vault, people, timelines, quarantine, touched, true);
    }

    /// Admits one event.
    ///
    /// @param contentHash equal for equal content; the same id with another one is quarantined
    public Admission admit(Turn turn, Event event, long contentHash) {
        return admit(
                turn,
                event,
                contentHash,
                reason -> QuarantineStore.row(event, contentHash, reason));
    }

    /// Admits one event of which the original text is at hand.
    ///
    /// @param contentHash equal for equal content; the same id with another one is quarantined
    /// @param row what is kept of it where it is quarantined
    public Admission admit(
            Turn turn, Event event, long contentHash, Function<Reason, QuarantinedRow> row) {
        MessageKey key = key(event.source(), event.messageId());
        Optional<Seen> known = turn.get(SEEN, key);
        if (known.isPresent()) {
            return known.get().contentHash() == contentHash
                    ? new Admission.Duplicate()
                    : quarantine.keep(turn, row.apply(sameIdOtherContent()));
        }
        Seen seen =
                new Seen(
                        contentHash,
                        isWindowed
                                ? LocalDate.ofInstant(turn.now(), ZoneOffset.UTC).toEpochDay()
                                : 0);
        return switch (people.resolve(turn, event, timelines.nextSequence(turn))) {
            case Resolution.OfPerson person -> {
                turn.put(SEEN, key, seen);
                long sequence =
                        timelines
                                .append(turn, person.stem(), person.keySlot(), event, 0)
                                .sequence();
                for (Event told : ConsentCategories.facts(event, sequence)) {
                    timelines.append(turn, person.stem(), person.keySlot(), told, 1);
                }
                touched.person(turn, person.person(), event.occurredAt(), person.merged());
                yield new Admission.Accepted(sequence);
            }
            case Resolution.Nobody nobody -> {
                turn.put(SEEN, key, seen);
                yield new Admission.Accepted(
                        timelines
                                .append(turn, nobody.stem(), nobody.keySlot(), event, 0)
                                .sequence());
            }
            case Resolution.Blocked(List<String> kinds) ->
                    quarantine.keep(turn, row.apply(blocked(kinds)));
        };
    }

    private MessageKey key(String source, String messageId) {
        ByteReader hash =
                new ByteReader(vault.hash(HashPurpose.MESSAGE, "seen", source, messageId));
        return new MessageKey(hash.readLong(), hash.readLong());
    }

    private static Reason sameIdOtherContent() {
        return new Reason(
                "same_id_other_content",
                "messageId",
                "an id that is known with other content",
                "a new id, or the same content again");
    }

    private static Reason blocked(List<String> kinds) {
        return new Reason(
                "blocked_identifier",
                String.join(", ", kinds),
                "only values that never identify anyone",
                "a real identifier");
    }
}
