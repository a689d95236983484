package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.EventBuilder;
import io.epistle.event.EventType;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.privacy.Consent;
import io.epistle.send.Channel;
import io.epistle.send.DeliveryOutcome;
import io.epistle.send.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/// A consent follows the address it was given for, whatever those say whom nobody knows.
class ConfirmedAddressTest {
    private static final String ANN = "ann@example.com";
    private static final String STRANGER = "stranger@example.net";

    @TempDir Path folder;
    private int told;

    /// Somebody of these names says something: a source that is trusted, or anybody by a public
    /// key.
    private Event event(
            Shop shop, boolean isTrusted, EventType type, String name, List<Identifier> names) {
        EventBuilder event =
                EventBuilder.of(type, name, shop.now())
                        .messageId("said" + ++told)
                        .trust(isTrusted ? Trust.VOUCHED : Trust.DECLARED);
        names.forEach(one -> event.identifier(one.kind(), one.value()));
        Optional<String> email =
                names.stream()
                        .filter(one -> one.kind().equals(Identifier.EMAIL))
                        .map(Identifier::value)
                        .findFirst();
        if (type == EventType.IDENTIFY && email.isPresent()) {
            event.traits(Struct.of("email", Value.of(email.get())));
        }
        if (name.startsWith("Consent")) {
            event.properties(Struct.of("purpose", Value.of(Consent.MARKETING_EMAIL)));
        }
        return event.build();
    }

    private static Identifier user(String id) {
        return new Identifier(Identifier.USER_ID, id);
    }

    private static Identifier email(String address) {
        return new Identifier(Identifier.EMAIL, address);
    }

    private void says(
            Shop shop, boolean isTrusted, EventType type, String name, Identifier... names) {
        shop.turnClockTo(shop.now().plusSeconds(1));
        shop.tell(event(shop, isTrusted, type, name, List.of(names)));
    }

    private void anybodySays(Shop shop, Identifier... names) {
        says(shop, false, EventType.IDENTIFY, "", names);
    }

    private void aTrustedSourceSays(Shop shop, Identifier... names) {
        says(shop, true, EventType.IDENTIFY, "", names);
    }

    private static Set<String> mailed(Shop shop) {
        Set<String> mailed = new ConcurrentSkipListSet<>();
        Channel channel =
                Shop.channel((recipient, handOver) -> {
                    if (!handOver.commit()) {
                        return new DeliveryOutcome.Withheld();
                    }
                    mailed.add(recipient.text());
                    return new DeliveryOutcome.Accepted(Reply.of(250, "2.0.0 ok"), "");
                });
        shop.send(channel);
        return mailed;
    }

    @Test
    void mailGoesOnToTheTrustedAddressWhateverAnybodyClaims() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");

            anybodySays(shop, user("ann"), email(STRANGER));

