package io.epistle.console.stored;

import io.epistle.console.Money;
import io.epistle.console.PersonRow;
import io.epistle.console.PersonView;
import io.epistle.predict.Models;
import io.epistle.predict.Reason;
import io.epistle.profile.Person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What is recommended to a person.
final class PersonPicks {
    private static final int RECOMMENDED = 6;
    private static final String RECOMMENDER = "item_knn";

    private final Supplier<Optional<Models>> models;

    /// @param models what recommends; absent while it is being trained
    PersonPicks(Supplier<Optional<Models>> models) {
        this.models = models;
    }

    /// Picks for a person, best first; none while models are being trained.
    List<PersonView.Recommendation> of(Person person, PersonRow row, Instant now) {
        String currency = row.spent().map(Money::currency).orElse(Money.NO_CURRENCY);
        return models.get().map(trained -> of(trained, person, currency, now)).orElse(List.of());
    }

    private static List<PersonView.Recommendation> of(
            Models trained, Person person, String currency, Instant now) {
        return trained.recommend(person, RECOMMENDER, RECOMMENDED, now).stream()
                .map(one ->
                        new PersonView.Recommendation(
                                one.item(),
                                trained.catalogue().nameOf(one.item()),
                                trained.catalogue()
                                        .product(one.item())
                                        .map(product -> new Money(product.price(), currency)),
                                one.score(),
                                Reason.words(one.reason(), trained.catalogue())))
                .toList();
    }
}
