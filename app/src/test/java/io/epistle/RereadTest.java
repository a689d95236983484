package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.EventBuilder;
import io.epistle.event.EventType;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.profile.Person;
import io.epistle.store.Rows;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Whoever was read before is read again as if for the first time, in a turn and behind it, while
/// things happen to people and two of them turn out to be one.
class RereadTest {
    private static final int CUSTOMERS = 5;
    private static final int STEPS = 120;

    @TempDir Path folder;

    private int told;
    private int same;
    private int anew;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void rereadingIsReading(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (Shop shop = Shop.withCampaign(folder)) {
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                shop.customer("c" + customer);
            }
            List<Person> known = new ArrayList<>();
            shop.engine.reader.sweep(shop.engine.store, known::add);
            for (int step = 0; step < STEPS; step++) {
                Event event = next(shop, random);
                boolean _ =
                        shop.engine.writer.apply(turn -> {
                            var _ = shop.engine.live.admit(turn, event, told);
                            compare(shop, turn, known);
                            return true;
                        });
                compare(shop, shop.engine.store, known);
                if (random.nextInt(3) == 0) {
                    known.clear();
                    shop.engine.reader.sweep(shop.engine.store, known::add);
                }
            }
        }
        assertThat(same).isPositive();
        assertThat(anew).isPositive();
    }

    private Event next(Shop shop, SplittableRandom random) {
        String customer = "c" + random.nextInt(CUSTOMERS);
        EventBuilder event =
                switch (random.nextInt(20)) {
                    case 0 ->
                            EventBuilder.of(EventType.ALIAS, "", shop.now())
                                    .identifier(Identifier.USER_ID, customer)
                                    .identifier(
                                            Identifier.USER_ID, "c" + random.nextInt(CUSTOMERS));
                    case 1 ->
                            EventBuilder.track(
                                            "Order Completed", shop.now().plus(Duration.ofDays(1)))
                                    .identifier(Identifier.USER_ID, customer);
                    case 2 ->
                            EventBuilder.track("Visited", shop.now())
                                    .identifier(Identifier.USER_ID, "new" + told);
                    default ->
                            EventBuilder.track("Order Completed", shop.now())
                                    .identifier(Identifier.USER_ID, customer)
                                    .properties(Struct.of("total", Value.of(told)));
                };
        return event.messageId("r" + ++told).knownAt(shop.now()).build();
    }

    private void compare(Shop shop, Rows rows, List<Person> known) {
        for (Person earlier : known) {
            Optional<Person> again = shop.engine.reader.reread(rows, earlier);
            Optional<Person> read = shop.engine.reader.read(rows, earlier.id());

            assertThat(again.map(Person::id)).isEqualTo(read.map(Person::id));
            assertThat(again.map(Person::stems)).isEqualTo(read.map(Person::stems));
            assertThat(again.map(one -> one.timeline().facts()))
                    .isEqualTo(read.map(one -> one.timeline().facts()));
            if (again.filter(one -> one == earlier).isPresent()) {
                same++;
            } else {
                anew++;
            }
        }
    }
}
