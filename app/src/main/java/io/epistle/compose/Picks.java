package io.epistle.compose;

import io.epistle.catalogue.Catalogue;
import io.epistle.predict.Reason;
import io.epistle.predict.Recommendation;

import java.util.List;
import java.util.Optional;

/// Recommendations as messages show them: with what the catalogue knows about the products, and the
/// reasons in words.
public final class Picks {
    private Picks() {}

    /// The same order, one pick each.
    public static List<Pick> of(List<Recommendation> recommendations, Catalogue catalogue) {
        return recommendations.stream()
                .map(recommendation -> of(recommendation, catalogue))
                .toList();
    }

    private static Pick of(Recommendation recommendation, Catalogue catalogue) {
        String id = recommendation.item();
        String reason = words(recommendation.reason(), catalogue);
        return catalogue
                .product(id)
                .map(product ->
                        new Pick(
                                id,
                                product.code(),
                                product.name(),
                                Optional.of(product.price()),
                                reason,
                                Optional.empty()))
                .orElseGet(() -> new Pick(id, id, id, Optional.empty(), reason, Optional.empty()));
    }

    private static String words(Reason reason, Catalogue catalogue) {
        return switch (reason) {
            case Reason.BecauseYouBought(String item) ->
                    "Because you bought " + TitleCase.of(catalogue.nameOf(item));
            case Reason.AgainAndAgain() -> "You bought it before";
            case Reason.PopularLately() -> "Popular with other shops this month";
        };
    }
}
