package io.epistle.catalogue;

import static io.epistle.profile.OrderFacts.line;
import static io.epistle.profile.OrderFacts.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Fact;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class CatalogueFoldTest {
    private static final Instant T = Instant.parse("2011-09-30T12:00:00Z");

    @Test
    void aProductIsCalledWhatItsSalesCallItMostOften() {
        Catalogue catalogue =
                fold(
                        order(1, T, List.of(line("85123A", "WHITE HANGING HEART", "2.55", 6))),
                        order(2, T, List.of(line("85123A", "WHITE HANGING HEART", "2.95", 1))),
                        order(3, T, List.of(line("85123A", "CREAM HANGING HEART", "2.95", 1))),
                        order(4, T, List.of(line("85123A", "", "2.75", 1))));

        assertThat(catalogue.product("85123A"))
                .contains(
                        new Product(
                                "85123A",
                                "85123A",
                                "WHITE HANGING HEART",
                                new BigDecimal("2.75"),
                                T,
                                T,
                                4,
                                9));
        assertThat(catalogue.nameOf("85123A")).isEqualTo("WHITE HANGING HEART");
        assertThat(catalogue.nameOf("22222")).isEqualTo("22222");
    }

    @Test
    void notesLoseAgainstNames() {
        Catalogue catalogue =
                fold(
                        order(1, T, List.of(line("1", "LUNCH  BOX ", "1.65", 1))),
                        order(2, T, List.of(line("1", "sold as 22467?", "1.65", 1))),
                        order(3, T, List.of(line("1", "sold as 22467?", "1.65", 1))),
                        order(4, T, List.of(line("1", "Damaged", "1.65", 1))),
                        order(5, T, List.of(line("1", "Damaged", "1.65", 1))),
                        order(6, T, List.of(line("1", "?", "1.65", 1))),
                        order(7, T, List.of(line("1", "Missing_Description", "1.65", 3))));

        assertThat(catalogue.nameOf("1")).isEqualTo("LUNCH BOX");
    }

    @Test
    void aShopThatWritesInLowerCaseHasNamesToo() {
        assertThat(fold(order(1, T, List.of(line("a", "wool socks", "9", 1)))).nameOf("a"))
                .isEqualTo("wool socks");
        assertThat(fold(order(1, T, List.of(line("a", "靴下", "9", 1)))).nameOf("a")).isEqualTo("靴下");
        assertThat(fold(order(1, T, List.of(line("a", "???", "9", 1)))).nameOf("a")).isEqualTo("a");
    }

    @Test
    void linesWithoutAPriceSayNothingOfNameAndPrice() {
        Catalogue catalogue =
                fold(
                        order(1, T, List.of(line("1", "DOOR MAT", "7.95", 1))),
                        order(2, T.plusSeconds(1), List.of(line("1", "STOCK CHECK", "0", 900))),
                        order(3, T, List.of(line("2", "GIVEN AWAY", "0", 1))));

        assertThat(catalogue.products()).extracting(Product::id).containsExactly("1");
        assertThat(catalogue.product("1").orElseThrow())
                .isEqualTo(new Product("1", "1", "DOOR MAT", new BigDecimal("7.95"), T, T, 1, 1));
    }

    @Test
    void aCodeThatMostlyBringsNoMoneyIsNoProduct() {
        Fact paid = order(1, T, List.of(line("X", "X", "1", 1)));
        Fact free = order(2, T, List.of(line("X", "X", "0", 1)));
        Fact takenBack = order(3, T, List.of(line("X", "X", "-1", 1)));

        assertThat(fold(paid, free).product("X")).isPresent();
        assertThat(fold(paid, free, takenBack).product("X")).isEmpty();
    }

    @Test
    void servicesAreNoProducts() {
        for (String code :
                List.of(
                        "POST",
                        "post",
                        "M",
                        "m",
                        "DOT",
                        "D",
                        "S",
                        "C2",
                        "B",
                        "BANK CHARGES",
                        "AMAZONFEE",
                        "ADJUST",
                        "ADJUST2",
                        "CRUK",
                        "PADS",
                        "gift_0001_30",
                        "TEST001")) {
            assertThat(fold(order(1, T, List.of(line(code, "A NAME", "18", 1)))).products())
                    .as(code)
                    .isEmpty();
        }
        for (String code : List.of("22423", "DCGS0058", "MUG", "postcard", "B1", "SP1002")) {
            assertThat(fold(order(1, T, List.of(line(code, "A NAME", "18", 1)))).products())
                    .as(code)
                    .hasSize(1);
        }
    }

    @Test
    void aServiceUnderAProductsCodeIsKnownByItsName() {
        assertThat(fold(order(1, T, List.of(line("23444", "Next Day Carriage", "15", 1)))).size())
                .isZero();
    }

    @Test
    void codesThatDifferInCaseAreOneProductUnlessTheShopSaysOtherwise() {
        List<Fact> facts =
                List.of(
                        order(1, T, List.of(line("85123A", "HEART", "2.55", 1))),
                        order(2, T, List.of(line(" 85123a", "HEART", "2.55", 1))),
                        order(3, T, List.of(line("85123a", "HEART", "2.55", 1))));
        CatalogueRules standard = CatalogueRules.standard();
        CatalogueRules exact =
                new CatalogueRules(
                        false,
                        standard.serviceCodes(),
                        standard.servicePrefixes(),
                        standard.serviceNames(),
                        standard.unpaidShareMax(),
                        standard.placeholders());

        Product folded = fold(standard, facts).product("85123a").orElseThrow();

        assertThat(folded.id()).isEqualTo("85123A");
        assertThat(folded.code()).isEqualTo("85123a");
        assertThat(folded.lines()).isEqualTo(3);
        assertThat(fold(exact, facts).products())
                .extracting(Product::id)
                .containsExactly("85123A", "85123a");
    }

    @Test
    void aReusedCodeIsCalledByWhatItSellsNow() {
        List<Fact> facts = new ArrayList<>();
        for (int number = 1; number <= 1_000; number++) {
            facts.add(order(number, T.plusSeconds(number), List.of(line("1", "OLD", "1", 1))));
        }
        for (int number = 1_001; number <= 1_150; number++) {
            facts.add(order(number, T.plusSeconds(number), List.of(line("1", "NEW", "9", 1))));
        }

        Product product =
                fold(CatalogueRules.standard(), T.plus(Duration.ofDays(1)), facts)
                        .product("1")
                        .orElseThrow();

        assertThat(product.name()).isEqualTo("NEW");
        assertThat(product.price()).isEqualByComparingTo("9");
        assertThat(product.lines()).isEqualTo(1_150);
        assertThat(product.firstSold()).isEqualTo(T.plusSeconds(1));
    }

    @Test
    void whatIsNotYetPlacedIsNotYetSold() {
        Fact now = order(1, T, List.of(line("1", "NOW", "1", 1)));
        Fact later = order(2, T.plusMillis(1), List.of(line("2", "LATER", "1", 1)));

        assertThat(fold(CatalogueRules.standard(), T, List.of(now, later)).products())
                .extracting(Product::name)
                .containsExactly("NOW");
    }

    @Test
    void theOrderOfFactsDoesNotMatter() {
        Random random = new Random(3);
        for (int round = 0; round < 20; round++) {
            List<Fact> facts = new ArrayList<>();
            for (int number = 1; number <= 600; number++) {
                facts.add(
                        order(
                                number,
                                T.minusSeconds(random.nextInt(5)),
                                List.of(
                                        line(
                                                random.nextBoolean() ? "a" : "A",
                                                "NAME " + random.nextInt(3),
                                                Integer.toString(random.nextInt(4)),
                                                1 + random.nextInt(3)),
                                        line("b", "", "1", 1))));
            }
            List<Product> expected = fold(CatalogueRules.standard(), facts).products();

            Collections.shuffle(facts, random);

            assertThat(fold(CatalogueRules.standard(), facts).products()).isEqualTo(expected);
        }
    }

    private static Catalogue fold(Fact... facts) {
        return fold(CatalogueRules.standard(), List.of(facts));
    }

    private static Catalogue fold(CatalogueRules rules, List<Fact> facts) {
        return fold(rules, T.plusSeconds(60), facts);
    }

    private static Catalogue fold(CatalogueRules rules, Instant now, List<Fact> facts) {
        CatalogueFold fold = new CatalogueFold(rules, now);
        facts.forEach(fold::add);
        return fold.catalogue();
    }
}
