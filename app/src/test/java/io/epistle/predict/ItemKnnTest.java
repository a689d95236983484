package io.epistle.predict;

import static io.epistle.predict.Histories.bought;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

class ItemKnnTest {
    private static final Instant T = Histories.T;
    private static final ItemKnnParameters COSINE =
            new ItemKnnParameters(Decay.none(), Decay.none(), 0.5, 0, 0, 100, 0, 0);

    @Test
    void withoutRefinementsSimilarityIsTheCosine() {
        List<Interaction> interactions =
                List.of(
                        bought("ann", "tea", 1),
                        bought("ann", "pot", 1),
                        bought("bob", "tea", 1),
                        bought("bob", "pot", 1),
                        bought("cat", "tea", 1),
                        bought("dan", "mug", 1));

        ItemKnn model = train(interactions, COSINE);

        assertThat(model.similarity("tea", "pot")).isCloseTo(2 / Math.sqrt(3 * 2), within(1e-15));
        assertThat(model.similarity("tea", "mug")).isZero();
        assertThat(model.similarity("tea", "unknown")).isZero();
        assertThat(model.recommend(List.of(bought("eve", "pot", 0)), 5, Filters.none()))
                .containsExactly(
                        new Recommendation(
                                "tea",
                                model.similarity("pot", "tea"),
                                new Reason.BecauseYouBought("pot")));
    }

    /// The fast model against the sums of its formula, written out over all pairs.
    @Test
    void recommendationsEqualThoseOfTheQuadraticFormula() {
        Random random = new Random(5);
        int compared = 0;
        for (int round = 0; round < 150; round++) {
            List<Interaction> interactions = Histories.random(random, 30, 12, 200);
            ItemKnnParameters parameters = randomParameters(random);
            Popularity popularity = Popularity.train(interactions, T, new Decay(20));
            RepeatGoods repeatGoods = new RepeatGoods(List.of("i1", "i4", "i7"));
            ItemKnn fast = ItemKnn.train(interactions, T, popularity, parameters);
            NaiveItemKnn naive = new NaiveItemKnn(interactions, T, popularity, parameters);
            for (int person = 0; person < 30; person++) {
                String key = "p" + person;
                List<Interaction> history =
                        interactions.stream()
                                .filter(interaction -> interaction.person().equals(key))
                                .toList();
                int count = 1 + random.nextInt(12);

                List<Recommendation> recommended =
                        fast.recommend(history, count, Filters.repeating(repeatGoods));

                assertThat(recommended).isEqualTo(naive.recommend(history, count, repeatGoods));
                compared += recommended.size();
            }
        }
        assertThat(compared).isGreaterThan(10_000);
    }

