package io.epistle.store;

import io.epistle.store.Rows.Row;
import io.epistle.vault.Vault;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Shortens something whose rows are sealed under a key of the day, in UTC, on which they came: old
/// rows go first, and the key of a day with the last of its rows, so that every copy of them is
/// noise.
public final class DailyRetention implements Retention {
    /// What is shortened.
    public interface Aging {
        /// Drops the next rows that need not be kept any longer.
        ///
        /// @return how many; less than `max` where none is left to drop
        long drop(Turn turn, int max);

        /// The first day that may still have rows: the keys of those in front of it are destroyed.
        LocalDate firstDay(Turn turn);
    }

    private final Vault vault;
    private final Table<String, Long> dayKeys;
    private final Aging aging;
    private final int droppedMax;

    /// A retention that is interrupted goes on with its next call.
    ///
    /// @param dayKeys the slots of the keys, by ISO dates
    /// @param droppedMax what one turn drops at most: more would keep others waiting
    public DailyRetention(Vault vault, Table<String, Long> dayKeys, Aging aging, int droppedMax) {
        this.vault = vault;
        this.dayKeys = dayKeys;
        this.aging = aging;
        this.droppedMax = droppedMax;
    }

    @Override
    public long shorten(Writer writer) {
        long dropped = 0;
        for (long now = droppedMax; now == droppedMax; dropped += now) {
            now = writer.apply(turn -> aging.drop(turn, droppedMax));
        }
        List<Row<String, Long>> days = writer.apply(this::emptyDays);
        days.forEach(day -> vault.destroy(day.value()));
        if (!days.isEmpty()) {
            boolean _ =
                    writer.apply(turn -> {
                        days.forEach(day -> turn.delete(dayKeys, day.key()));
                        return true;
                    });
        }
        return dropped;
    }

    private List<Row<String, Long>> emptyDays(Turn turn) {
        LocalDate first = aging.firstDay(turn);
        List<Row<String, Long>> days = new ArrayList<>();
        turn.scan(
                dayKeys,
                new byte[0],
                (day, slot) ->
                        LocalDate.parse(day).isBefore(first) && days.add(new Row<>(day, slot)));
        return days;
    }
}
