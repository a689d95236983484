package io.epistle.console.stored;

import io.epistle.console.Choice;
import io.epistle.console.Money;
import io.epistle.console.Paging;
import io.epistle.console.PeopleOrder;
import io.epistle.console.PeopleQuery;
import io.epistle.console.PeopleReading;
import io.epistle.console.PeopleView;
import io.epistle.console.PeopleView.Reach;
import io.epistle.console.PersonRow;
import io.epistle.console.Slice;
import io.epistle.identity.PersonId;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The list of people. An address or number that somebody has exactly is looked up. Where everyone
/// is folded and nothing has happened since, the rest is found there; where not, a page in the
/// order of ids reads only whom it shows, and a search by part reads a bounded number of people.
final class StoredPeople implements PeopleReading {
    private final FoldedPeople folded;
    private final StoredSegments segments;
    private final PeopleSearch search;
    private final PeoplePages pages;

    StoredPeople(
            FoldedPeople folded, StoredSegments segments, PeopleSearch search, PeoplePages pages) {
        this.folded = folded;
        this.segments = segments;
        this.search = search;
        this.pages = pages;
    }

    @Override
    public PeopleView people(PeopleQuery query) {
        String said = query.text().strip();
        Optional<PersonEntry> exact = said.isEmpty() ? Optional.empty() : search.exact(said);
        if (exact.isPresent()) {
            List<PersonRow> found =
                    exact.filter(entry -> entry.fits(query)).map(PersonEntry::row).stream()
                            .toList();
            return view(Slice.of(found, query.paging()), new Reach.Exact());
        }
        String text = said.toLowerCase(Locale.ROOT);
        Optional<PeopleDirectory> everyone =
                query.needsEveryone() ? Optional.of(folded.directory()) : folded.current();
        if (everyone.isPresent()) {
            return view(among(everyone.get(), query, text), new Reach.Whole());
        }
        if (text.isEmpty()) {
            return view(pages.page(query), new Reach.Whole());
        }
        PeopleSearch.Found found = search.part(query, text);
        return view(Slice.of(found.rows(), query.paging()), found.reach());
    }

    private static Slice<PersonRow> among(
            PeopleDirectory directory, PeopleQuery query, String text) {
        List<PersonRow> found =
                directory.entries().stream()
                        .filter(entry -> entry.says(text) && entry.fits(query))
                        .map(PersonEntry::row)
                        .sorted(order(query))
                        .toList();
        return query.after()
                .filter(_ -> query.order() == PeopleOrder.ID)
                .map(after -> behind(found, after, query.paging()))
                .orElseGet(() -> Slice.of(found, query.paging()));
    }

    private static Slice<PersonRow> behind(List<PersonRow> found, PersonId after, Paging paging) {
        return new Slice<>(
                found.stream()
                        .filter(row -> row.id().compareTo(after) > 0)
                        .limit(paging.size())
                        .toList(),
                paging,
                found.size());
    }

    private static Comparator<PersonRow> order(PeopleQuery query) {
        Comparator<PersonRow> order =
                switch (query.order()) {
                    case ID -> Comparator.comparing(PersonRow::id);
                    case NAME ->
                            Comparator.comparing(
                                    row -> row.name().or(row::email).orElse(row.id().toString()));
                    case SEEN -> Comparator.comparing(row -> row.seen().orElse(Instant.MIN));
                    case ORDERS -> Comparator.comparingLong(PersonRow::orders);
                    case SPENT ->
                            Comparator.comparing(
                                    row -> row.spent().map(Money::amount).orElse(BigDecimal.ZERO));
                };
        boolean reversed = query.descending() && query.order() != PeopleOrder.ID;
        return (reversed ? order.reversed() : order).thenComparing(PersonRow::id);
    }

    private PeopleView view(Slice<PersonRow> people, Reach reach) {
        return new PeopleView(
                people,
                reach,
                folded.count(),
                segments.rows().stream()
                        .map(row -> new Choice(row.id(), row.name(), row.size()))
                        .toList(),
                folded.ready().map(StoredPeople::lifecycles).orElse(List.of()));
    }

    private static List<Choice> lifecycles(PeopleDirectory directory) {
        Map<String, Long> lifecycles = new TreeMap<>();
        directory
                .entries()
                .forEach(entry -> lifecycles.merge(entry.row().lifecycle(), 1L, Long::sum));
        return lifecycles.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty())
                .map(entry -> new Choice(entry.getKey(), entry.getKey(), entry.getValue()))
                .toList();
    }
}