    @Test
    void theModelIsTheSameForAnyOrderOfInteractionsAndAnyNumberOfThreads() throws Exception {
        Random random = new Random(6);
        List<Interaction> interactions = new ArrayList<>(Histories.random(random, 80, 300, 5_000));
        List<Recommendation> expected =
                everybody(train(interactions, randomParameters(random)), 80);

        Random again = new Random(6);
        Histories.random(again, 80, 300, 5_000);
        ItemKnnParameters parameters = randomParameters(again);
        for (int threads : List.of(1, 2, 7)) {
            Collections.shuffle(interactions, random);
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                ItemKnn model = pool.submit(() -> train(interactions, parameters)).get();

                assertThat(everybody(model, 80)).isEqualTo(expected);
            }
        }
    }

    @Test
    void nobodyIsOfferedWhatTheyHaveUnlessItIsARepeatGood() {
        List<Interaction> interactions =
                List.of(
                        bought("ann", "tea", 1),
                        bought("ann", "pot", 1),
                        bought("bob", "tea", 1),
                        bought("bob", "pot", 1),
                        bought("bob", "mug", 1));
        ItemKnn model = train(interactions, COSINE);
        List<Interaction> ann = List.of(bought("ann", "tea", 1), bought("ann", "pot", 1));

        assertThat(model.recommend(ann, 5, Filters.none()))
                .extracting(Recommendation::item)
                .containsExactly("mug");
        assertThat(model.recommend(ann, 5, Filters.repeating(new RepeatGoods(List.of("tea")))))
                .extracting(Recommendation::item, Recommendation::reason)
                .containsExactly(
                        tuple("mug", new Reason.BecauseYouBought("pot")),
                        tuple("tea", new Reason.AgainAndAgain()));
    }

    @Test
    void whatIsNotAllowedMakesRoomForTheNext() {
        Random random = new Random(8);
        List<Interaction> interactions = Histories.random(random, 40, 30, 600);
        ItemKnn model = train(interactions, COSINE);
        List<Interaction> history = List.of(bought("new", "i3", 2), bought("new", "i9", 2));
        List<String> all = items(model.recommend(history, 30, Filters.none()));

        List<String> even =
                items(
                        model.recommend(
                                history,
                                4,
                                new Filters(
                                        item -> Integer.parseInt(item.substring(1)) % 2 == 0,
                                        RepeatGoods.none())));

        assertThat(all).doesNotContain("i3", "i9").hasSizeGreaterThan(10);
        assertThat(even)
                .isEqualTo(
                        all.stream()
                                .filter(item -> Integer.parseInt(item.substring(1)) % 2 == 0)
                                .limit(4)
                                .toList());
    }

    @Test
    void lateTastesOutweighOldOnes() {
        List<Interaction> interactions = new ArrayList<>();
        for (int person = 0; person < 10; person++) {
            interactions.add(bought("x" + person, "old", 5));
            interactions.add(bought("x" + person, "oldFriend", 5));
            interactions.add(bought("y" + person, "late", 5));
            interactions.add(bought("y" + person, "lateFriend", 5));
        }
        ItemKnnParameters fading = COSINE.withProfileDecay(new Decay(30));
        List<Interaction> history = List.of(bought("new", "old", 90), bought("new", "late", 1));

        assertThat(items(train(interactions, fading).recommend(history, 2, Filters.none())))
                .containsExactly("lateFriend", "oldFriend");
    }

    @Test
    void newPeopleAndUnknownItemsGiveNothing() {
        ItemKnn model = train(List.of(bought("ann", "tea", 1)), COSINE);

        assertThat(model.recommend(List.of(), 5, Filters.none())).isEmpty();
        assertThat(model.recommend(List.of(bought("new", "?", 1)), 5, Filters.none())).isEmpty();
        assertThat(train(List.of(), COSINE).recommend(List.of(), 5, Filters.none())).isEmpty();
    }

    /// A robot with more items than anyone may have is cut to its latest ones instead of costing
    /// their square.
    @Test
    void aPersonsItemsAreBounded() {
        List<Interaction> interactions = new ArrayList<>();
        int bound = InteractionTable.PERSON_ITEMS_MAX;
        for (int item = 0; item <= bound; item++) {
            interactions.add(
                    new Interaction(
                            "robot", "i" + item, T.minus(Duration.ofMinutes(item + 1)), 1, ""));
        }

        InteractionTable table = InteractionTable.of(interactions);

        assertThat(table.rowItems(0)).hasSize(bound).isSorted();
        assertThat(table.rowItems(0)).doesNotContain(table.number("i" + bound));
    }

    private static ItemKnn train(List<Interaction> interactions, ItemKnnParameters parameters) {
        return ItemKnn.train(
                interactions, T, Popularity.train(interactions, T, Decay.none()), parameters);
    }

    private static ItemKnnParameters randomParameters(Random random) {
        return new ItemKnnParameters(
                random.nextBoolean() ? Decay.none() : new Decay(1 + random.nextInt(60)),
                random.nextBoolean() ? Decay.none() : new Decay(1 + random.nextInt(60)),
                random.nextInt(5) / 4.0,
                random.nextInt(3) / 2.0,
                random.nextInt(3) / 2.0,
                1 + random.nextInt(12),
                random.nextInt(3) / 2.0,
                random.nextInt(3) / 2.0);
    }

    private static List<Recommendation> everybody(ItemKnn model, int people) {
        List<Recommendation> all = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            all.addAll(
                    model.recommend(
                            List.of(
                                    bought("p" + person, "i" + person, 1),
                                    bought("p" + person, "i" + (person + 7), 40)),
                            10,
                            Filters.none()));
        }
        assertThat(all).hasSizeGreaterThan(people);
        return all;
    }

    private static List<String> items(List<Recommendation> recommendations) {
        return recommendations.stream().map(Recommendation::item).toList();
    }
}
