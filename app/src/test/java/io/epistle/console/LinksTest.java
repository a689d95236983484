package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.event.StemId;
import io.epistle.identity.PersonId;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What an address says is what the reading is asked.
final class LinksTest {
    private static final List<String> ODD =
            List.of("vip", "at risk", "a&b=c", "ü+%2B", "<x>", "50%", "one/two", "\"", "#?");

    @Test
    void aQueryForPeopleSurvivesItsAddress() throws IOException {
        List<PeopleQuery> asked = Collections.synchronizedList(new ArrayList<>());
        List<PeopleQuery> meant = new ArrayList<>();
        Random random = new Random(11);
        SampleReading empty = SampleReading.empty();
        PeopleReading listening =
                query -> {
                    asked.add(query);
                    return empty.people(query);
                };
        try (ConsoleServer server =
                ConsoleServerTest.start(empty.with(empty, listening, empty), 0, List.of())) {
            Visitor visitor = new Visitor(server);
            for (int round = 0; round < 200; round++) {
                PeopleQuery query = query(random);
                meant.add(query);

                assertThat(
                                visitor.get(
                                                Links.people(query)
                                                        .replace(Links.PEOPLE, "/api/people"))
                                        .statusCode())
                        .isEqualTo(200);
            }
        }

        assertThat(asked).isEqualTo(meant);
    }

    private static PeopleQuery query(Random random) {
        return new PeopleQuery(
                random.nextBoolean() ? "" : odd(random),
                random.nextBoolean() ? Optional.empty() : Optional.of(odd(random)),
                random.nextBoolean() ? Optional.empty() : Optional.of(odd(random)),
                random.nextBoolean() ? Optional.empty() : Optional.of(random.nextBoolean()),
                List.of(PeopleOrder.values()).get(random.nextInt(PeopleOrder.values().length)),
                random.nextBoolean(),
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(
                                new PersonId(new StemId(random.nextLong(), random.nextLong()))),
                Paging.page(1 + random.nextInt(3) * random.nextInt(Paging.PAGE_MAX / 2)));
    }

    private static String odd(Random random) {
        return ODD.get(random.nextInt(ODD.size()));
    }

    @Test
    void pagesAndSlicesHaveBounds() {
        assertThatThrownBy(() -> Paging.page(0)).hasMessage("found page 0, expected 1 to 100000");
        assertThatThrownBy(() -> new Paging(1, 1_001)).hasMessageContaining("size");
        assertThat(Slice.of(List.of(1, 2, 3), new Paging(2, 2)).items()).containsExactly(3);
        assertThat(Slice.of(List.of(1, 2, 3), new Paging(3, 2)).items()).isEmpty();
        assertThat(Slice.of(List.of(), Paging.page(1)).pages()).isEqualTo(1);
        assertThat(new Slice<>(List.of(), Paging.page(Paging.PAGE_MAX), Long.MAX_VALUE).pages())
                .isEqualTo(Paging.PAGE_MAX);
        assertThatThrownBy(() -> new Slice<>(List.of(1, 2), Paging.page(1), 1))
                .hasMessage("found 2 rows on a page of 50, of 1 in all");
    }

    @Test
    void hostNamesAreThoseThatNobodyElseCanPointHere() {
        HostNames names = new HostNames(List.of("Shop.Example"));

        assertThat(
                        List.of(
                                "localhost",
                                "LOCALHOST:80",
                                "a.localhost",
                                "10.0.0.7:8080",
                                "[fe80::1]:80",
                                "shop.example:1"))
                .allMatch(names::accept);
        assertThat(
                        List.of(
                                "",
                                "attacker.example",
                                "127.0.0.1.attacker.example",
                                "localhost.attacker.example",
                                "shop.example.attacker.example",
                                "1.2.3.4.5",
                                "[::1",
                                "2130706433"))
                .noneMatch(names::accept);
    }

    @Test
    void aBalanceKnowsWhetherItAdds() {
        assertThat(new Balance(10, 1, 2, 3, 2, 2, 0).adds()).isTrue();
        assertThat(new Balance(10, 1, 2, 3, 2, 1, 0).adds()).isFalse();
    }
}
