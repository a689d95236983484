package io.epistle.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Which of the clicks in front of a conversion gets how much of it. The shares of one conversion
/// sum to exactly 1.
public enum Attribution {
    /// The last click gets all.
    LAST_TOUCH("last-touch"),
    /// The first click gets all.
    FIRST_TOUCH("first-touch"),
    /// All clicks get the same.
    LINEAR("linear"),
    /// A click gets half as much as one seven days later.
    TIME_DECAY("time-decay"),
    /// The first and the last click get four tenths each, those between them the rest; of two each
    /// gets half.
    POSITION("position");

    private static final double HALF_LIFE_MILLIS = Duration.ofDays(7).toMillis();
    private static final double END_WEIGHT = 0.4;

    /// Shares are exact to a millionth; what rounding leaves goes to the last click.
    private static final int SHARE_DIGITS = 6;

    private final String word;

    Attribution(String word) {
        this.word = word;
    }

    /// As definitions say it.
    public String word() {
        return word;
    }

    /// The shares of clicks in a conversion.
    ///
    /// @param clicks when, ascending, at least one, none after `conversion`
    /// @return as many, in the same order, 0 to 1
    public List<BigDecimal> shares(List<Instant> clicks, Instant conversion) {
        double[] weights = new double[clicks.size()];
        double sum = 0;
        for (int click = 0; click < weights.length; click++) {
            weights[click] = weight(click, clicks, conversion);
            sum += weights[click];
        }
        List<BigDecimal> shares = new ArrayList<>(weights.length);
        BigDecimal left = BigDecimal.ONE;
        for (int click = 0; click < weights.length - 1; click++) {
            BigDecimal share =
                    BigDecimal.valueOf(weights[click] / sum)
                            .setScale(SHARE_DIGITS, RoundingMode.DOWN);
            shares.add(share);
            left = left.subtract(share);
        }
        shares.add(left);
        return shares;
    }

    private double weight(int click, List<Instant> clicks, Instant conversion) {
        int last = clicks.size() - 1;
        return switch (this) {
            case LAST_TOUCH -> click == last ? 1 : 0;
            case FIRST_TOUCH -> click == 0 ? 1 : 0;
            case LINEAR -> 1;
            case TIME_DECAY ->
                    StrictMath.pow(
                            2,
                            -Duration.between(clicks.get(click), conversion).toMillis()
                                    / HALF_LIFE_MILLIS);
            case POSITION -> {
                boolean end = click == 0 || click == last;
                yield end || last < 2 ? END_WEIGHT : (1 - 2 * END_WEIGHT) / (last - 1);
            }
        };
    }
}
