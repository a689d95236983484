package io.epistle.rule.said;

/// How a number of times or of conditions is bounded.
public enum CountWord {
    /// `at least`
    AT_LEAST("at least"),
    /// `at most`
    AT_MOST("at most"),
    /// `exactly`
    EXACTLY("exactly"),
    /// `more than`
    MORE_THAN("more than"),
    /// `fewer than`
    FEWER_THAN("fewer than");

    private final String words;

    CountWord(String words) {
        this.words = words;
    }

    /// The words as written.
    public String words() {
        return words;
    }
}
