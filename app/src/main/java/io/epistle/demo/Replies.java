package io.epistle.demo;

import io.epistle.catalogue.Catalogue;
import io.epistle.catalogue.Product;
import io.epistle.collect.Admissions;
import io.epistle.event.Admission;
import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.measure.MailResponses;
import io.epistle.profile.Order;
import io.epistle.profile.Person;
import io.epistle.profile.PersonReader;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerEntry;
import io.epistle.send.LedgerState;
import io.epistle.send.Response;
import io.epistle.send.SentFacts;
import io.epistle.store.Rows;
import io.epistle.store.Writer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Simulates clicks from the imported history, by one rule for every arm: whoever really bought a
/// shown product in the weeks after the mail is taken to have clicked it, a day after the mail or
/// just before that order, whichever came first. Nobody else clicks, whatever they ordered since
/// the history was imported. The facts say that they are simulated. Doing it again adds nothing.
public final class Replies {
    /// How long after the mail an order counts.
    public static final Duration WINDOW = Duration.ofDays(70);

    private static final Duration USUAL_DELAY = Duration.ofDays(1);
    private static final int TURN_CLICKS = 500;

    private record Click(LedgerEntry entry, Event event) {}

    private final Rows rows;
    private final Writer writer;
    private final PersonReader reader;
    private final Admissions admissions;
    private final Ledger ledger;
    private final Catalogue catalogue;

    /// Replies to the mails of a ledger; product ids are compared as `catalogue` knows them.
    public Replies(
            Rows rows,
            Writer writer,
            PersonReader reader,
            Admissions admissions,
            Ledger ledger,
            Catalogue catalogue) {
        this.rows = rows;
        this.writer = writer;
        this.reader = reader;
        this.admissions = admissions;
        this.ledger = ledger;
        this.catalogue = catalogue;
    }

    /// Simulates the clicks on a campaign, and returns how many people clicked for the first time.
    public long run(String campaign) {
        List<LedgerEntry> sent = new ArrayList<>();
        ledger.scan(
                rows,
                campaign,
                (_, entry) -> {
                    if (entry.state().standing() == LedgerState.Standing.SENT) {
                        sent.add(entry);
                    }
                    return true;
                });
        long clicked = 0;
        for (int from = 0; from < sent.size(); from += TURN_CLICKS) {
            List<Click> clicks =
                    sent.subList(from, Math.min(from + TURN_CLICKS, sent.size())).parallelStream()
                            .map(this::click)
                            .flatMap(Optional::stream)
                            .toList();
            clicked += admit(clicks);
        }
        return clicked;
    }

    private long admit(List<Click> clicks) {
        return writer.apply(turn -> {
            long first = 0;
            for (Click click : clicks) {
                boolean stored =
                        admissions.admit(turn, click.event(), 0) instanceof Admission.Accepted;
                first +=
                        stored && ledger.note(turn, click.entry().key(), Response.SIMULATED_CLICK)
                                ? 1
                                : 0;
            }
            return first;
        });
    }

    private Optional<Click> click(LedgerEntry entry) {
        return reader.read(rows, entry.person())
                .flatMap(person -> mail(person, entry).flatMap(mail -> click(entry, person, mail)));
    }

    private static Optional<Fact> mail(Person person, LedgerEntry entry) {
        return person.timeline().facts().stream()
                .filter(fact -> fact.name().equals(SentFacts.NAME))
                .filter(fact ->
                        fact.properties()
                                .text("send_id")
                                .equals(Optional.of(entry.sendId().toString())))
                .findFirst();
    }

    private Optional<Click> click(LedgerEntry entry, Person person, Fact mail) {
        Set<String> shown = new TreeSet<>();
        mail.properties()
                .structs("products")
                .forEach(product -> product.text("product_id").ifPresent(shown::add));
        Instant until = mail.occurredAt().plus(WINDOW);
        for (Fact fact : person.timeline().facts()) {
            boolean later =
                    fact.occurredAt().isAfter(mail.occurredAt())
                            && fact.occurredAt().isBefore(until);
            if (later && isHistory(fact) && fact.name().equals(Order.COMPLETED)) {
                Optional<String> bought =
                        Order.of(fact).lines().stream()
                                .flatMap(line -> catalogue.product(line.productId()).stream())
                                .map(Product::id)
                                .filter(shown::contains)
                                .findFirst();
                if (bought.isPresent()) {
                    return identity(person)
                            .map(who ->
                                    new Click(entry, event(entry, mail, fact, bought.get(), who)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isHistory(Fact fact) {
        return fact.event().trust() == Trust.IMPORTED;
    }

    private static Optional<Identifier> identity(Person person) {
        return person.timeline().facts().stream()
                .flatMap(fact -> fact.event().identifiers().stream())
                .filter(identifier -> identifier.kind().equals(Identifier.USER_ID))
                .findFirst();
    }

    private static Event event(
            LedgerEntry entry, Fact mail, Fact order, String product, Identifier who) {
        Instant usual = mail.occurredAt().plus(USUAL_DELAY);
        Instant before = order.occurredAt().minusMillis(1);
        Instant at = usual.isBefore(before) ? usual : before;
        return new Event(
                Invention.SOURCE,
                "click:" + entry.sendId(),
                EventType.TRACK,
                MailResponses.CLICKED,
                List.of(who),
                at,
                at,
                Trust.INFERRED,
                Struct.builder()
                        .put("campaign_id", entry.key().campaign())
                        .put("variant", entry.variant())
                        .put("send_id", entry.sendId().toString())
                        .put("product_id", product)
                        .put("simulated", Value.TRUE)
                        .build(),
                Struct.empty(),
                Struct.empty());
    }
}
