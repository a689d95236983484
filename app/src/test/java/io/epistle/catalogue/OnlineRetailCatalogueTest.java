package io.epistle.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Fact;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

class OnlineRetailCatalogueTest {
    @Test
    void aRealShopsExportBecomesACleanCatalogue() throws SQLException {
        List<Fact> facts = OnlineRetail.facts();

        CatalogueFold fold =
                new CatalogueFold(CatalogueRules.standard(), Instant.parse("2011-12-10T00:00:00Z"));
        facts.forEach(fold::add);
        Catalogue catalogue = fold.catalogue();

        assertThat(catalogue.size()).isBetween(4_600, 4_900);
        assertThat(catalogue.products())
                .allSatisfy(product -> {
                    assertThat(product.price()).isPositive();
                    assertThat(product.lastSold()).isAfterOrEqualTo(product.firstSold());
                });
        assertThat(catalogue.products())
                .filteredOn(
                        product -> product.name().equals(product.name().toLowerCase(Locale.ROOT)))
                .isEmpty();
        assertThat(catalogue.nameOf("85123a")).isEqualTo("WHITE HANGING HEART T-LIGHT HOLDER");
        assertThat(catalogue.nameOf("85099B")).isEqualTo("JUMBO BAG RED RETROSPOT");
        assertThat(catalogue.product("POST")).isEmpty();
        assertThat(catalogue.product("gift_0001_20")).isEmpty();
    }
}
