package io.epistle.send;

import io.epistle.compose.SendId;
import io.epistle.event.ByteReader;
import io.epistle.identity.PersonId;
import io.epistle.privacy.AddressHash;
import io.epistle.privacy.Permit;
import io.epistle.send.LedgerState.Standing;
import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Tallies;
import io.epistle.store.Turn;
import io.epistle.vault.HashPurpose;
import io.epistle.vault.Vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The ledger of messages: one row a campaign and address, written before anything is sent, moved
/// only by the writer. The sum of its states is what was planned, at every moment; tallies and
/// [LedgerIndex] move with the rows, in the same turn.
public final class Ledger {
    /// The rows.
    public static final Table<LedgerEntry.Key, LedgerEntry> ENTRIES =
            new Table<>("ledger", LedgerEntry.Key.CODEC, LedgerEntry.CODEC);

    /// Which row a send id names.
    public static final Table<SendId, LedgerEntry.Key> SENDS =
            new Table<>(
                    "sends",
                    Codec.of(
                            (id, out) -> out.writeLong(id.high()).writeLong(id.low()),
                            in -> new SendId(in.readLong(), in.readLong())),
                    LedgerEntry.Key.CODEC);

    static final String TALLY = "ledger/";

    private final Vault vault;

    /// A ledger whose send ids are keyed by `vault`.
    public Ledger(Vault vault) {
        this.vault = vault;
    }

    /// Plans one message, due at once. False, and nothing happens, where the campaign already has a
    /// row for the address.
    public boolean plan(Turn turn, LedgerEntry.Key key, PersonId person, String variant) {
        if (turn.get(ENTRIES, key).isPresent()) {
            return false;
        }
        put(turn, planned(key, person, variant, turn.now()));
        return true;
    }

    /// A row as planning would write it, due at once.
    LedgerEntry planned(LedgerEntry.Key key, PersonId person, String variant, Instant now) {
        return new LedgerEntry(
                key,
                sendId(key),
                person,
                variant,
                LedgerState.PLANNED,
                "",
                now,
                now,
                now,
                now,
                0,
                0,
                0);
    }

    /// All rows of a campaign for an address, one an occasion; none where it has no message.
    public List<LedgerEntry> occasions(Rows rows, String campaign, String email) {
        return occasions(rows, campaign, AddressHash.of(vault, email));
    }

    List<LedgerEntry> occasions(Rows rows, String campaign, AddressHash address) {
        List<LedgerEntry> occasions = new ArrayList<>();
        rows.scan(
                ENTRIES,
                new LedgerEntry.Key(campaign, address).occasions(),
                (_, entry) -> {
                    occasions.add(entry);
                    return true;
                });
        return occasions;
    }

    static void put(Turn turn, LedgerEntry entry) {
        turn.put(ENTRIES, entry.key(), entry);
        turn.put(SENDS, entry.sendId(), entry.key());
        LedgerIndex.add(turn, entry);
        Tallies.add(turn, tally(entry), 1);
        if (entry.state().isWaiting() && Cancellation.concerns(turn, entry)) {
            replace(turn, entry, Cancellation.ended(turn, entry));
        }
    }

    /// The id of a message: a keyed hash of what makes it unique.
    public SendId sendId(LedgerEntry.Key key) {
        List<String> unique = new ArrayList<>();
        unique.add("send");
        unique.add(key.campaign());
        unique.add(Long.toHexString(key.address().high()));
        unique.add(Long.toHexString(key.address().low()));
        if (key.occasion() > 0) {
            unique.add(Long.toString(key.occasion()));
        }
        ByteReader hash =
                new ByteReader(vault.hash(HashPurpose.MESSAGE, unique.toArray(String[]::new)));
        return new SendId(hash.readLong(), hash.readLong());
    }

    /// Claims a row that waits, for one sender's life.
    LedgerEntry claim(Turn turn, LedgerEntry.Key key, long fence) {
        LedgerEntry entry = entry(turn, key);
        return replace(turn, entry, entry.claimedBy(fence, turn.now()));
    }

    /// Marks a claimed row as handed over, which only a permit allows. False where the claim is
    /// void: another life of the sender took the row, or it has ended.
    ///
    /// @param outlet where; a row handed to the built-in mailbox says why it was
    public boolean hand(Turn turn, LedgerEntry.Key key, long fence, Permit permit, Outlet outlet) {
        LedgerEntry entry = entry(turn, key);
        if (!entry.isClaimedBy(fence) || !permit.address().equals(key.address())) {
            return false;
        }
        replace(
                turn,
                entry,
                entry.to(LedgerState.HANDED, outlet.reason(), turn.now(), entry.dueAt()));
        return true;
    }

    /// Gives a claimed row back as it was planned, for a later claim; nothing happens where the
    /// claim is void.
    void unclaim(Turn turn, LedgerEntry.Key key, long fence) {
        LedgerEntry entry = entry(turn, key);
        if (entry.isClaimedBy(fence)) {
            replace(turn, entry, entry.unclaimed(turn.now()));
        }
    }

    /// Lets a claimed row wait, as if it had not been claimed; nothing happens where the claim is
    /// void.
    ///
    /// @param why what it waits for
    /// @param until when it may be claimed again
    void postpone(Turn turn, LedgerEntry.Key key, long fence, String why, Instant until) {
        LedgerEntry entry = entry(turn, key);
        if (entry.isClaimedBy(fence)) {
            replace(turn, entry, entry.postponed(why, turn.now(), until));
        }
    }

