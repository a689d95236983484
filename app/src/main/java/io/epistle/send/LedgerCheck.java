package io.epistle.send;

import io.epistle.store.Rows;
import io.epistle.store.Tallies;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts all rows of the ledger again and compares with what moves beside them: the tallies, the
/// outbox and what is under way.
public final class LedgerCheck {
    private static final byte[] ALL = new byte[0];

    private final Rows rows;
    private final SortedMap<String, Long> states = new TreeMap<>();
    private final SortedMap<String, Long> responses = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();
    private long waiting;
    private long underWay;

    private LedgerCheck(Rows rows) {
        this.rows = rows;
    }

    /// What does not fit, each in a sentence.
    public static List<String> findings(Rows rows) {
        LedgerCheck check = new LedgerCheck(rows);
        rows.scan(
                Ledger.ENTRIES,
                ALL,
                (_, entry) -> {
                    check.count(entry);
                    return true;
                });
        check.compare();
        return check.findings;
    }

    private void count(LedgerEntry entry) {
        states.merge(Ledger.tally(entry), 1L, Long::sum);
        for (Response response : Response.values()) {
            if (entry.has(response)) {
                responses.merge(Ledger.tally(response, entry), 1L, Long::sum);
            }
        }
        if (entry.state().isWaiting()) {
            waiting++;
            if (rows.get(Outbox.LANES, new Outbox.Due(entry.dueAt(), entry.key())).isEmpty()) {
                findings.add("send %s waits but is not in the outbox".formatted(entry.sendId()));
            } else if (isBeforeItsLane(entry)) {
                findings.add("send %s waits in front of its lane".formatted(entry.sendId()));
            }
        } else if (entry.state().isUnderWay()) {
            underWay++;
            if (rows.get(LedgerIndex.UNDER_WAY, entry.key()).isEmpty()) {
                findings.add("send %s is under way but not listed so".formatted(entry.sendId()));
            }
        }
    }

    private boolean isBeforeItsLane(LedgerEntry entry) {
        Outbox.Due due = new Outbox.Due(entry.dueAt(), entry.key());
        return rows.get(Outbox.STARTS, entry.key().campaign())
                .filter(start -> !due.isBefore(start))
                .isEmpty();
    }

    private void compare() {
        SortedMap<String, Long> tallied = new TreeMap<>();
        Tallies.under(rows, Ledger.TALLY)
                .forEach((name, count) -> tallied.put(Ledger.TALLY + name, count));
        compare("ledger", states, tallied);
        SortedMap<String, Long> talliedResponses = new TreeMap<>();
        for (Response response : Response.values()) {
            Tallies.under(rows, response.tally())
                    .forEach((name, count) -> talliedResponses.put(response.tally() + name, count));
        }
        compare("response", responses, talliedResponses);
        compare(
                "the outbox",
                rows.list(Outbox.LANES, ALL, Integer.MAX_VALUE).size(),
                waiting,
                "wait");
        compare(
                "the list of what is under way",
                rows.list(LedgerIndex.UNDER_WAY, ALL, Integer.MAX_VALUE).size(),
                underWay,
                "are under way");
    }

    private void compare(
            String what, SortedMap<String, Long> counted, SortedMap<String, Long> tallied) {
        if (!counted.equals(tallied)) {
            findings.add("the %s tallies say %s, the rows %s".formatted(what, tallied, counted));
        }
    }

    private void compare(String what, long listed, long counted, String how) {
        if (listed != counted) {
            findings.add(
                    "%s has %d rows, the ledger %d that %s".formatted(what, listed, counted, how));
        }
    }
}
