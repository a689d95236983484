package io.epistle.console;

import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.identity.PersonId;
import io.epistle.privacy.Consent;
import io.epistle.privacy.Consents;
import io.epistle.profile.Order;
import io.epistle.profile.Orders;
import io.epistle.profile.Person;
import io.epistle.profile.PersonReader;
import io.epistle.rule.runs.History;
import io.epistle.segment.Memberships;
import io.epistle.segment.PersonState;
import io.epistle.send.SendWorker;
import io.epistle.store.Rows;
import io.epistle.trigger.LiveDefinitions;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everyone as lists show them, and what happened week by week: folded in one sweep over all
/// timelines, kept until a fact is added or a World published.
///
/// @param entries everyone known at the moment, in the order of their ids
/// @param weeks orders and mails by week, oldest first
/// @param latest the newest facts of all, newest first
/// @param period the last [#DAYS] days and as many before
record PeopleDirectory(
        List<Entry> entries,
        List<HomeView.Week> weeks,
        List<HomeView.Happening> latest,
        Period period) {
    /// The length of the two periods that Home compares.
    static final int DAYS = 28;

    private static final int WEEKS = 52;
    private static final int LATEST = 12;

    /// One person.
    ///
    /// @param row as lists show them
    /// @param found what a search looks in, in lower case
    /// @param segments the ids of their segments
    record Entry(PersonRow row, String found, List<String> segments) {}

    /// What happened in two periods.
    record Period(
            HomeView.Compared people,
            HomeView.Compared orders,
            HomeView.Compared messages,
            BigDecimal revenueNow,
            BigDecimal revenueBefore,
            String currency) {}

    PeopleDirectory {
        entries = List.copyOf(entries);
        weeks = List.copyOf(weeks);
        latest = List.copyOf(latest);
    }

    /// Folds everyone as they stand at `now`.
    static PeopleDirectory of(Rows rows, PersonReader reader, LiveDefinitions live, Instant now) {
        Fold fold = new Fold(rows, live, now);
        reader.sweep(rows, fold::add);
        return fold.directory();
    }

    private static final class Fold {
        private final Rows rows;
        private final LiveDefinitions live;
        private final Instant now;
        private final Instant from;
        private final Instant before;
        private final List<Entry> entries = new ArrayList<>();
        private final SortedMap<LocalDate, long[]> weeks = new TreeMap<>();
        private final List<HomeView.Happening> latest = new ArrayList<>();
        private final long[] orders = new long[2];
        private final long[] messages = new long[2];
        private final BigDecimal[] revenue = {BigDecimal.ZERO, BigDecimal.ZERO};
        private long peopleBefore;
        private String currency = "";

        Fold(Rows rows, LiveDefinitions live, Instant now) {
            this.rows = rows;
            this.live = live;
            this.now = now;
            this.from = now.minus(Duration.ofDays(DAYS));
            this.before = now.minus(Duration.ofDays(2L * DAYS));
        }

        void add(Person person) {
            List<Fact> facts = person.timeline().until(now);
            if (facts.isEmpty()) {
                return;
            }
            peopleBefore += facts.getFirst().occurredAt().isBefore(from) ? 1 : 0;
            facts.forEach(this::count);
            Orders bought = Orders.of(person.timeline(), now);
            Optional<String> email = person.text(Identifier.EMAIL, now);
            Optional<String> name = name(person);
            PersonRow row =
                    new PersonRow(
                            person.id(),
                            name,
                            email,
                            person.text("country", now),
                            live.stage(History.of(person), now).stage(),
                            bought.count(),
                            bought.count() == 0 ? Optional.empty() : money(bought.net()),
                            Optional.of(facts.getLast().occurredAt()),
                            Consents.of(person.timeline(), now).allow(Consent.MARKETING_EMAIL));
            entries.add(new Entry(row, found(person, facts, row), segments(person.id())));
            keepLatest(person.id(), row.called(), facts);
        }

        private Optional<String> name(Person person) {
            String full =
                    (person.text("first_name", now).orElse("")
                                    + " "
                                    + person.text("last_name", now).orElse(""))
                            .strip();
            return full.isEmpty() ? person.text("name", now) : Optional.of(full);
        }

        private static String found(Person person, List<Fact> facts, PersonRow row) {
            StringBuilder found = new StringBuilder();
            row.name().ifPresent(name -> found.append(name).append('\n'));
            row.email().ifPresent(email -> found.append(email).append('\n'));
            for (Fact fact : facts) {
                for (Identifier identifier : fact.event().identifiers()) {
                    if (found.indexOf(identifier.value()) < 0) {
                        found.append(identifier.value()).append('\n');
                    }
                }
            }
            return found.append(person.id()).toString().toLowerCase(Locale.ROOT);
        }

        private List<String> segments(PersonId id) {
            return Memberships.state(rows, id)
                    .map(PersonState::standings)
                    .orElse(List.of())
                    .stream()
                    .filter(standing -> standing.member())
                    .map(standing -> standing.segment())
                    .toList();
        }

        private void count(Fact fact) {
            int kind =
                    fact.name().equals(Order.COMPLETED)
                            ? 0
                            : fact.name().equals(SendWorker.SENT) ? 1 : -1;
            if (kind < 0) {
                return;
            }
            LocalDate day = LocalDate.ofInstant(fact.occurredAt(), zone());
            weeks.computeIfAbsent(
                            day.minusDays(day.getDayOfWeek().getValue() - 1L), _ -> new long[2])[
                    kind]++;
            int period =
                    !fact.occurredAt().isBefore(from)
                            ? 0
                            : !fact.occurredAt().isBefore(before) ? 1 : -1;
            if (period < 0) {
                return;
            }
            (kind == 0 ? orders : messages)[period]++;
            if (kind == 0) {
                Order order = Order.of(fact);
                revenue[period] = revenue[period].add(order.total());
            }
        }

        private Optional<Money> money(BigDecimal amount) {
            return currency().length() == 3
                    ? Optional.of(new Money(amount, currency()))
                    : Optional.empty();
        }

        private String currency() {
            return currency.isEmpty() ? Money.NO_CURRENCY : currency;
        }

        private void keepLatest(PersonId person, Optional<String> name, List<Fact> facts) {
            for (Fact fact : facts.subList(Math.max(0, facts.size() - LATEST), facts.size())) {
                if (fact.name().equals(Order.COMPLETED)) {
                    String given = fact.properties().text("currency").orElse("");
                    currency = given.length() == 3 ? given : currency;
                }
                latest.add(new HomeView.Happening(person, name, fact));
            }
            if (latest.size() > 100 * LATEST) {
                trimLatest();
            }
        }

        private void trimLatest() {
            latest.sort(
                    Comparator.comparing((HomeView.Happening one) -> one.fact(), Fact.BY_TIME)
                            .reversed());
            latest.subList(Math.min(LATEST, latest.size()), latest.size()).clear();
        }

        private ZoneId zone() {
            return live.world().zone();
        }

        PeopleDirectory directory() {
            trimLatest();
            List<HomeView.Week> counted = new ArrayList<>();
            weeks.forEach((monday, counts) ->
                    counted.add(new HomeView.Week(monday, counts[0], counts[1])));
            return new PeopleDirectory(
                    entries,
                    counted.subList(Math.max(0, counted.size() - WEEKS), counted.size()),
                    latest,
                    new Period(
                            new HomeView.Compared(entries.size(), peopleBefore),
                            new HomeView.Compared(orders[0], orders[1]),
                            new HomeView.Compared(messages[0], messages[1]),
                            revenue[0],
                            revenue[1],
                            currency()));
        }
    }
}
