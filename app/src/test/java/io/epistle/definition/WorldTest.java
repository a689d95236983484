package io.epistle.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

final class WorldTest {
    private static final Instant AT = Instant.parse("2011-09-30T08:00:00.123456Z");

    @Test
    void aDefinitionIsFoundAsASearchThroughAllFindsIt() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            List<Document> documents = new ArrayList<>();
            for (int number = random.nextInt(40); number > 0; number--) {
                documents.add(Samples.document("s" + number * 2, "x"));
            }
            Collections.shuffle(documents, random);
            World world = new World(1, AT, ZoneOffset.UTC, documents, new TreeMap<>());

            for (int number = 0; number < 90; number++) {
                DocumentKey key = new DocumentKey("segment", "s" + number);
                assertThat(world.document("segment", "s" + number))
                        .isEqualTo(documents.stream().filter(d -> d.key().equals(key)).findFirst());
            }
        }
    }

    @Test
    void everyPublicationIsANewVersionAndLeavesTheOldAsItWas() {
        World empty = World.empty(ZoneId.of("Europe/London"));
        Document first = Samples.document("a", "x").versioned(1, 1);
        Document second = Samples.document("a", "y").versioned(2, 2);

        World one = empty.with(List.of(first), AT);
        World two = one.with(List.of(second), AT.plusSeconds(1));

        assertThat(empty.version()).isZero();
        assertThat(empty.documents()).isEmpty();
        assertThat(one.version()).isEqualTo(1);
        assertThat(one.publishedAt()).isEqualTo(Instant.parse("2011-09-30T08:00:00.123Z"));
        assertThat(one.documents("segment")).containsExactly(first);
        assertThat(two.version()).isEqualTo(2);
        assertThat(two.documents("segment")).containsExactly(second);
        assertThat(two.documents("campaign")).isEmpty();
    }

    @Test
    void newCutsTakeThePlaceOfTheOldAndLeaveTheOthers() {
        World one =
                World.empty(ZoneOffset.UTC)
                        .withCuts(new TreeMap<>(Map.of("a", cuts("1"), "b", cuts("2"))), AT);

        World two = one.withCuts(new TreeMap<>(Map.of("b", cuts("3"))), AT);

        assertThat(two.version()).isEqualTo(2);
        assertThat(two.cuts("a")).contains(cuts("1"));
        assertThat(two.cuts("b")).contains(cuts("3"));
        assertThat(two.cuts("c")).isEmpty();
    }

    @Test
    void cutsAscend() {
        assertThat(cuts("1", "2", "2.0", "3").points()).hasSize(4);
        assertThatIllegalArgumentException().isThrownBy(() -> cuts("2", "1"));
    }

    @Test
    void aDefinitionIsThereOnce() {
        List<Document> twice = List.of(Samples.document("a", "x"), Samples.document("a", "y"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new World(1, AT, ZoneOffset.UTC, twice, new TreeMap<>()))
                .withMessageContaining("segment \"a\" twice");
    }

    private static Cuts cuts(String... points) {
        return new Cuts(List.of(points).stream().map(BigDecimal::new).toList());
    }
}
