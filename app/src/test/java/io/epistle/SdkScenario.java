package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.collect.http.CollectStore.Counts;
import io.epistle.event.Event;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.profile.Person;
import io.epistle.store.Writer;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/// An SDK sends to a server that is in trouble first, and restarted in the middle; then each call
/// is the right fact of the right person at the right time, once.
///
/// @param screens whether the SDK knows screens
record SdkScenario(Sdk.Start sdk, boolean screens) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// How far a fact's time may be off: what retries take, which SDKs do not all count in.
    private static final Duration DRIFT = Duration.ofMinutes(3);

    private static final List<String> CALLS =
            List.of(
                    "IDENTIFY ",
                    "TRACK Product Viewed",
                    "PAGE Home",
                    "SCREEN Basket",
                    "GROUP ",
                    "ALIAS ");

    private static final int FIRST_HALF = 3;

    /// What the server answers first.
    enum Trouble {
        NONE,
        /// 503: it has no room.
        BUSY,
        /// 429: the source is over its limit.
        LIMITED
    }

    /// Ends the trouble.
    private interface Relief {
        void come();
    }

    private List<String> expected() {
        List<String> calls = new ArrayList<>(CALLS);
        calls.removeIf(call -> call.startsWith("SCREEN") && !screens);
        return calls;
    }

    /// Runs it in an empty folder.
    void run(Path folder, Trouble trouble) throws Exception {
        try (ServedShop shop = ServedShop.collecting(folder)) {
            Relief relief = begin(trouble, shop);
            long quarantined = shop.counts().quarantined();
            long duplicates = shop.counts().duplicate();
            try (Sdk calls = sdk.with(shop.server.address(), ServedShop.KEY)) {
                if (trouble != Trouble.NONE) {
                    await(() -> shop.shop.engine.rejections.counts().containsKey("web"));
                    assertThat(shop.stored()).isZero();
                }
                relief.come();
                await(() -> shop.counts().accepted() == FIRST_HALF);
                shop.restart();
                calls.goOn();
                await(() -> shop.counts().accepted() == expected().size());
            }

            assertThat(shop.counts())
                    .isEqualTo(new Counts(expected().size(), duplicates, quarantined));
            assertFacts(shop);
            assertThat(new Check(shop.shop.engine).run().findings()).isEmpty();
        }
    }

    private static Relief begin(Trouble trouble, ServedShop shop) {
        return switch (trouble) {
            case NONE -> () -> {};
            case BUSY -> {
                CompletableFuture<Boolean> slow = new CompletableFuture<>();
                var _ =
                        shop.shop.engine.writer.<Boolean>offer(
                                Writer.OFFERED_BYTES_MAX, _ -> slow.join());
                yield () -> slow.complete(true);
            }
            case LIMITED -> {
                shop.shop.define(
                        Map.of(
                                "source.yaml",
                                """
                                kind: source
                                id: web
                                name: Web
                                write-keys: [test-key-one]
                                limit:
                                  events-per-second: 100
                                  burst: 100
                                """));
                String nothings = String.join(",", Collections.nCopies(300, "17"));
                assertThat(shop.post("/v1/batch", "{\"batch\":[" + nothings + "]}").statusCode())
                        .isEqualTo(200);
                yield () -> shop.passes(Duration.ofSeconds(20));
            }
        };
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("patience ended").isBefore(end);
            Thread.sleep(10);
        }
    }

    private void assertFacts(ServedShop shop) {
        Identifier email = new Identifier(Identifier.EMAIL, "ann@example.com");
        Person ann = shop.person(email).orElseThrow();
        List<Fact> facts = shop.facts("u1");
        assertThat(facts)
                .extracting(fact -> fact.event().type() + " " + fact.name())
                .containsExactlyInAnyOrderElementsOf(expected());
        assertThat(shop.facts(email)).hasSameSizeAs(facts);
        assertThat(ann.text("plan", shop.shop.now())).contains("gold");
        for (Fact fact : facts) {
            Event event = fact.event();
            int call = CALLS.indexOf(event.type() + " " + event.name());
            Instant happened = event.knownAt().minus(Duration.ofHours(1)).plusSeconds(call);
            assertThat(event.occurredAt())
                    .as(event.type() + " " + event.name())
                    .isBetween(happened.minus(DRIFT), happened);
            switch (event.type()) {
                case TRACK -> assertThat(event.properties().text("product_id")).contains("22423");
                case GROUP -> assertThat(event.properties().text("group_id")).contains("acme");
                case IDENTIFY -> assertThat(event.traits().text("plan")).contains("gold");
                case PAGE, SCREEN, ALIAS -> {}
            }
        }
    }
}
