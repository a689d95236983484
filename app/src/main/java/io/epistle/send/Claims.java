package io.epistle.send;

import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonId;
import io.epistle.identity.PersonRecord;
import io.epistle.privacy.AddressHash;
import io.epistle.store.Rows;
import io.epistle.store.Turn;
import io.epistle.trigger.Throttle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Takes rows out of the outbox for one life of a sender: a fair share from each lane in turn, as
/// fast as its campaign may go, and one at a time for each address and person. So what was sent to
/// somebody is known before the next message to them is decided, and no two of them pass one cap.
///
/// Rows are taken by one thread; any may end them.
final class Claims {
    private final Ledger ledger;
    private final Exits exits;
    private final Function<String, Optional<Throttle>> throttles;
    private final Optional<String> campaign;
    private final long fence;
    private final PeopleStore people;
    private final Set<Taken> underWay = ConcurrentHashMap.newKeySet();
    private String lastLane = "";

    /// Whom a message under way goes to.
    private record Taken(AddressHash address, PersonId person) {
        static Taken of(LedgerEntry entry) {
            return new Taken(entry.key().address(), entry.person());
        }
    }

    /// Claims of a life.
    ///
    /// @param throttles how fast a campaign goes out; absent where nothing slows it
    /// @param campaign the only one whose rows are taken; absent for all
    Claims(
            Ledger ledger,
            PeopleStore people,
            Exits exits,
            Function<String, Optional<Throttle>> throttles,
            Optional<String> campaign,
            long fence) {
        this.ledger = ledger;
        this.people = people;
        this.exits = exits;
        this.throttles = throttles;
        this.campaign = campaign;
        this.fence = fence;
    }

    /// Claims up to `room` rows that are due; none where sending is held or there is no way out.
    List<LedgerEntry> take(Turn turn, int room) {
        if (isStopped(turn)) {
            return List.of();
        }
        List<LedgerEntry.Key> taken = new ArrayList<>();
        Busy busy = new Busy(turn);
        List<String> lanes = inTurn(due(turn, turn.now()));
        for (int index = 0; index < lanes.size() && taken.size() < room; index++) {
            String lane = lanes.get(index);
            int share = Math.ceilDiv(room - taken.size(), lanes.size() - index);
            taken.addAll(take(turn, lane, share, busy));
            // Where all are walked, the next time begins one lane further.
            lastLane = index == lanes.size() - 1 ? lanes.getFirst() : lane;
        }
        List<LedgerEntry> claimed = new ArrayList<>(taken.size());
        for (LedgerEntry.Key key : taken) {
            claimed.add(ledger.claim(turn, key, fence));
        }
        lanes.forEach(lane -> Outbox.advance(turn, lane));
        return claimed;
    }

    private List<LedgerEntry.Key> take(Turn turn, String lane, int share, Busy busy) {
        Optional<Pace> pace = pace(lane);
        int most = pace.map(one -> one.available(turn, share)).orElse(share);
        if (most == 0) {
            return List.of();
        }
        List<LedgerEntry.Key> taken =
                Outbox.waiting(turn, lane, Optional.of(turn.now()), most, busy::add).stream()
                        .map(Outbox.Due::key)
                        .toList();
        pace.ifPresent(one -> one.take(turn, taken.size()));
        return taken;
    }

    private Optional<Pace> pace(String lane) {
        return throttles.apply(lane).map(throttle -> new Pace(lane, throttle));
    }

    /// Those who have a message under way, by what a turn knows of who is who.
    private final class Busy {
        private final Turn turn;
        private final Set<AddressHash> addresses = new HashSet<>();
        private final Set<PersonId> persons = new HashSet<>();

        Busy(Turn turn) {
            this.turn = turn;
            for (Taken taken : underWay) {
                addresses.add(taken.address());
                persons.add(known(taken.person()));
            }
        }

        private PersonId known(PersonId person) {
            return people.get(turn, person).map(PersonRecord::id).orElse(person);
        }

        /// Adds whom a row is for; false where they are busy. A lane that holds what the ledger
        /// does not let wait there, as one may that another version wrote, loses it.
        boolean add(Outbox.Due due) {
            Optional<LedgerEntry> entry =
                    turn.get(Ledger.ENTRIES, due.key())
                            .filter(one -> one.state().isWaiting() && one.dueAt().equals(due.at()));
            if (entry.isEmpty()) {
                Outbox.remove(turn, due);
                return false;
            }
            if (addresses.contains(due.key().address())
                    || !persons.add(known(entry.get().person()))) {
                return false;
            }
            addresses.add(due.key().address());
            return true;
        }
    }

    /// The lanes from the one behind that which was served last.
    private List<String> inTurn(List<String> lanes) {
        int first = 0;
        while (first < lanes.size() && !lanes.get(first).equals(lastLane)) {
            first++;
        }
        List<String> turned = new ArrayList<>(lanes.size());
        for (int index = 1; index <= lanes.size(); index++) {
            turned.add(lanes.get((first + index) % lanes.size()));
        }
        return turned;
    }

    private List<String> due(Rows rows, Instant now) {
        return Outbox.heads(rows).stream()
                .filter(head -> !head.at().isAfter(now))
                .map(head -> head.key().campaign())
                .filter(lane -> campaign.isEmpty() || campaign.get().equals(lane))
                .toList();
    }

    /// Whether nothing is claimed now, whatever is due.
    boolean isStopped(Rows rows) {
        return Hold.isHeld(rows) || exits.isShut(rows);
    }

    /// Notes that rows were claimed, once that is durable.
    void took(List<LedgerEntry> claimed) {
        claimed.forEach(entry -> underWay.add(Taken.of(entry)));
    }

    /// Notes that a row was brought to its end, or waits again.
    void ended(LedgerEntry entry) {
        underWay.remove(Taken.of(entry));
    }

    /// Gives the token of a row back whose message did not go out.
    void wasted(Turn turn, LedgerEntry entry) {
        pace(entry.key().campaign()).ifPresent(one -> one.giveBack(turn));
    }

    /// Whether nothing is due, or nothing of it may be claimed.
    boolean isIdle(Rows rows, Instant now) {
        return isStopped(rows) || due(rows, now).isEmpty();
    }

    /// When a lane in which nothing may be claimed now has something; absent where none has. What
    /// is due and waits for somebody's other message is claimed when that ends.
    Optional<Instant> next(Rows rows, Instant now) {
        if (isStopped(rows)) {
            return Optional.empty();
        }
        return Outbox.heads(rows).stream()
                .filter(head -> campaign.isEmpty() || campaign.get().equals(head.key().campaign()))
                .map(head -> next(rows, head, now))
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }

    private Instant next(Rows rows, Outbox.Due head, Instant now) {
        return pace(head.key().campaign())
                .map(one -> one.next(rows, now))
                .filter(head.at()::isBefore)
                .orElse(head.at());
    }
}
