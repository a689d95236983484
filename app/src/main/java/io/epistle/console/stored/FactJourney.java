package io.epistle.console.stored;

import io.epistle.console.JourneyView;
import io.epistle.console.LiveRow;
import io.epistle.console.Paging;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.profile.Order;
import io.epistle.profile.Person;
import io.epistle.segment.Memberships;
import io.epistle.segment.Move;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerEntry;
import io.epistle.send.SentFacts;
import io.epistle.store.LatestFacts.Latest;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What a fact set off: what was decided in its turn, the messages that this started, and what came
/// of them.
final class FactJourney {
    private static final String SEND_ID = "send_id";

    private final Stored stored;
    private final Ledger ledger;

    FactJourney(Stored stored, Ledger ledger) {
        this.stored = stored;
        this.ledger = ledger;
    }

    /// The journey of one fact among those that arrived lately.
    JourneyView of(Latest latest, LiveRow row, List<Latest> kept, LatestPeople people) {
        Fact fact = latest.fact();
        Optional<Person> person = people.person(latest);
        if (person.isEmpty()) {
            return new JourneyView(row, fact.knownAt(), 1, List.of(), List.of(), List.of());
        }
        Predicate<Latest> together =
                other ->
                        other.turn() == latest.turn()
                                && people.person(other)
                                        .filter(it -> it.id().equals(person.get().id()))
                                        .isPresent();
        List<Fact> turn = kept.reversed().stream().filter(together).map(Latest::fact).toList();
        List<Fact> changed =
                turn.stream()
                        .filter(other -> other.sequence() > fact.sequence())
                        .filter(other -> other.depth() > fact.depth())
                        .toList();
        List<Fact> causes =
                turn.stream()
                        .filter(other -> other.sequence() < fact.sequence())
                        .filter(other -> other.depth() < fact.depth())
                        .toList();
        Instant now = stored.now();
        List<Fact> known = person.get().timeline().until(now);
        return new JourneyView(
                row,
                fact.knownAt(),
                page(known, fact),
                causes,
                changed,
                messages(latest, changed, person.get(), known));
    }

    /// The page of a timeline, newest first, on which a fact stands.
    private static int page(List<Fact> known, Fact fact) {
        long behind =
                known.reversed().stream()
                        .takeWhile(other -> other.sequence() != fact.sequence())
                        .count();
        return behind == known.size() ? 1 : 1 + (int) (behind / Paging.SIZE_USUAL);
    }

    private List<JourneyView.Message> messages(
            Latest latest, List<Fact> changed, Person person, List<Fact> known) {
        List<Move> moves = new ArrayList<>();
        changed.forEach(fact -> move(person, fact).ifPresent(moves::add));
        move(person, latest.fact()).ifPresent(moves::add);
        Optional<String> about = latest.fact().properties().text(SEND_ID);
        List<JourneyView.Message> messages = new ArrayList<>();
        for (LiveCampaign campaign : stored.live().campaigns().values()) {
            boolean starts =
                    campaign.definition()
                            .trigger()
                            .filter(trigger -> moves.stream().anyMatch(trigger::isStartedBy))
                            .isPresent();
            for (LedgerEntry entry : entries(campaign, known)) {
                boolean started = starts && entry.plannedAt().equals(latest.decidedAt());
                if (started || about.filter(entry.sendId().toString()::equals).isPresent()) {
                    messages.add(message(campaign, entry, known));
                }
            }
        }
        messages.sort(Comparator.comparing(JourneyView.Message::plannedAt));
        return messages;
    }

    private static Optional<Move> move(Person person, Fact fact) {
        boolean entered = fact.name().equals(Memberships.ENTERED);
        return entered || fact.name().equals(Memberships.LEFT)
                ? fact.properties()
                        .text("segment_id")
                        .map(segment -> new Move(person.id(), segment, entered, false))
                : Optional.empty();
    }

    /// The rows of a campaign for all addresses that a person ever had.
    private List<LedgerEntry> entries(LiveCampaign campaign, List<Fact> known) {
        SortedSet<String> addresses = new TreeSet<>();
        for (Fact fact : known) {
            fact.event().identifiers().stream()
                    .filter(identifier -> identifier.kind().equals(Identifier.EMAIL))
                    .forEach(identifier -> addresses.add(identifier.value()));
            fact.event().traits().text(Identifier.EMAIL).ifPresent(addresses::add);
        }
        return addresses.stream()
                .flatMap(address ->
                        ledger
                                .occasions(stored.rows(), campaign.definition().id(), address)
                                .stream())
                .distinct()
                .toList();
    }

    private static JourneyView.Message message(
            LiveCampaign campaign, LedgerEntry entry, List<Fact> known) {
        String id = entry.sendId().toString();
        List<Fact> came =
                new ArrayList<>(
                        known.stream()
                                .filter(fact ->
                                        fact.properties()
                                                .text(SEND_ID)
                                                .filter(id::equals)
                                                .isPresent())
                                .toList());
        came.stream()
                .filter(fact -> fact.name().equals(SentFacts.NAME))
                .findFirst()
                .flatMap(sent -> orderBehind(sent, known))
                .ifPresent(came::add);
        came.sort(Fact.BY_TIME);
        return new JourneyView.Message(
                entry.key().campaign(),
                campaign.definition().name(),
                PersonMessages.state(entry),
                entry.reason(),
                entry.plannedAt(),
                entry.changedAt(),
                came);
    }

    private static Optional<Fact> orderBehind(Fact sent, List<Fact> known) {
        return known.stream()
                .filter(fact -> fact.name().equals(Order.COMPLETED))
                .filter(fact -> fact.occurredAt().isAfter(sent.occurredAt()))
                .findFirst();
    }
}
