package io.epistle.bench;

/// One question that a benchmark answers. It checks that the work was right before it says how long
/// it took, and measures the limit or a peer in the same run: on a noisy machine a ratio counts, an
/// absolute time does not.
interface Question {
    /// What `bench/run` calls it.
    String name();

    /// The question in words.
    String words();

    /// Measures.
    ///
    /// @throws Unanswered in one sentence, where it cannot be measured or the work was wrong
    Answer ask(Place place);
}