    /// Ends a row that was handed over and of which nobody knows whether it arrived.
    public LedgerEntry doubt(Turn turn, LedgerEntry.Key key, String why) {
        LedgerEntry entry = entry(turn, key);
        return replace(turn, entry, entry.uncertain(why, turn.now()));
    }

    /// Ends or defers a row.
    ///
    /// @param due when a deferred row may be claimed again; meaningless for others
    public LedgerEntry settle(
            Turn turn, LedgerEntry.Key key, LedgerState state, String reason, Instant due) {
        LedgerEntry entry = entry(turn, key);
        return replace(turn, entry, entry.to(state, reason, turn.now(), due));
    }

    /// Notes what came back for a message; true the first time.
    public boolean note(Turn turn, LedgerEntry.Key key, Response response) {
        LedgerEntry entry = entry(turn, key);
        if (entry.has(response)) {
            return false;
        }
        turn.put(ENTRIES, key, entry.with(response));
        Tallies.add(turn, tally(response, entry), 1);
        return true;
    }

    /// The row of a send id; absent where there is none.
    public Optional<LedgerEntry> find(Rows rows, SendId sendId) {
        return rows.get(SENDS, sendId).flatMap(key -> rows.get(ENTRIES, key));
    }

    /// The row of a campaign for an address; absent where there is none.
    public Optional<LedgerEntry> find(Rows rows, String campaign, String address) {
        return rows.get(ENTRIES, new LedgerEntry.Key(campaign, AddressHash.of(vault, address)));
    }

    /// When a message of a campaign that waits is due first; absent where none waits.
    public Optional<Instant> nextDue(Rows rows, String campaign) {
        return Outbox.head(rows, campaign).map(Outbox.Due::at);
    }

    /// How many messages of all campaigns have not ended.
    public long open(Rows rows) {
        long open = 0;
        for (var tally : Tallies.under(rows, TALLY).entrySet()) {
            String[] parts = tally.getKey().split("/", 4);
            open += LedgerState.valueOf(parts[2]).isOpen() ? tally.getValue() : 0;
        }
        return open;
    }

    /// Visits the rows of a campaign.
    public void scan(
            Rows rows, String campaign, Rows.Visitor<LedgerEntry.Key, LedgerEntry> visitor) {
        rows.scan(ENTRIES, LedgerEntry.Key.prefix(campaign), visitor);
    }

    /// Where a campaign's messages stand, by variant, state and reason, from the tallies.
    public List<Count> counts(Rows rows, String campaign) {
        List<Count> counts = new ArrayList<>();
        Tallies.under(rows, TALLY + campaign + "/")
                .forEach((name, count) -> {
                    String[] parts = name.split("/", 3);
                    counts.add(new Count(parts[0], LedgerState.valueOf(parts[1]), parts[2], count));
                });
        return counts;
    }

    /// For how many messages something came back, by variant.
    public SortedMap<String, Long> responses(Rows rows, String campaign, Response response) {
        return Tallies.under(rows, response.tally() + campaign + "/");
    }

    /// How many rows of one variant are in one state for one reason.
    public record Count(String variant, LedgerState state, String reason, long count) {}

    /// How many messages of a campaign the built-in mailbox took in place of their recipients, by
    /// reason; they are among those sent.
    public SortedMap<String, Long> caught(Rows rows, String campaign) {
        SortedMap<String, Long> caught = new TreeMap<>();
        for (Count count : counts(rows, campaign)) {
            if (count.state() == LedgerState.CAUGHT) {
                caught.merge(count.reason(), count.count(), Long::sum);
            }
        }
        return caught;
    }

    /// The five sums of a campaign; they add up to `planned`.
    public Balance balance(Rows rows, String campaign) {
        return Balance.of(counts(rows, campaign));
    }

    /// The five sums and what they add up to.
    public record Balance(long open, long sent, long skipped, long failed, long uncertain) {
        /// The sums of counts; what was caught is among what was sent.
        public static Balance of(List<Count> counts) {
            Map<Standing, Long> sums = new TreeMap<>();
            counts.forEach(count -> sums.merge(count.state().standing(), count.count(), Long::sum));
            return new Balance(
                    sums.getOrDefault(Standing.OPEN, 0L),
                    sums.getOrDefault(Standing.SENT, 0L),
                    sums.getOrDefault(Standing.SKIPPED, 0L),
                    sums.getOrDefault(Standing.FAILED, 0L),
                    sums.getOrDefault(Standing.UNCERTAIN, 0L));
        }

        /// All that was planned.
        public long planned() {
            return open + sent + skipped + failed + uncertain;
        }
    }

    static LedgerEntry entry(Turn turn, LedgerEntry.Key key) {
        return turn.get(ENTRIES, key)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "found no ledger row of campaign " + key.campaign()));
    }

    static LedgerEntry replace(Turn turn, LedgerEntry before, LedgerEntry after) {
        Tallies.add(turn, tally(before), -1);
        Tallies.add(turn, tally(after), 1);
        LedgerIndex.remove(turn, before);
        LedgerIndex.add(turn, after);
        turn.put(ENTRIES, after.key(), after);
        return after.state().isWaiting() && Cancellation.concerns(turn, after)
                ? replace(turn, after, Cancellation.ended(turn, after))
                : after;
    }

    static String tally(Response response, LedgerEntry entry) {
        return response.tally() + entry.key().campaign() + "/" + entry.variant();
    }

    static String tally(LedgerEntry entry) {
        return TALLY
                + entry.key().campaign()
                + "/"
                + entry.variant()
                + "/"
                + entry.state()
                + "/"
                + entry.reason();
    }
}
