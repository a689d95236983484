package io.epistle.bench;

/// Why a question has no answer, in one sentence.
final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unanswered(String sentence) {
        super(sentence);
    }
}
