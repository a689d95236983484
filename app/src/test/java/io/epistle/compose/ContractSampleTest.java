package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.EventBuilder;
import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.liquid.Template;
import io.epistle.liquid.analysis.Analysis;
import io.epistle.liquid.analysis.Contract;
import io.epistle.liquid.value.Mapping;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The sample that templates are checked against has what messages have: each path of two or three
/// names is looked up in a real message to somebody of whom everything is known.
final class ContractSampleTest {
    private static final List<String> FIELDS =
            List.of(
                    "id",
                    "code",
                    "name",
                    "price",
                    "reason",
                    "url",
                    "image",
                    "text",
                    "valid_from",
                    "valid_until",
                    "variant",
                    "logo",
                    "tagline",
                    "address",
                    "colours",
                    "website",
                    "currency",
                    "unsubscribe",
                    "preferences",
                    "at",
                    "total",
                    "products",
                    "quantity",
                    "first",
                    "size",
                    "primary",
                    "paper",
                    "nmae",
                    "footer",
                    "header");

    private static final List<String> ROOTS =
            List.of(
                    "blocks",
                    "brand",
                    "brand.colours",
                    "campaign",
                    "links",
                    "offer",
                    "recommendations[0]",
                    "recommendations.first",
                    "user.basket[0]",
                    "user.purchase_history[0]",
                    "profile.purchase_history.last",
                    "user.purchase_history[0].products[0]",
                    "nothing");

    @Test
    void whatIsUnknownToTheSampleIsUndefinedInAMessageAndNothingElse() {
        Mapping sample =
                ContractSample.of(
                        LiquidText.Part.HTML, List.of(Letters.brand()), List.of("footer"));
        TreeSet<String> expected = new TreeSet<>();
        TreeSet<String> told = new TreeSet<>();

        for (String path : paths()) {
            Template template = Template.parse("t", "{{ " + path + " }}", TemplateContract.page());
            if (Analysis.of(template).variables().stream()
                    .anyMatch(use -> Contract.unknown(use, sample).isPresent())) {
                told.add(path);
            }
            if (isUndefined(path)) {
                expected.add(path);
            }
        }

        assertThat(told).isEqualTo(expected);
        assertThat(told).hasSizeGreaterThan(100).hasSizeLessThan(paths().size() - 40);
    }

    private static List<String> paths() {
        List<String> paths = new ArrayList<>(TemplateContract.NAMES);
        for (String root : ROOTS) {
            FIELDS.forEach(field -> paths.add(root + "." + field));
        }
        return paths;
    }

    private static boolean isUndefined(String path) {
        List<String> undefined = new ArrayList<>();
        Composer composer =
                Letters.composer(
                        "<p>{{ " + path + " }}</p>",
                        List.of(
                                new BlockDefinition(
                                        "footer",
                                        "Footer",
                                        "footer",
                                        List.of(),
                                        Optional.empty(),
                                        1,
                                        false,
                                        "x")),
                        List.of(offer()));
        Composition composition =
                composer.compose(
                        everything(),
                        new Listening((_, missing, _) -> undefined.add(missing), (_, _) -> {}));
        assertThat(composition).isInstanceOf(Composition.Composed.class);
        return !undefined.isEmpty();
    }

    private static ComposeInput everything() {
        Struct line =
                Struct.builder()
                        .put("product_id", "1")
                        .put("name", "Bell")
                        .put("price", 2)
                        .put("quantity", 1)
                        .build();
        Instant at = Letters.NOW.minusSeconds(60);
        Fact order =
                EventBuilder.track("Order Completed", at)
                        .trust(Trust.IMPORTED)
                        .properties(
                                Struct.builder()
                                        .put("order_id", "1")
                                        .put("total", 2)
                                        .put("currency", "GBP")
                                        .put("products", Value.of(List.of(line)))
                                        .build())
                        .fact(1);
        Fact added =
                EventBuilder.track("Product Added", at.plusSeconds(1))
                        .trust(Trust.IMPORTED)
                        .properties(line)
                        .fact(2);
        return Letters.input(Letters.person(1, List.of(order, added)), "ada@example.com", picks());
    }

    /// A picture, too.
    private static List<Pick> picks() {
        return Letters.picks("Bell").stream()
                .map(pick ->
                        new Pick(
                                pick.id(),
                                pick.code(),
                                pick.name(),
                                pick.price(),
                                pick.reason(),
                                Optional.of("https://shop.example/bell.png")))
                .toList();
    }

    private static OfferDefinition offer() {
        return new OfferDefinition(
                "spring",
                "Spring",
                "Text",
                Optional.of("CODE"),
                Optional.of(Instant.EPOCH),
                Optional.of(Letters.NOW.plusSeconds(60)),
                Optional.empty(),
                1);
    }

    @Test
    void aBlockSeesItsParametersAndNothingOfThePageAroundIt() {
        Mapping sample =
                ContractSample.of(
                        List.of(
                                new BlockParameter(
                                        "why",
                                        BlockParameter.Type.TEXT,
                                        io.epistle.liquid.value.Value.of(""))),
                        List.of());
        Map<String, Boolean> unknown = new TreeMap<>();
        for (String name : List.of("why", "user", "subject", "preheader", "blocks")) {
            unknown.put(
                    name,
                    Analysis.of(Template.parse("t", "{{ " + name + " }}", TemplateContract.block()))
                            .variables()
                            .stream()
                            .anyMatch(use -> Contract.unknown(use, sample).isPresent()));
        }

        assertThat(unknown)
                .containsExactly(
                        Map.entry("blocks", true),
                        Map.entry("preheader", true),
                        Map.entry("subject", true),
                        Map.entry("user", false),
                        Map.entry("why", false));
    }
}
