package io.epistle.console.stored;

import io.epistle.console.LedgerQuery;
import io.epistle.console.LedgerRow;
import io.epistle.console.MessageState;
import io.epistle.console.ReasonCount;
import io.epistle.console.Slice;
import io.epistle.profile.Person;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerEntry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The ledger of a campaign: what became of each message, and how often for which reason.
final class StoredLedger {
    private final Stored stored;
    private final Ledger ledger;

    StoredLedger(Stored stored, Ledger ledger) {
        this.stored = stored;
        this.ledger = ledger;
    }

    /// A page of the rows that a query asks for; people are read for the rows shown alone.
    Slice<LedgerRow> rows(String campaign, LedgerQuery query) {
        List<LedgerEntry> found = new ArrayList<>();
        ledger.scan(
                stored.rows(),
                campaign,
                (_, entry) -> {
                    if (query.asksFor(PersonMessages.state(entry), entry.reason())) {
                        found.add(entry);
                    }
                    return true;
                });
        found.sort(
                Comparator.comparing(PersonMessages::state)
                        .thenComparing(LedgerEntry::changedAt, Comparator.reverseOrder())
                        .thenComparing(LedgerEntry::sendId));
        Slice<LedgerEntry> slice = Slice.of(found, query.paging());
        Instant now = stored.now();
        return new Slice<>(
                slice.items().parallelStream().map(entry -> row(entry, now)).toList(),
                slice.paging(),
                slice.total());
    }

    private LedgerRow row(LedgerEntry entry, Instant now) {
        Optional<Person> person = stored.reader().read(stored.rows(), entry.person());
        return new LedgerRow(
                entry.person(),
                person.flatMap(one -> PersonEntry.name(one, now)),
                person.flatMap(one -> PersonEntry.address(one, now)),
                entry.variant(),
                PersonMessages.state(entry),
                entry.reason(),
                entry.changedAt());
    }

    /// Why messages ended in a state, most frequent first.
    List<ReasonCount> reasons(String campaign, MessageState state) {
        Map<String, Long> reasons = new TreeMap<>();
        for (Ledger.Count count : ledger.counts(stored.rows(), campaign)) {
            boolean asked =
                    switch (count.state().standing()) {
                        case SKIPPED -> state == MessageState.SKIPPED;
                        case FAILED -> state == MessageState.FAILED;
                        case OPEN, SENT, UNCERTAIN -> false;
                    };
            if (asked) {
                reasons.merge(count.reason(), count.count(), Long::sum);
            }
        }
        return reasons.entrySet().stream()
                .map(entry -> new ReasonCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(ReasonCount::count).reversed())
                .toList();
    }
}
