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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The ledger of messages: one row a campaign and address, written before anything is sent, moved
/// only by the writer. The sum of its states is what was planned, at every moment; tallies and the
/// outbox move with the rows, in the same turn.
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

    /// What waits for a sender: rows planned or deferred, in the order of their due time.
    public static final Table<Due, Boolean> OUTBOX =
            new Table<>(
                    "outbox",
                    Codec.of(
                            (due, out) -> {
                                // Flipping the sign bit makes times before 1970 sort first.
                                out.writeLong(due.at().toEpochMilli() ^ Long.MIN_VALUE);
                                out.writeRaw(LedgerEntry.Key.CODEC.encode(due.key()));
                            },
                            in ->
                                    new Due(
                                            Instant.ofEpochMilli(in.readLong() ^ Long.MIN_VALUE),
                                            LedgerEntry.Key.read(in))),
                    Codec.of((_, out) -> out.writeByte(1), in -> in.readByte() == 1));

    /// When which row is due.
    public record Due(Instant at, LedgerEntry.Key key) {}

    private static final String TALLY = "ledger/";
    private static final byte[] ALL = new byte[0];

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
        Instant now = turn.now();
        LedgerEntry entry =
                new LedgerEntry(
                        key,
                        sendId(key),
                        person,
                        variant,
                        LedgerState.PLANNED,
                        "",
                        now,
                        now,
                        now,
                        0,
                        0,
                        0);
        put(turn, entry);
        return true;
    }

    /// The last row of a campaign for an address; absent where there is none.
    public Optional<LedgerEntry> last(Turn turn, String campaign, AddressHash address) {
        return occasions(turn, campaign, address).stream()
                .max(Comparator.comparingLong(entry -> entry.key().occasion()));
    }

    /// All rows of a campaign for an address, one an occasion; none where it has no message.
    public List<LedgerEntry> occasions(Rows rows, String campaign, String email) {
        return occasions(rows, campaign, AddressHash.of(vault, email));
    }

    private static List<LedgerEntry> occasions(Rows rows, String campaign, AddressHash address) {
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

    private static void put(Turn turn, LedgerEntry entry) {
        turn.put(ENTRIES, entry.key(), entry);
        turn.put(SENDS, entry.sendId(), entry.key());
        if (waits(entry.state())) {
            turn.put(OUTBOX, new Due(entry.dueAt(), entry.key()), true);
        }
        Tallies.add(turn, tally(entry), 1);
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

    /// Claims up to `limit` rows that are due, for one sender's life.
    public List<LedgerEntry> claim(Turn turn, long fence, int limit) {
        List<Due> due = new ArrayList<>();
        turn.scan(
                OUTBOX,
                ALL,
                (row, _) -> {
                    if (row.at().isAfter(turn.now())) {
                        return false;
                    }
                    due.add(row);
                    return due.size() < limit;
                });
        List<LedgerEntry> claimed = new ArrayList<>(due.size());
        for (Due row : due) {
            LedgerEntry entry = entry(turn, row.key());
            claimed.add(replace(turn, entry, entry.claimedBy(fence, turn.now())));
        }
        return claimed;
    }

    /// Marks a claimed row as handed over, which only a permit allows. False where the claim is
    /// void: another life of the sender took the row, or it has ended.
    ///
    /// @param outlet where; a row handed to the built-in mailbox says why it was
    public boolean hand(Turn turn, LedgerEntry.Key key, long fence, Permit permit, Outlet outlet) {
        LedgerEntry entry = entry(turn, key);
        if (entry.state() != LedgerState.CLAIMED
                || entry.fence() != fence
                || !permit.address().equals(key.address())) {
            return false;
        }
        replace(
                turn,
                entry,
                entry.to(LedgerState.HANDED, outlet.reason(), turn.now(), entry.dueAt()));
        return true;
    }

    /// Gives a claimed row back as it was planned, for a later life; nothing happens where the
    /// claim is void.
    public void unclaim(Turn turn, LedgerEntry.Key key, long fence) {
        LedgerEntry entry = entry(turn, key);
        if (entry.state() == LedgerState.CLAIMED && entry.fence() == fence) {
            replace(turn, entry, entry.to(LedgerState.PLANNED, "", turn.now(), entry.dueAt()));
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

    /// What a sender's new life does first: claims of earlier lives were surely not handed over and
    /// are open again; rows handed over may have arrived and become uncertain. Returns how many
    /// became uncertain.
    public int recover(Turn turn, long fence) {
        List<LedgerEntry> left = new ArrayList<>();
        turn.scan(
                ENTRIES,
                ALL,
                (_, entry) -> {
                    boolean underWay =
                            entry.state() == LedgerState.CLAIMED
                                    || entry.state() == LedgerState.HANDED;
                    if (underWay && entry.fence() != fence) {
                        left.add(entry);
                    }
                    return true;
                });
        int uncertain = 0;
        for (LedgerEntry entry : left) {
            if (entry.state() == LedgerState.HANDED) {
                uncertain++;
                replace(turn, entry, entry.uncertain("stopped while handing over", turn.now()));
            } else {
                replace(turn, entry, entry.to(LedgerState.PLANNED, "", turn.now(), entry.dueAt()));
            }
        }
        return uncertain;
    }

    /// Puts a row as it is known to have stood, where this ledger is of an earlier time: a message
    /// that was about to be handed over becomes uncertain. Returns the row where that changed it;
    /// absent where the ledger knows as much.
    public Optional<LedgerEntry> restore(Turn turn, LedgerEntry known) {
        LedgerEntry later =
                known.state() == LedgerState.HANDED
                        ? known.uncertain("handed over after the backup", known.changedAt())
                        : known;
        Optional<LedgerEntry> before = turn.get(ENTRIES, known.key());
        if (before.isEmpty()) {
            put(turn, later);
            return Optional.of(later);
        }
        if (!isLater(known, before.get())) {
            return Optional.empty();
        }
        return Optional.of(replace(turn, before.get(), later.withResponsesOf(before.get())));
    }

    /// Of two states at one instant, that of the later attempt is later; of one attempt, its end.
    private static boolean isLater(LedgerEntry known, LedgerEntry before) {
        int order = known.changedAt().compareTo(before.changedAt());
        if (order == 0) {
            order = Integer.compare(known.attempts(), before.attempts());
        }
        Standing standing = before.state().standing();
        boolean mayEnd = standing == Standing.OPEN || standing == Standing.UNCERTAIN;
        return order > 0 || (order == 0 && mayEnd);
    }

    /// Where nothing is known since this ledger's time, whatever is open may have been sent: it all
    /// becomes uncertain. Returns how many did.
    public int doubt(Turn turn) {
        List<LedgerEntry> open = new ArrayList<>();
        turn.scan(
                ENTRIES,
                ALL,
                (_, entry) -> {
                    if (entry.state().standing() == Standing.OPEN) {
                        open.add(entry);
                    }
                    return true;
                });
        for (LedgerEntry entry : open) {
            replace(turn, entry, entry.doubted(turn.now()));
        }
        return open.size();
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

    /// Whether anything is due or under way by `now`.
    public boolean isIdle(Rows rows, Instant now) {
        List<Rows.Row<Due, Boolean>> next = rows.list(OUTBOX, ALL, 1);
        return next.isEmpty() || next.getFirst().key().at().isAfter(now);
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

    /// Counts all rows again and compares with the tallies and the outbox; each finding is a
    /// sentence.
    public List<String> check(Rows rows) {
        SortedMap<String, Long> counted = new TreeMap<>();
        SortedMap<String, Long> responses = new TreeMap<>();
        List<String> findings = new ArrayList<>();
        long[] waiting = new long[1];
        rows.scan(
                ENTRIES,
                ALL,
                (key, entry) -> {
                    counted.merge(tally(entry), 1L, Long::sum);
                    for (Response response : Response.values()) {
                        if (entry.has(response)) {
                            responses.merge(tally(response, entry), 1L, Long::sum);
                        }
                    }
                    if (waits(entry.state())) {
                        waiting[0]++;
                        if (rows.get(OUTBOX, new Due(entry.dueAt(), key)).isEmpty()) {
                            findings.add(
                                    "send %s waits but is not in the outbox"
                                            .formatted(entry.sendId()));
                        }
                    }
                    return true;
                });
        SortedMap<String, Long> tallied = new TreeMap<>();
        Tallies.under(rows, TALLY).forEach((name, count) -> tallied.put(TALLY + name, count));
        compare(findings, "ledger", counted, tallied);
        SortedMap<String, Long> talliedResponses = new TreeMap<>();
        for (Response response : Response.values()) {
            Tallies.under(rows, response.tally())
                    .forEach((name, count) -> talliedResponses.put(response.tally() + name, count));
        }
        compare(findings, "response", responses, talliedResponses);
        long outbox = rows.list(OUTBOX, ALL, Integer.MAX_VALUE).size();
        if (outbox != waiting[0]) {
            findings.add(
                    "the outbox has %d rows, the ledger %d that wait"
                            .formatted(outbox, waiting[0]));
        }
        return findings;
    }

    private static void compare(
            List<String> findings,
            String what,
            SortedMap<String, Long> counted,
            SortedMap<String, Long> tallied) {
        if (!counted.equals(tallied)) {
            findings.add("the %s tallies say %s, the rows %s".formatted(what, tallied, counted));
        }
    }

    private static LedgerEntry entry(Turn turn, LedgerEntry.Key key) {
        return turn.get(ENTRIES, key)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "found no ledger row of campaign " + key.campaign()));
    }

    private static LedgerEntry replace(Turn turn, LedgerEntry before, LedgerEntry after) {
        Tallies.add(turn, tally(before), -1);
        Tallies.add(turn, tally(after), 1);
        if (waits(before.state())) {
            turn.delete(OUTBOX, new Due(before.dueAt(), before.key()));
        }
        if (waits(after.state())) {
            turn.put(OUTBOX, new Due(after.dueAt(), after.key()), true);
        }
        turn.put(ENTRIES, after.key(), after);
        return after;
    }

    private static boolean waits(LedgerState state) {
        return state == LedgerState.PLANNED || state == LedgerState.DEFERRED;
    }

    private static String tally(Response response, LedgerEntry entry) {
        return response.tally() + entry.key().campaign() + "/" + entry.variant();
    }

    private static String tally(LedgerEntry entry) {
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
