package io.epistle.console.stored;

import io.epistle.console.Choice;
import io.epistle.console.JourneyView;
import io.epistle.console.LiveQuery;
import io.epistle.console.LiveReading;
import io.epistle.console.LiveRow;
import io.epistle.console.LiveView;
import io.epistle.event.Fact;
import io.epistle.identity.PersonId;
import io.epistle.store.LatestFacts;
import io.epistle.store.LatestFacts.Latest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The facts as they arrive: what the writer committed lately, with the people they are about.
final class StoredLive implements LiveReading {
    private static final Comparator<Fact> BY_NUMBER = Comparator.comparingLong(Fact::sequence);

    private final Stored stored;
    private final LatestFacts latest;
    private final FactJourney journeys;

    StoredLive(Stored stored, LatestFacts latest, FactJourney journeys) {
        this.stored = stored;
        this.latest = latest;
        this.journeys = journeys;
    }

    @Override
    public long newest() {
        return latest.newest();
    }

    @Override
    public LiveView live(LiveQuery query) {
        List<Latest> kept = latest.newestFirst();
        LatestPeople people = new LatestPeople(stored);
        List<LiveRow> rows =
                kept.stream()
                        .filter(one -> query.asksFor(one.fact()))
                        .flatMap(one -> people.row(one).stream())
                        .limit(LiveView.ROWS_MAX)
                        .toList();
        return new LiveView(
                rows,
                kept.size(),
                choices(kept, one -> LiveQuery.named(one.fact())),
                choices(kept, one -> one.fact().event().source()),
                stored.live().sources().byKey().keySet().stream().findFirst());
    }

    private static List<Choice> choices(List<Latest> kept, Function<Latest, String> named) {
        return kept.stream()
                .collect(Collectors.groupingBy(named, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new Choice(entry.getKey(), entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public Optional<JourneyView> journey(long sequence) {
        List<Latest> kept = latest.newestFirst();
        List<Latest> among =
                kept.stream().anyMatch(one -> one.fact().sequence() == sequence)
                        ? kept
                        : turnOf(sequence);
        LatestPeople people = new LatestPeople(stored);
        return among.stream()
                .filter(one -> one.fact().sequence() == sequence)
                .findFirst()
                .flatMap(one -> people.row(one).map(row -> journeys.of(one, row, among, people)));
    }

    /// What one turn told of the person of a fact that is no longer kept, read from the store,
    /// newest first; nothing where it is not found, or is about nobody.
    private List<Latest> turnOf(long sequence) {
        List<Latest> told =
                latest
                        .stem(sequence)
                        .flatMap(stem -> stored.reader().read(stored.rows(), new PersonId(stem)))
                        .map(person -> person.timeline().facts())
                        .orElse(List.of())
                        .stream()
                        .flatMap(fact -> latest.of(fact).stream())
                        .sorted(Comparator.comparing(Latest::fact, BY_NUMBER).reversed())
                        .toList();
        return told.stream()
                .filter(one -> one.fact().sequence() == sequence)
                .findFirst()
                .map(one -> told.stream().filter(other -> other.turn() == one.turn()).toList())
                .orElse(List.of());
    }
}