            assertThat(mailed(shop)).containsExactly(ANN);
        }
    }

    @Test
    void anAddressThatIsOnlyClaimedGetsNothingAndBlocksNobody() {
        try (Shop shop = Shop.withCampaign(folder)) {
            says(shop, true, EventType.TRACK, Consent.GIVEN, user("eve"));
            anybodySays(shop, user("eve"), email("claimed@example.com"));
            shop.order("eve", shop.now());
            assertThat(mailed(shop)).isEmpty();
            assertThat(shop.rows()).isEqualTo(Map.of("SKIPPED address not confirmed", 1));
        }
    }

    @Test
    void aTrustedConsentThatNamesTheAddressConfirmsIt() {
        try (Shop shop = Shop.withCampaign(folder)) {
            anybodySays(shop, user("ann"), email(ANN));
            shop.order("ann", shop.now());

            says(shop, true, EventType.TRACK, Consent.GIVEN, user("ann"), email(ANN));

            assertThat(mailed(shop)).containsExactly(ANN);
        }
    }

    @Test
    void whoMovesByTheWordOfATrustedSourceTakesTheConsentAlong() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");

            aTrustedSourceSays(shop, user("ann"), email("ann@example.org"));

            assertThat(mailed(shop)).containsExactly("ann@example.org");
        }
    }

    @Test
    void twoWhoAreMergedByAClaimKeepTheirOwnConsents() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            aTrustedSourceSays(shop, email("bob@example.com"));

            says(shop, false, EventType.ALIAS, "", user("ann"), email("bob@example.com"));

            assertThat(mailed(shop)).containsExactly(ANN);
        }
    }

    @Test
    void anAddressThatWasClaimedBeforeItBecameKnownHasNoConsentEither() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");
            anybodySays(shop, user("ann"), email("bob@example.com"));

            aTrustedSourceSays(shop, email("bob@example.com"));

            assertThat(mailed(shop)).containsExactly(ANN);
        }
    }

    @Test
    void aWithdrawalIsForAllAddresses() {
        try (Shop shop = Shop.withCampaign(folder)) {
            shop.customer("ann");

            says(shop, false, EventType.TRACK, Consent.WITHDRAWN, user("ann"));

            assertThat(mailed(shop)).isEmpty();
            assertThat(shop.rows()).isEqualTo(Map.of("SKIPPED consent withdrawn", 1));
        }
    }

    @Test
    void aBrowserIdJoinsNobodyToAConsent() {
        try (Shop shop = Shop.withCampaign(folder)) {
            Identifier browser = new Identifier(Identifier.ANONYMOUS_ID, "browser");
            aTrustedSourceSays(shop, email("bob@example.com"), browser);
            says(shop, true, EventType.TRACK, "Order Completed", email("bob@example.com"));

            says(shop, true, EventType.TRACK, Consent.GIVEN, browser);

            assertThat(mailed(shop)).isEmpty();
        }
    }

    /// Whoever was mailed is reached from a consent by the words of trusted sources alone, however
    /// people were merged meanwhile.
    @Test
    void nobodyIsMailedAtAnAddressWithoutAConsentForIt() throws Exception {
        SplittableRandom random = new SplittableRandom(20);
        int mails = 0;
        int refused = 0;
        for (int round = 0; round < 100; round++) {
            try (Shop shop = Shop.withCampaign(folder.resolve("round" + round))) {
                List<Event> events = history(shop, random);

                Set<String> mailed = mailed(shop);

                for (String address : mailed) {
                    assertThat(consented(events, address))
                            .as("round %d: %s after %s", round, address, events)
                            .isTrue();
                }
                mails += mailed.size();
                refused += shop.rows().values().stream().mapToInt(Integer::intValue).sum();
                refused -= mailed.size();
            }
        }
        assertThat(mails).isGreaterThan(40);
        assertThat(refused).isGreaterThan(40);
    }

    private List<Event> history(Shop shop, SplittableRandom random) {
        List<Event> events = new ArrayList<>();
        for (int left = 4 + random.nextInt(12); left > 0; left--) {
            shop.turnClockTo(shop.now().plus(Duration.ofSeconds(random.nextInt(3))));
            boolean isTrusted = random.nextBoolean();
            List<Identifier> names = new ArrayList<>();
            int named = random.nextInt(3);
            if (named != 0) {
                names.add(user("u" + random.nextInt(3)));
            }
            if (named != 1) {
                names.add(email("%s@example.com".formatted("abcd".charAt(random.nextInt(4)))));
            }
            if (random.nextInt(4) == 0) {
                names.add(new Identifier(Identifier.ANONYMOUS_ID, "browser" + random.nextInt(2)));
            }
            int kind = random.nextInt(20);
            Event event;
            if (kind < 13) {
                event = event(shop, isTrusted, EventType.IDENTIFY, "", names);
            } else if (kind < 16) {
                event = event(shop, isTrusted, EventType.ALIAS, "", names);
            } else if (kind < 19) {
                event = event(shop, true, EventType.TRACK, Consent.GIVEN, names);
            } else {
                event = event(shop, isTrusted, EventType.TRACK, Consent.WITHDRAWN, names);
            }
            events.add(event);
            shop.tell(event);
        }
        for (Event event : List.copyOf(events)) {
            shop.tell(event(shop, false, EventType.TRACK, "Order Completed", event.identifiers()));
        }
        return events;
    }

    /// The slow way: what belongs to the address grows by each trusted word that names some of it,
    /// until nothing is new; in the end some consent names some of it.
    private static boolean consented(List<Event> events, String address) {
        Set<Identifier> together = new TreeSet<>(Set.of(email(address)));
        for (boolean grows = true; grows; ) {
            grows = false;
            for (Event event : events) {
                List<Identifier> names = named(event);
                if (event.trust() == Trust.VOUCHED && names.stream().anyMatch(together::contains)) {
                    grows |= together.addAll(names);
                }
            }
        }
        boolean given = false;
        for (Event event : events) {
            boolean isOf = named(event).stream().anyMatch(together::contains);
            given |= event.name().equals(Consent.GIVEN) && isOf;
        }
        return given;
    }

    private static List<Identifier> named(Event event) {
        return event.identifiers().stream()
                .filter(name -> !name.kind().equals(Identifier.ANONYMOUS_ID))
                .toList();
    }
}
