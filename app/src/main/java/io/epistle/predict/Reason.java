package io.epistle.predict;

import io.epistle.catalogue.Catalogue;

/// Why an item is recommended.
public sealed interface Reason {
    /// People who bought `item`, which this person has, also buy the recommended one: of all that
    /// the person has, this contributed most to the score.
    record BecauseYouBought(String item) implements Reason {}

    /// It is time to buy it again: the person has it, and many who have it come back for it.
    record AgainAndAgain() implements Reason {}

    /// Many people buy it these days.
    record PopularLately() implements Reason {}

    /// The reason as part of a sentence, in English, with the names of the catalogue.
    static String words(Reason reason, Catalogue catalogue) {
        return switch (reason) {
            case BecauseYouBought(String item) -> "because you bought " + catalogue.nameOf(item);
            case AgainAndAgain() -> "because you bought it before";
            case PopularLately() -> "popular this month";
        };
    }
}
