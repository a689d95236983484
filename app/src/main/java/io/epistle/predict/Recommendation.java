package io.epistle.predict;

/// One item for one person.
///
/// @param item the canonical id
/// @param score larger is better; comparable only among the answers of one recommender for one
///   person
/// @param reason why
public record Recommendation(String item, double score, Reason reason) {}
