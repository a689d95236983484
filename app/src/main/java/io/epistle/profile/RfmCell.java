package io.epistle.profile;

/// The named cells of the RFM grid: recency against the mean of frequency and monetary.
///
/// Names and score ranges are those of Putler's widely used eleven segments ("RFM Analysis For
/// Successful Customer Segmentation", putler.com/rfm-analysis). Its ranges overlap; this grid picks
/// one name for each of the 25 cells, always one whose published ranges contain it:
///
/// | recency | value 1 | value 2 | value 3 | value 4 | value 5 |
/// |---|---|---|---|---|---|
/// | 5 | new | potential loyalist | potential loyalist | champions | champions |
/// | 4 | promising | potential loyalist | potential loyalist | champions | champions |
/// | 3 | about to sleep | about to sleep | need attention | loyal | loyal |
/// | 2 | hibernating | hibernating | at risk | at risk | at risk |
/// | 1 | lost | hibernating | at risk | cannot lose | cannot lose |
public enum RfmCell {
    /// Bought lately, often and for much.
    CHAMPIONS("champions"),
    /// Often and for much, not quite lately.
    LOYAL("loyal"),
    /// Lately, and more than once or for more than little.
    POTENTIAL_LOYALIST("potential loyalist"),
    /// Just now, for the first time or little.
    NEW("new"),
    /// Fairly lately, once or little.
    PROMISING("promising"),
    /// Middling in everything and slipping.
    NEED_ATTENTION("need attention"),
    /// Below the middle in everything and slipping.
    ABOUT_TO_SLEEP("about to sleep"),
    /// Was good, has been away for long.
    AT_RISK("at risk"),
    /// Was among the best, has been away for longest.
    CANNOT_LOSE("cannot lose"),
    /// Little value, away for long.
    HIBERNATING("hibernating"),
    /// Least value, away for longest.
    LOST("lost");

    private final String title;

    RfmCell(String title) {
        this.title = title;
    }

    /// The name that people and rules use, lower case with spaces.
    public String title() {
        return title;
    }

    /// The cell of a recency score and a value score, each 1 to 5.
    ///
    /// @throws IllegalArgumentException for scores outside
    public static RfmCell of(int recency, int value) {
        if (value < 1 || value > RfmCuts.SCORES) {
            throw new IllegalArgumentException(
                    "found value score %d, expected 1 to 5".formatted(value));
        }
        return switch (recency) {
            case 5, 4 ->
                    switch (value) {
                        case 1 -> recency == 5 ? NEW : PROMISING;
                        case 2, 3 -> POTENTIAL_LOYALIST;
                        default -> CHAMPIONS;
                    };
            case 3 ->
                    switch (value) {
                        case 1, 2 -> ABOUT_TO_SLEEP;
                        case 3 -> NEED_ATTENTION;
                        default -> LOYAL;
                    };
            case 2 -> value <= 2 ? HIBERNATING : AT_RISK;
            case 1 ->
                    switch (value) {
                        case 1 -> LOST;
                        case 2 -> HIBERNATING;
                        case 3 -> AT_RISK;
                        default -> CANNOT_LOSE;
                    };
            default ->
                    throw new IllegalArgumentException(
                            "found recency score %d, expected 1 to 5".formatted(recency));
        };
    }
}
