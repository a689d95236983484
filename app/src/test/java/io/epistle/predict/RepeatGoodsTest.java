package io.epistle.predict;

import static io.epistle.predict.Histories.bought;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class RepeatGoodsTest {
    @Test
    void anItemIsARepeatGoodWhenAThirdOfTwentyBuyersCameBackForIt() {
        assertThat(goods(buyers(21, 7, Duration.ofDays(1)))).containsExactly("coffee");
        assertThat(goods(buyers(21, 6, Duration.ofDays(1)))).isEmpty();
        assertThat(goods(buyers(20, 7, Duration.ofDays(40)))).containsExactly("coffee");
        assertThat(goods(buyers(19, 19, Duration.ofDays(40)))).isEmpty();
    }

    @Test
    void ordersOfOneDayAreOneVisit() {
        assertThat(goods(buyers(30, 30, Duration.ofDays(1).minusMillis(1)))).isEmpty();
    }

    @Test
    void peopleWithoutANameDoNotComeBack() {
        List<Interaction> nobody = new ArrayList<>();
        for (int day = 0; day < 100; day++) {
            nobody.add(bought("", "coffee", day));
        }

        assertThat(goods(nobody)).isEmpty();
    }

    private static List<String> goods(List<Interaction> interactions) {
        return RepeatGoods.of(interactions).items();
    }

    private static List<Interaction> buyers(int buyers, int returning, Duration gap) {
        List<Interaction> interactions = new ArrayList<>();
        for (int person = 0; person < buyers; person++) {
            Interaction first = bought("p" + person, "coffee", 50);
            interactions.add(first);
            if (person < returning) {
                interactions.addFirst(
                        new Interaction(first.person(), first.item(), first.at().plus(gap), 1, ""));
            }
        }
        return interactions;
    }
}
