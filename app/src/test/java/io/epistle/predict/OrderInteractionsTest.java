package io.epistle.predict;

import static io.epistle.profile.OrderFacts.line;
import static io.epistle.profile.OrderFacts.order;
import static io.epistle.profile.OrderFacts.refund;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.catalogue.Catalogue;
import io.epistle.catalogue.CatalogueFold;
import io.epistle.catalogue.CatalogueRules;
import io.epistle.event.Fact;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class OrderInteractionsTest {
    private static final Instant T = Instant.parse("2011-09-30T12:00:00Z");

    @Test
    void everyProductOfAnOrderIsOneInteraction() {
        Fact order =
                order(
                        1,
                        T,
                        List.of(
                                line("b1", "BAG", "1", 12),
                                line("A", "APRON", "1", 1),
                                line("B1", "BAG", "1", 1),
                                line("POST", "POSTAGE", "18", 1)));

        assertThat(OrderInteractions.of("ann", List.of(order, refund(2, T, "1")), catalogue(order)))
                .containsExactly(
                        new Interaction("ann", "A", T, 1, "o1"),
                        new Interaction("ann", "B1", T, 1, "o1"));
    }

    @Test
    void reasonsAreSaidWithTheNamesOfTheCatalogue() {
        Catalogue catalogue = catalogue(order(1, T, List.of(line("b1", "JUMBO BAG", "1", 1))));

        assertThat(Reason.words(new Reason.BecauseYouBought("B1"), catalogue))
                .isEqualTo("because you bought JUMBO BAG");
        assertThat(Reason.words(new Reason.AgainAndAgain(), catalogue))
                .isEqualTo("because you bought it before");
    }

    private static Catalogue catalogue(Fact... facts) {
        CatalogueFold fold = new CatalogueFold(CatalogueRules.standard(), T);
        List.of(facts).forEach(fold::add);
        return fold.catalogue();
    }
}
