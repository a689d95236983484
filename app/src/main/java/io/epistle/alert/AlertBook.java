package io.epistle.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Opens and closes alerts, look by look: one opens when its condition held at every look for as
/// long as its kind asks, and closes when it held at none for as long. Belongs to one thread.
final class AlertBook {
    /// More at once would tell an operator nothing more.
    static final int OPEN_MAX = 200;

    record Key(AlertKind kind, String subject) {
        static final Comparator<Key> ORDER =
                Comparator.comparing(Key::kind).thenComparing(Key::subject);

        static Key of(Finding finding) {
            return new Key(finding.kind(), finding.subject());
        }
    }

    private final SortedMap<Key, Instant> pending = new TreeMap<>(Key.ORDER);
    private final SortedMap<Key, Alert> open = new TreeMap<>(Key.ORDER);
    private final SortedMap<Key, Instant> well = new TreeMap<>(Key.ORDER);
    private long lastNumber;
    private Instant lastLook = Instant.MIN;

    /// A book that goes on.
    ///
    /// @param opened the alerts that were open when it was closed
    /// @param lastNumber the highest number given so far; 0 at the beginning
    AlertBook(List<Alert> opened, long lastNumber) {
        opened.forEach(alert -> open.put(Key.of(alert.finding()), alert));
        this.lastNumber = lastNumber;
    }

    /// The open alerts, the oldest first.
    List<Alert> open() {
        return open.values().stream().sorted(Comparator.comparingLong(Alert::number)).toList();
    }

    /// Whether an alert is open.
    boolean isOpen(AlertKind kind, String subject) {
        return open.containsKey(new Key(kind, subject));
    }

    /// Takes a look, and returns the alerts that it opened or closed.
    ///
    /// @param at the moment; one before that of an earlier look counts as that
    /// @param findings the conditions that hold
    List<Alert> look(Instant at, List<Finding> findings) {
        Instant now = at.isBefore(lastLook) ? lastLook : at;
        lastLook = now;
        SortedMap<Key, Finding> holding = new TreeMap<>(Key.ORDER);
        findings.forEach(finding -> holding.put(Key.of(finding), finding));
        List<Alert> changed = new ArrayList<>();
        pending.keySet().retainAll(holding.keySet());
        well.keySet().removeAll(holding.keySet());
        holding.forEach((key, finding) -> hold(key, finding, now).ifPresent(changed::add));
        for (Key key : List.copyOf(open.keySet())) {
            if (!holding.containsKey(key)) {
                close(key, now).ifPresent(changed::add);
            }
        }
        return changed;
    }

    private Optional<Alert> hold(Key key, Finding finding, Instant now) {
        if (open.computeIfPresent(key, (_, alert) -> alert.with(finding)) != null) {
            return Optional.empty();
        }
        Instant since = pending.computeIfAbsent(key, _ -> now);
        if (isBefore(since, key.kind().opensAfter(), now) || open.size() >= OPEN_MAX) {
            return Optional.empty();
        }
        pending.remove(key);
        Alert alert = new Alert(++lastNumber, finding, key.kind().limit(), since, Optional.empty());
        open.put(key, alert);
        return Optional.of(alert);
    }

    private Optional<Alert> close(Key key, Instant now) {
        Instant since = well.computeIfAbsent(key, _ -> now);
        if (isBefore(since, key.kind().closesAfter(), now)) {
            return Optional.empty();
        }
        well.remove(key);
        return Optional.ofNullable(open.remove(key)).map(alert -> alert.closed(since));
    }

    private static boolean isBefore(Instant since, Duration length, Instant now) {
        return Duration.between(since, now).compareTo(length) < 0;
    }
}
