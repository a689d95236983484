package io.epistle.predict;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where a model comes from: enough to train it again and get the same to the bit.
///
/// @param model its name, such as `item_knn`
/// @param version raised when the same data, parameters and seed would give another model
/// @param from the first interaction trained on; `asOf` where there was none
/// @param asOf all interactions lie before this moment
/// @param rows the number of interactions trained on
/// @param people the number of known people among them
/// @param items the number of distinct items among them
/// @param parameters by name, as text that reads back to the same number
/// @param seed of validation sample and intervals
/// @param trials what was tried on the validation part, in order; empty where there was too little
///   to validate on and the standard parameters were taken
/// @param validation the chosen parameters' figures on the validation part, trained on what lies
///   before it
public record Provenance(
        String model,
        int version,
        Instant from,
        Instant asOf,
        long rows,
        int people,
        int items,
        SortedMap<String, String> parameters,
        long seed,
        List<Trial> trials,
        List<Metric> validation) {
    public Provenance {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        trials = List.copyOf(trials);
        validation = List.copyOf(validation);
    }

    /// One setting tried on the validation part.
    ///
    /// @param parameters by name
    /// @param recall recall@10 of new items
    public record Trial(SortedMap<String, String> parameters, Metric recall) {
        public Trial {
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        }
    }
}
