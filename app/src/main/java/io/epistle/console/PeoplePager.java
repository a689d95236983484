package io.epistle.console;

import java.util.Optional;
import java.util.function.Function;

/// Turns the pages of a query for people, one after the other: each begins where the last one
/// ended.
final class PeoplePager implements Function<Paging, Slice<PersonRow>> {
    private final PeopleReading people;
    private final PeopleQuery query;
    private Optional<PersonRow> last = Optional.empty();

    PeoplePager(PeopleReading people, PeopleQuery query) {
        this.people = people;
        this.query = query;
    }

    @Override
    public Slice<PersonRow> apply(Paging paging) {
        boolean walks = query.order() == PeopleOrder.ID && query.text().isEmpty();
        PeopleQuery page =
                walks && last.isPresent() ? query.after(last.get().id(), paging) : query.on(paging);
        Slice<PersonRow> slice = people.people(page).people();
        last = slice.items().isEmpty() ? last : Optional.of(slice.items().getLast());
        return slice;
    }
}
