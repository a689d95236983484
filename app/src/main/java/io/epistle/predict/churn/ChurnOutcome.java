package io.epistle.predict.churn;

/// What training came to.
public sealed interface ChurnOutcome {
    /// A model was learned and measured; whether it is good enough to score with is its own word.
    record Trained(ChurnModel model) implements ChurnOutcome {}

    /// There was too little to learn from.
    ///
    /// @param sentence what was found and what is needed
    record TooLittle(String sentence) implements ChurnOutcome {}
}
