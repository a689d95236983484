package io.epistle.send;

/// What came back for a message at least once: noted on its row, so that it outlives the erasure of
/// the person, and counted beside it.
public enum Response {
    /// A demonstration made up that a person followed a link.
    SIMULATED_CLICK(1, "clicks/"),
    /// A person followed a link.
    CLICK(2, "clicked/"),
    /// Somebody or something loaded the image that tells of an opening.
    OPEN(4, "opened/"),
    /// A person did, as far as can be told.
    HUMAN_OPEN(8, "opened-by-people/");

    private final int bit;
    private final String tally;

    Response(int bit, String tally) {
        this.bit = bit;
        this.tally = tally;
    }

    /// The bit that stands for this in a row's encoding; never reused.
    int bit() {
        return bit;
    }

    /// Where it is counted, by campaign and variant.
    String tally() {
        return tally;
    }
}
