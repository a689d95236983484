package io.epistle.console.stored;

import io.epistle.console.Money;
import io.epistle.console.Paging;
import io.epistle.console.PersonReading;
import io.epistle.console.PersonRow;
import io.epistle.console.PersonView;
import io.epistle.console.Slice;
import io.epistle.console.Why;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.identity.PersonId;
import io.epistle.privacy.Consent;
import io.epistle.privacy.Consents;
import io.epistle.profile.Order;
import io.epistle.profile.Orders;
import io.epistle.profile.Person;
import io.epistle.profile.Rfm;
import io.epistle.rule.runs.History;
import io.epistle.segment.LiveSegment;
import io.epistle.segment.Memberships;
import io.epistle.segment.PersonState;
import io.epistle.trigger.LiveDefinitions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One person: read and folded when asked for, with what was picked and planned for them.
final class StoredPerson implements PersonReading {
    private final Stored stored;
    private final PersonPicks picks;
    private final PersonMessages messages;

    StoredPerson(Stored stored, PersonPicks picks, PersonMessages messages) {
        this.stored = stored;
        this.picks = picks;
        this.messages = messages;
    }

    @Override
    public Optional<PersonView> person(PersonId id) {
        Instant now = stored.now();
        return stored.reader()
                .read(stored.rows(), id)
                .flatMap(person ->
                        PersonEntry.of(stored, person, now)
                                .map(entry -> view(person, entry.row(), now)));
    }

    @Override
    public Optional<Slice<Fact>> timeline(PersonId id, Paging paging) {
        Instant now = stored.now();
        return stored.reader()
                .read(stored.rows(), id)
                .map(person -> Slice.of(person.timeline().until(now).reversed(), paging));
    }

    private PersonView view(Person person, PersonRow row, Instant now) {
        LiveDefinitions live = stored.live();
        History history = History.of(person);
        LiveDefinitions.StageOf stage = live.stage(history, now);
        return new PersonView(
                row,
                identifiers(person, now),
                person.stems().size(),
                person.timeline().until(now).stream().findFirst().map(Fact::occurredAt),
                List.copyOf(person.traits(now).values()),
                Consents.of(person.timeline(), now).all().stream()
                        .map(StoredPerson::consent)
                        .toList(),
                orders(person, now, row),
                live.rules()
                        .rfmCuts()
                        .flatMap(cuts -> Rfm.of(person, cuts, now))
                        .map(rfm ->
                                new PersonView.Rfm(rfm.recency(), rfm.frequency(), rfm.monetary())),
                new PersonView.Lifecycle(stage.stage(), until(stage.recheckAt())),
                memberships(person, history, live, now),
                picks.of(person, row, now),
                messages.of(person, now));
    }

    private static Optional<Instant> until(Instant recheckAt) {
        return recheckAt.equals(Instant.MAX) ? Optional.empty() : Optional.of(recheckAt);
    }

    private static List<Identifier> identifiers(Person person, Instant now) {
        return person.timeline().until(now).stream()
                .flatMap(fact -> fact.event().identifiers().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static PersonView.Consent consent(Consent said) {
        return new PersonView.Consent(
                said.topic().isEmpty() ? said.purpose() : said.purpose() + "/" + said.topic(),
                said.given(),
                said.since(),
                said.evidence(),
                said.source(),
                said.invented());
    }

    private static PersonView.Orders orders(Person person, Instant now, PersonRow row) {
        Orders bought = Orders.of(person.timeline(), now);
        return new PersonView.Orders(
                bought.count(),
                bought.refunded().size(),
                row.spent(),
                row.spent().map(spent -> average(spent, bought.count())),
                bought.first().map(Order::at),
                bought.last().map(Order::at));
    }

    private static Money average(Money spent, int orders) {
        return new Money(
                spent.amount()
                        .divide(BigDecimal.valueOf(Math.max(1, orders)), 2, RoundingMode.HALF_EVEN),
                spent.currency());
    }

    private List<PersonView.Membership> memberships(
            Person person, History history, LiveDefinitions live, Instant now) {
        Optional<PersonState> state = Memberships.state(stored.rows(), person.id());
        List<PersonView.Membership> memberships = new ArrayList<>();
        for (LiveSegment segment : live.segments().segments()) {
            Why why = Why.of(segment.program().explain(history, now), person.timeline());
            memberships.add(
                    new PersonView.Membership(
                            segment.id(),
                            segment.definition().name(),
                            why.held(),
                            state.flatMap(known -> known.standing(segment.id()))
                                    .map(standing -> standing.since()),
                            why));
        }
        memberships.sort(
                Comparator.comparing((PersonView.Membership one) -> !one.member())
                        .thenComparing(PersonView.Membership::name));
        return memberships;
    }
}
