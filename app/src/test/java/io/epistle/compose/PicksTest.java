package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.catalogue.Catalogue;
import io.epistle.catalogue.CatalogueRules;
import io.epistle.catalogue.Product;
import io.epistle.predict.Reason;
import io.epistle.predict.Recommendation;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Recommendations in the words of a message.
final class PicksTest {
    private static final Catalogue CATALOGUE =
            new Catalogue(
                    CatalogueRules.standard(),
                    List.of(
                            product("22423", "REGENCY CAKESTAND 3 TIER"),
                            product("85123A", "WHITE HANGING HEART T-LIGHT HOLDER")));

    @Test
    void aPickHasWhatTheCatalogueKnowsAndItsReasonInWords() {
        List<Pick> picks =
                Picks.of(
                        List.of(
                                new Recommendation(
                                        "85123A", 0.9, new Reason.BecauseYouBought("22423")),
                                new Recommendation("22423", 0.8, new Reason.AgainAndAgain()),
                                new Recommendation("22423", 0.7, new Reason.PopularLately())),
                        CATALOGUE);

        assertThat(picks)
                .extracting(Pick::reason)
                .containsExactly(
                        "Because you bought Regency Cakestand 3 Tier",
                        "You bought it before",
                        "Popular with other shops this month");
        assertThat(picks.getFirst().code()).isEqualTo("85123A");
        assertThat(picks.getFirst().name()).isEqualTo("WHITE HANGING HEART T-LIGHT HOLDER");
        assertThat(picks.getFirst().price()).contains(new BigDecimal("2.95"));
    }

    @Test
    void aProductThatTheCatalogueDoesNotKnowIsCalledByItsCode() {
        Recommendation unknown = new Recommendation("99999", 1, new Reason.PopularLately());

        assertThat(Picks.of(List.of(unknown), CATALOGUE))
                .containsExactly(
                        new Pick(
                                "99999",
                                "99999",
                                "99999",
                                Optional.empty(),
                                "Popular with other shops this month",
                                Optional.empty()));
    }

    private static Product product(String id, String name) {
        return new Product(id, id, name, new BigDecimal("2.95"), Letters.NOW, Letters.NOW, 1, 1);
    }
}
