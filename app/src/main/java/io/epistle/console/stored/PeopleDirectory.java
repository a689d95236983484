package io.epistle.console.stored;

import io.epistle.console.HomeView;
import io.epistle.event.Fact;
import io.epistle.profile.Person;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Everyone as lists show them, and what happened to them: folded in one sweep over all timelines.
///
/// @param at the moment it stands for
/// @param entries everyone known at that moment, in the order of their ids
/// @param before how many of them were known when the period of [Activity#DAYS] began
/// @param activity orders and mails
/// @param latest the newest facts of all, newest first
record PeopleDirectory(
        Instant at,
        List<PersonEntry> entries,
        long before,
        Activity activity,
        List<HomeView.Happening> latest) {
    private static final int LATEST = 12;

    /// Facts kept before the newest of them are picked: a few of each person's.
    private static final int LATEST_KEPT = 100 * LATEST;

    PeopleDirectory {
        entries = List.copyOf(entries);
        latest = List.copyOf(latest);
    }

    /// Folds everyone as they stand at `now`.
    static PeopleDirectory of(Stored stored, Instant now) {
        Fold fold = new Fold(stored, now);
        stored.reader().sweep(stored.rows(), fold::add);
        return fold.directory();
    }

    private static final class Fold {
        private final Stored stored;
        private final Instant now;
        private final List<PersonEntry> entries = new ArrayList<>();
        private final List<HomeView.Happening> latest = new ArrayList<>();
        private final Activity.Tally activity;
        private long before;

        Fold(Stored stored, Instant now) {
            this.stored = stored;
            this.now = now;
            ZoneId zone = stored.live().world().zone();
            this.activity = new Activity.Tally(zone, now);
        }

        void add(Person person) {
            PersonEntry.of(stored, person, now)
                    .ifPresent(entry -> {
                        List<Fact> facts = person.timeline().until(now);
                        entries.add(entry);
                        before += facts.getFirst().occurredAt().isBefore(activity.from()) ? 1 : 0;
                        facts.forEach(activity::add);
                        keepLatest(entry, facts);
                    });
        }

        private void keepLatest(PersonEntry entry, List<Fact> facts) {
            for (Fact fact : facts.subList(Math.max(0, facts.size() - LATEST), facts.size())) {
                latest.add(new HomeView.Happening(entry.row().id(), entry.row().called(), fact));
            }
            if (latest.size() > LATEST_KEPT) {
                trimLatest();
            }
        }

        private void trimLatest() {
            latest.sort(
                    Comparator.comparing((HomeView.Happening one) -> one.fact(), Fact.BY_TIME)
                            .reversed());
            latest.subList(Math.min(LATEST, latest.size()), latest.size()).clear();
        }

        PeopleDirectory directory() {
            trimLatest();
            return new PeopleDirectory(now, entries, before, activity.activity(), latest);
        }
    }
}
