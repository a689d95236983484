package io.epistle.demo;

import io.epistle.collect.Admissions;
import io.epistle.event.Admission;
import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.privacy.Consent;
import io.epistle.profile.Person;
import io.epistle.profile.PersonReader;
import io.epistle.store.Rows;
import io.epistle.store.Tallies;
import io.epistle.store.Writer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Gives every customer without an address an invented one at example.com, which nobody can
/// receive, and four of five an invented consent. The facts are marked as invented and have the
/// time of the customer's first order. Doing it again adds nothing.
public final class Invention {
    /// The source of invented and simulated facts.
    public static final String SOURCE = "epistle.demo";

    /// The trait and property that marks what is invented.
    public static final String INVENTED = "invented";

    /// Facts invented that no report told yet.
    private static final String UNTOLD = "invented/untold";

    private static final int CONSENT_PERCENT = 80;
    private static final int TURN_EVENTS = 1_000;

    private final Rows rows;
    private final Writer writer;
    private final PersonReader reader;
    private final Admissions admissions;
    private final long seed;

    /// An invention for the people of a store; equal seeds invent the same.
    public Invention(
            Rows rows, Writer writer, PersonReader reader, Admissions admissions, long seed) {
        this.rows = rows;
        this.writer = writer;
        this.reader = reader;
        this.admissions = admissions;
        this.seed = seed;
    }

    /// Invents what is missing, and returns how many facts were invented since [#told]: by this run
    /// and by those before it that were killed.
    public long run() {
        List<Event> waiting = new ArrayList<>();
        reader.sweep(
                rows,
                person -> {
                    waiting.addAll(invented(person));
                    if (waiting.size() >= TURN_EVENTS) {
                        admit(waiting);
                    }
                });
        admit(waiting);
        return Tallies.get(rows, UNTOLD);
    }

    /// Notes in a store that a report told what was invented.
    public static void told(Writer writer) {
        long _ =
                writer.apply(turn -> {
                    long told = Tallies.get(turn, UNTOLD);
                    Tallies.add(turn, UNTOLD, -told);
                    return told;
                });
    }

    private void admit(List<Event> waiting) {
        List<Event> events = List.copyOf(waiting);
        waiting.clear();
        long _ =
                writer.apply(turn -> {
                    long added =
                            events.stream()
                                    .map(event -> admissions.admit(turn, event, 0))
                                    .filter(Admission.Accepted.class::isInstance)
                                    .count();
                    Tallies.add(turn, UNTOLD, added);
                    return added;
                });
    }

    private List<Event> invented(Person person) {
        Optional<Fact> first =
                person.timeline().facts().stream()
                        .filter(fact -> customer(fact) != null)
                        .findFirst();
        if (first.isEmpty() || person.timeline().facts().stream().anyMatch(Invention::hasAddress)) {
            return List.of();
        }
        String customer = String.valueOf(customer(first.get()));
        List<Event> events = new ArrayList<>();
        String email = "customer-%s@example.com".formatted(customer);
        events.add(
                event(
                        first.get(),
                        customer,
                        "address:" + customer,
                        EventType.IDENTIFY,
                        "",
                        List.of(new Identifier(Identifier.EMAIL, email)),
                        Struct.empty(),
                        Struct.builder().put("email", email).put(INVENTED, Value.TRUE).build()));
        if (new SplittableRandom(seed ^ customer.hashCode()).nextInt(100) < CONSENT_PERCENT) {
            events.add(
                    event(
                            first.get(),
                            customer,
                            "consent:" + customer,
                            EventType.TRACK,
                            Consent.GIVEN,
                            List.of(),
                            Struct.builder()
                                    .put("purpose", Consent.MARKETING_EMAIL)
                                    .put("evidence", "invented for the demonstration")
                                    .put(INVENTED, Value.TRUE)
                                    .build(),
                            Struct.empty()));
        }
        return events;
    }

    private static boolean hasAddress(Fact fact) {
        return fact.event().identifier(Identifier.EMAIL) != null;
    }

    private static @org.jspecify.annotations.Nullable String customer(Fact fact) {
        return fact.event().identifier(Identifier.USER_ID);
    }

    private static Event event(
            Fact first,
            String customer,
            String messageId,
            EventType type,
            String name,
            List<Identifier> more,
            Struct properties,
            Struct traits) {
        List<Identifier> identifiers = new ArrayList<>();
        identifiers.add(new Identifier(Identifier.USER_ID, customer));
        identifiers.addAll(more);
        return new Event(
                SOURCE,
                messageId.length() > Event.MESSAGE_ID_LENGTH_MAX
                        ? messageId.substring(0, Event.MESSAGE_ID_LENGTH_MAX)
                        : messageId,
                type,
                name,
                identifiers,
                first.occurredAt(),
                first.occurredAt(),
                Trust.INFERRED,
                properties,
                traits,
                Struct.empty());
    }
}
