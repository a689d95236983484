package io.epistle.console;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One thing that is measured, as monitoring reads it. Neither names nor labels hold anything about
/// a person.
///
/// @param name such as `epistle_facts_total`
/// @param kind how its values behave
/// @param help what it is, in one line
/// @param samples its values; none where there is nothing to say
public record Metric(String name, Kind kind, String help, List<Sample> samples) {
    public Metric {
        samples = List.copyOf(samples);
    }

    /// How values behave.
    public enum Kind {
        /// Only grows, or begins anew at 0.
        COUNTER,
        /// Goes up and down.
        GAUGE,
        /// Counts by upper bound, with their sum and number.
        HISTOGRAM
    }

    /// One value.
    ///
    /// @param suffix what is appended to the metric's name, as histograms need; empty otherwise
    /// @param labels by name
    public record Sample(String suffix, SortedMap<String, String> labels, double value) {
        public Sample {
            labels = new TreeMap<>(labels);
        }
    }

    /// A metric of one value.
    public static Metric of(String name, Kind kind, String help, double value) {
        return new Metric(name, kind, help, List.of(new Sample("", new TreeMap<>(), value)));
    }
}
