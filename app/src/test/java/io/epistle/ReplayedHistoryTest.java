package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.demo.Replies;
import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.measure.CampaignResults;
import io.epistle.measure.CampaignResults.Arm;
import io.epistle.measure.MailResponses;
import io.epistle.predict.Models;
import io.epistle.profile.Order;
import io.epistle.profile.Person;
import io.epistle.send.LedgerEntry;
import io.epistle.send.LedgerState;
import io.epistle.send.Response;
import io.epistle.send.SentFacts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// The history that a demonstration imports reaches past its clock: looked at to its end while it
/// is replayed, and no further than the clock once that goes on.
class ReplayedHistoryTest {
    private static final String CAMPAIGN = "picks-for-you";

    @TempDir Path folder;

    private static CampaignResults results(Engine engine) {
        return CampaignResults.of(
                engine.store, engine.reader, engine.ledger, CAMPAIGN, engine.measurement());
    }

    private static long sum(CampaignResults results, ToLongFunction<Arm> figure) {
        return results.arms().stream().mapToLong(figure).sum();
    }

    private static List<LedgerEntry> sent(Engine engine) {
        List<LedgerEntry> sent = new ArrayList<>();
        engine.ledger.scan(
                engine.store,
                CAMPAIGN,
                (_, entry) -> {
                    if (entry.state().standing() == LedgerState.Standing.SENT) {
                        sent.add(entry);
                    }
                    return true;
                });
        return sent;
    }

    private static List<Fact> facts(Engine engine, LedgerEntry entry) {
        return engine.reader
                .read(engine.store, entry.person())
                .map(Person::timeline)
                .orElseThrow()
                .facts();
    }

    /// How many of those sent to have a fact of a name from the mail to `until`, told one by one.
    private static long people(Engine engine, String name, Instant until) {
        return sent(engine).stream()
                .filter(entry ->
                        facts(engine, entry).stream()
                                .anyMatch(fact ->
                                        fact.name().equals(name)
                                                && fact.occurredAt().isAfter(entry.changedAt())
                                                && !fact.occurredAt().isAfter(until)))
                .count();
    }

    @Test
    void aReplayLooksAtWhatCameLaterAndAClockThatGoesOnOnlyAtWhatHasCome() {
        Path data = folder.resolve("data");
        assertThat(Run.of("demo", "--exit", "--data", data).code()).isZero();
        try (Engine engine = Command.open(data)) {
            Instant start = engine.now();
            CampaignResults replayed = results(engine);
            assertThat(sum(replayed, Arm::simulated)).isPositive();
            assertThat(sum(replayed, Arm::ordered)).isGreaterThan(100);
            assertThat(sum(replayed, Arm::open)).isZero();

            engine.clock.endReplay(engine.writer);
            CampaignResults begun = results(engine);
            assertThat(sum(begun, Arm::sent)).isEqualTo(sum(replayed, Arm::sent));
            assertThat(sum(begun, Arm::simulated)).isZero();
            assertThat(sum(begun, Arm::ordered)).isZero();
            assertThat(sum(begun, Arm::over)).isZero();

            for (int days : List.of(1, 5, 30, 69)) {
                engine.clock.standAt(start.plus(Duration.ofDays(days)), engine.writer);
                CampaignResults going = results(engine);
                assertThat(sum(going, Arm::ordered))
                        .isEqualTo(people(engine, Order.COMPLETED, engine.now()));
                assertThat(sum(going, Arm::simulated))
                        .isEqualTo(people(engine, MailResponses.CLICKED, engine.now()));
                assertThat(sum(going, Arm::over)).isZero();
            }
            engine.clock.standAt(start.plus(Duration.ofDays(70)), engine.writer);
            CampaignResults over = results(engine);
            assertThat(over.arms())
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(replayed.arms());
            assertThat(sum(over, Arm::orderedOver)).isEqualTo(sum(over, Arm::ordered));
        }
    }

    @Test
    void whatIsOrderedWhileTheShopLivesSimulatesNoMoreClicks() {
        Path data = folder.resolve("data");
        assertThat(Run.of("demo", "--exit", "--data", data).code()).isZero();
        try (Engine engine = Command.open(data)) {
            engine.clock.endReplay(engine.writer);
            engine.clock.standAt(engine.now().plus(Duration.ofDays(3)), engine.writer);
            long clicked = 0;
            for (LedgerEntry entry : sent(engine)) {
                if (entry.has(Response.SIMULATED_CLICK)) {
                    clicked++;
                } else {
                    orders(engine, entry);
                }
            }

            Models models = Models.train(engine.store, engine.reader, engine.now(), 1);
            long more =
                    new Replies(
                                    engine.store,
                                    engine.writer,
                                    engine.reader,
                                    engine.history,
                                    engine.ledger,
                                    models.catalogue())
                            .run(CAMPAIGN);

            assertThat(more).isZero();
            assertThat(sent(engine).stream().filter(it -> it.has(Response.SIMULATED_CLICK)).count())
                    .isEqualTo(clicked)
                    .isPositive();
        }
    }

    /// Whoever got a mail orders all that it showed, on the shop's pages.
    private static void orders(Engine engine, LedgerEntry entry) {
        List<Fact> facts = facts(engine, entry);
        Fact mail =
                facts.stream()
                        .filter(fact -> fact.name().equals(SentFacts.NAME))
                        .findFirst()
                        .orElseThrow();
        Identifier who =
                facts.stream()
                        .flatMap(fact -> fact.event().identifiers().stream())
                        .filter(identifier -> identifier.kind().equals(Identifier.USER_ID))
                        .findFirst()
                        .orElseThrow();
        Event order =
                new Event(
                        "web-shop",
                        "order-" + entry.sendId(),
                        EventType.TRACK,
                        Order.COMPLETED,
                        List.of(who),
                        engine.now(),
                        engine.now(),
                        Trust.DECLARED,
                        Struct.builder()
                                .put("products", Value.of(mail.properties().structs("products")))
                                .build(),
                        Struct.empty(),
                        Struct.empty());
        var _ = engine.writer.apply(turn -> engine.live.admit(turn, order, 0));
    }
}
