package io.epistle.predict;

import static io.epistle.predict.Histories.T;
import static io.epistle.predict.Histories.bought;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class PopularityTest {
    @Test
    void whatManyBoughtLatelyBeatsWhatMoreBoughtLongAgo() {
        List<Interaction> interactions = new ArrayList<>();
        for (int person = 0; person < 10; person++) {
            interactions.add(bought("p" + person, "lately", 1));
        }
        for (int person = 0; person < 30; person++) {
            interactions.add(bought("p" + person, "longAgo", 60));
        }

        assertThat(Popularity.train(interactions, T, new Decay(14)).items())
                .containsExactly("lately", "longAgo");
        assertThat(Popularity.train(interactions, T, Decay.none()).items())
                .containsExactly("longAgo", "lately");
    }

    @Test
    void scoresEqualTheSumOfFadedWeights() {
        List<Interaction> interactions = Histories.random(new Random(1), 20, 10, 500);
        Popularity popularity = Popularity.train(interactions, T, new Decay(21));

        for (int item = 0; item < 10; item++) {
            String key = "i" + item;
            double expected =
                    interactions.stream()
                            .filter(interaction -> interaction.item().equals(key))
                            .mapToDouble(interaction ->
                                    interaction.weight()
                                            * Math.pow(
                                                    2,
                                                    -Duration.between(interaction.at(), T)
                                                                    .toMillis()
                                                            / 86_400_000.0
                                                            / 21))
                            .sum();
            assertThat(popularity.score(key)).isCloseTo(expected, within(1e-6));
        }
        assertThat(popularity.score("unknown")).isZero();
    }

    @Test
    void theOrderOfInteractionsDoesNotMatterAndTiesGoByTheLatestThenByItem() {
        List<Interaction> interactions =
                new ArrayList<>(Histories.random(new Random(2), 20, 50, 2_000));
        List<Recommendation> expected = top(interactions);

        Collections.shuffle(interactions, new Random(3));

        assertThat(top(interactions)).isEqualTo(expected);
        assertThat(
                        Popularity.train(
                                        List.of(
                                                bought("a", "x", 2),
                                                bought("a", "b", 3),
                                                bought("a", "a", 3)),
                                        T,
                                        Decay.none())
                                .items())
                .containsExactly("x", "a", "b");
    }

    @Test
    void whatAPersonHasIsLeftOutUnlessItIsARepeatGood() {
        Popularity popularity =
                Popularity.train(
                        List.of(
                                bought("", "tea", 1),
                                bought("", "tea", 1),
                                bought("", "pot", 1),
                                bought("", "pot", 2),
                                bought("", "mug", 1)),
                        T,
                        Decay.none());
        List<Interaction> history = List.of(bought("ann", "tea", 9), bought("ann", "mug", 9));

        assertThat(popularity.recommend(history, 3, Filters.none()))
                .containsExactly(new Recommendation("pot", 2, new Reason.PopularLately()));
        assertThat(
                        popularity.recommend(
                                history, 3, Filters.repeating(new RepeatGoods(List.of("mug")))))
                .extracting(Recommendation::item)
                .containsExactly("pot", "mug");
    }

    @Test
    void halfLivesMustBePositive() {
        assertThatThrownBy(() -> new Decay(0)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> new Decay(Double.NaN)).hasMessageContaining("NaN");
    }

    private static List<Recommendation> top(List<Interaction> interactions) {
        return Popularity.train(interactions, T, new Decay(30))
                .recommend(List.of(), 50, Filters.none());
    }
}
