package io.epistle.demo;

import java.util.List;
import java.util.SplittableRandom;

/// A customer of the invented shop: what they like, how often they come, and until when. Days count
/// from the first day of the shop's history.
///
/// @param number from 0
/// @param theme what they have a taste for
/// @param faithfulness the part of their things that is of that theme
/// @param pace days between two orders in a season of average demand
/// @param firstDay when they first order
/// @param lastDay when they turn away
/// @param backDay when they come back, if ever; far away otherwise
/// @param isTrade whether they are a shop themselves: more lines, and many pieces of each
/// @param isFestive whether they buy for Christmas
/// @param sendsBack the part of their orders of which they send something back
record Shopper(
        int number,
        int theme,
        double faithfulness,
        double pace,
        double firstDay,
        double lastDay,
        double backDay,
        boolean isTrade,
        boolean isFestive,
        double sendsBack) {
    private static final double NEVER = Double.MAX_VALUE;

    private static final List<String> COUNTRIES = List.of("Ireland", "Germany", "France");

    /// A customer drawn at random.
    ///
    /// @param days how long the history lasts
    static Shopper drawn(int number, int days, SplittableRandom random) {
        boolean isTrade = random.nextInt(12) == 0;
        double firstDay = random.nextDouble() * days;
        boolean isOnce = !isTrade && random.nextInt(7) == 0;
        boolean isLost = random.nextInt(5) < 2;
        double lastDay = isOnce ? firstDay : isLost ? firstDay + exponential(200, random) : NEVER;
        boolean isBack = isLost && random.nextInt(3) == 0;
        return new Shopper(
                number,
                random.nextInt(Assortment.THEMES),
                random.nextDouble(0.3, 0.8),
                isTrade ? random.nextDouble(14, 40) : random.nextDouble(18, 95),
                firstDay,
                lastDay,
                isBack ? lastDay + random.nextDouble(190, 330) : NEVER,
                isTrade,
                random.nextInt(5) < 2,
                random.nextInt(12) == 0 ? 0.4 : 0.02);
    }

    /// A time that passes until something happens by chance.
    static double exponential(double mean, SplittableRandom random) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    /// Whether they buy without an account, so that nobody knows who they are.
    boolean isGuest() {
        return number % 20 == 7;
    }

    /// Where they live.
    String country() {
        return number % 6 < 4 ? "United Kingdom" : COUNTRIES.get(number / 6 % COUNTRIES.size());
    }
}
