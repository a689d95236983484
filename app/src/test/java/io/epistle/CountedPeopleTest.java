package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.console.ConsoleReading;
import io.epistle.console.PeopleQuery;
import io.epistle.console.PeopleView;
import io.epistle.send.Routing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// How many people pages tell of while everyone is counted anew beside.
class CountedPeopleTest {
    @TempDir Path folder;

    private static ConsoleReading reading(Shop shop, Deque<Runnable> beside) {
        return shop.engine.console(Routing.NONE, Optional::empty, 10, beside::add);
    }

    @Test
    void nobodyIsToldOfAsLongAsNobodyIsThereAndNotLonger() {
        Deque<Runnable> beside = new ArrayDeque<>();
        try (Shop shop = Shop.withCampaign(folder)) {
            ConsoleReading reading = reading(shop, beside);
            assertThat(reading.home().home().people().now()).isZero();
            assertThat(reading.people().people(PeopleQuery.everyone()).everyone()).isZero();

            shop.customer("ann");

            PeopleView people = reading.people().people(PeopleQuery.everyone());
            assertThat(people.everyone()).isOne();
            assertThat(people.people().items()).hasSize(1);
            assertThat(reading.home().home().people().now()).isOne();
        }
    }

    @Test
    void anOldCountIsWaitedForAndSaysOfWhenItIsWhereTheNextTakesLong() {
        Deque<Runnable> beside = new ArrayDeque<>();
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            ConsoleReading reading = reading(shop, beside);
            assertThat(reading.home().home().people().now()).isOne();
            assertThat(reading.home().home().countedAt()).isEmpty();
            var counted = shop.now();
            shop.customer("ben");
            shop.turnClockTo(counted.plus(Duration.ofHours(3)));

            assertThat(reading.home().home().people().now()).isOne();
            assertThat(reading.home().home().countedAt()).contains(counted);

            beside.forEach(Runnable::run);
            assertThat(reading.home().home().people().now()).isEqualTo(2);
            assertThat(reading.home().home().countedAt()).isEmpty();
        }
    }
}
