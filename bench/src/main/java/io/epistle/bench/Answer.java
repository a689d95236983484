package io.epistle.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a question's measurement gave.
///
/// @param data what was worked on, in words
/// @param method how it was measured, in words
/// @param figures the measured figures by name, the unit in the name
/// @param ratios our figure divided by that of the limit or of a peer, taken run by run; 1 is as
///   good, more is better
record Answer(
        String data,
        String method,
        SortedMap<String, Spread> figures,
        SortedMap<String, Spread> ratios) {
    Answer {
        figures = new TreeMap<>(figures);
        ratios = new TreeMap<>(ratios);
    }

    /// Collects figures and ratios run by run.
    static final class Collected {
        private final SortedMap<String, List<Double>> figures = new TreeMap<>();
        private final SortedMap<String, List<Double>> ratios = new TreeMap<>();

        /// Adds the figure of one run.
        void figure(String name, double value) {
            figures.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }

        /// Adds the ratio of one run.
        void ratio(String name, double value) {
            ratios.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }

        /// All runs together.
        Answer answer(String data, String method) {
            return new Answer(data, method, spreads(figures), spreads(ratios));
        }

        private static SortedMap<String, Spread> spreads(SortedMap<String, List<Double>> runs) {
            SortedMap<String, Spread> spreads = new TreeMap<>();
            runs.forEach((name, values) -> spreads.put(name, Spread.of(values)));
            return spreads;
        }
    }
}
