package io.epistle.console.stored;

import io.epistle.console.Money;
import io.epistle.console.PeopleQuery;
import io.epistle.console.PersonRow;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.identity.PersonId;
import io.epistle.privacy.Addresses;
import io.epistle.privacy.Consent;
import io.epistle.profile.Order;
import io.epistle.profile.Orders;
import io.epistle.profile.Person;
import io.epistle.profile.Score;
import io.epistle.rule.runs.History;
import io.epistle.segment.Memberships;
import io.epistle.segment.PersonState;
import io.epistle.send.SentFacts;
import io.epistle.store.Rows;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One person as lists find and show them.
///
/// @param row as lists show them
/// @param found what a search looks in, in lower case
/// @param segments the ids of their segments
record PersonEntry(PersonRow row, String found, List<String> segments) {
    private static final Set<String> OURS =
            Set.of(Memberships.ENTERED, Memberships.LEFT, SentFacts.NAME, Score.CHANGED);

    PersonEntry {
        segments = List.copyOf(segments);
    }

    /// Folds a person as they stand at `now`; absent where nothing has happened to them yet.
    static Optional<PersonEntry> of(Stored stored, Person person, Instant now) {
        List<Fact> facts = person.timeline().until(now);
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        Orders bought = Orders.of(person.timeline(), now);
        Addresses addresses = Addresses.of(person.timeline(), now);
        Optional<String> address = addresses.forMail(Consent.MARKETING_EMAIL, "");
        PersonRow row =
                new PersonRow(
                        person.id(),
                        name(person, now),
                        address.or(() -> person.text(Identifier.EMAIL, now)),
                        person.text("country", now),
                        stored.live().stage(History.of(person), now).stage(),
                        bought.count(),
                        bought.last().map(last -> new Money(bought.net(), currency(last))),
                        seen(facts),
                        address.filter(one ->
                                        addresses.consents(one).allow(Consent.MARKETING_EMAIL))
                                .isPresent());
        return Optional.of(
                new PersonEntry(row, words(person, now), segments(stored.rows(), person.id())));
    }

    /// When a person did something last; what Epistle decided or sent is not their doing.
    private static Optional<Instant> seen(List<Fact> facts) {
        return facts.reversed().stream()
                .filter(fact -> !OURS.contains(fact.name()))
                .map(Fact::occurredAt)
                .findFirst();
    }

    /// The address to show: the one that mail goes to, else one that was only claimed.
    static Optional<String> address(Person person, Instant now) {
        return Addresses.of(person.timeline(), now)
                .forMail(Consent.MARKETING_EMAIL, "")
                .or(() -> person.text(Identifier.EMAIL, now));
    }

    /// What a person is called: first and last name, or the name that came as one.
    static Optional<String> name(Person person, Instant now) {
        String full =
                (person.text("first_name", now).orElse("")
                                + " "
                                + person.text("last_name", now).orElse(""))
                        .strip();
        return full.isEmpty() ? person.text("name", now) : Optional.of(full);
    }

    /// The currency of an order.
    static String currency(Order order) {
        return order.currency().length() == 3 ? order.currency() : Money.NO_CURRENCY;
    }

    /// What a search looks in: name, address, identifiers and id, in lower case.
    static String words(Person person, Instant now) {
        StringBuilder found = new StringBuilder();
        name(person, now).ifPresent(name -> found.append(name).append('\n'));
        person.text(Identifier.EMAIL, now).ifPresent(email -> found.append(email).append('\n'));
        for (Fact fact : person.timeline().until(now)) {
            for (Identifier identifier : fact.event().identifiers()) {
                if (found.indexOf(identifier.value()) < 0) {
                    found.append(identifier.value()).append('\n');
                }
            }
        }
        return found.append(person.id()).toString().toLowerCase(Locale.ROOT);
    }

    private static List<String> segments(Rows rows, PersonId id) {
        return Memberships.state(rows, id).map(PersonState::standings).orElse(List.of()).stream()
                .filter(standing -> standing.member())
                .map(standing -> standing.segment())
                .toList();
    }

    /// Whether a query asks for this person, its text aside.
    boolean fits(PeopleQuery query) {
        return query.segment().map(segments::contains).orElse(true)
                && query.lifecycle().map(row.lifecycle()::equals).orElse(true)
                && query.mayMail().map(may -> may == row.mayMail()).orElse(true);
    }

    /// Whether a text is part of what this person is called or known by.
    ///
    /// @param text in lower case; empty fits everyone
    boolean says(String text) {
        return found.contains(text);
    }
}
