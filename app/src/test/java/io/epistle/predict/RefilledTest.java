package io.epistle.predict;

import static io.epistle.predict.Histories.T;
import static io.epistle.predict.Histories.bought;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.catalogue.Catalogue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class RefilledTest {
    private static final List<Interaction> INTERACTIONS =
            Histories.random(new Random(4), 30, 40, 400);
    private static final Popularity POPULARITY = Popularity.train(INTERACTIONS, T, new Decay(30));
    private static final ItemKnn ITEM_KNN =
            ItemKnn.train(INTERACTIONS, T, POPULARITY, ItemKnnParameters.standard());
    private static final Recommender REFILLED = new Refilled(ITEM_KNN, POPULARITY);

    @Test
    void aNewPersonGetsWhatIsPopular() {
        assertThat(REFILLED.recommend(List.of(), 5, Filters.none()))
                .isEqualTo(POPULARITY.recommend(List.of(), 5, Filters.none()));
        assertThat(Reason.words(new Reason.PopularLately(), Catalogue.empty()))
                .isEqualTo("popular this month");
    }

    @Test
    void aShortAnswerIsFilledUpWithoutRepeating() {
        List<Interaction> history = List.of(bought("new", "i39", 1), bought("new", "i5", 1));
        int known = POPULARITY.items().size();
        List<Recommendation> own = ITEM_KNN.recommend(history, known, Filters.none());

        List<Recommendation> filled = REFILLED.recommend(history, known, Filters.none());

        assertThat(filled.subList(0, own.size())).isEqualTo(own);
        assertThat(filled).extracting(Recommendation::item).doesNotHaveDuplicates();
        assertThat(filled)
                .extracting(Recommendation::item)
                .containsExactlyInAnyOrderElementsOf(
                        POPULARITY.items().stream()
                                .filter(item -> !item.equals("i39") && !item.equals("i5"))
                                .toList());
    }

    /// Whatever is filtered, the slot holds as much as is allowed at all.
    @Test
    void aSlotIsShortOnlyWhereNothingElseIsAllowed() {
        Random random = new Random(9);
        for (int round = 0; round < 500; round++) {
            int divisor = 1 + random.nextInt(12);
            int count = random.nextInt(15);
            List<Interaction> history =
                    IntStream.range(0, random.nextInt(6))
                            .mapToObj(_ -> bought("new", "i" + random.nextInt(45), 1))
                            .toList();
            Filters filters =
                    new Filters(
                            item -> Integer.parseInt(item.substring(1)) % divisor == 0,
                            new RepeatGoods(List.of("i0", "i4", "i12")));
            long allowed =
                    POPULARITY.items().stream()
                            .filter(item ->
                                    filters.admits(
                                            item,
                                            history.stream()
                                                    .anyMatch(past -> past.item().equals(item))))
                            .count();

            List<Recommendation> chosen = REFILLED.recommend(history, count, filters);

            assertThat(chosen).hasSize((int) Math.min(count, allowed));
            assertThat(chosen).extracting(Recommendation::item).doesNotHaveDuplicates();
        }
    }
}
