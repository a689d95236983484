package io.epistle.demo;

import io.epistle.demo.Assortment.InventedProduct;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Visits to the invented shop's web pages, simulated minute by minute: customers look at what they
/// like, put some of it into their basket, and often leave it there. Same seed and minutes, same
/// visits.
public final class WebVisits {
    /// A visit.
    ///
    /// @param id unique
    /// @param at when it begins; it lasts less than a minute
    /// @param customer the shop's number of who it is; empty for a stranger
    /// @param viewed what they look at, at least one thing
    /// @param basket what of it they put into the basket; may be empty
    /// @param orders whether they order what is in the basket
    public record WebVisit(
            String id,
            Instant at,
            String customer,
            List<InventedProduct> viewed,
            List<InventedProduct> basket,
            boolean orders) {}

    /// Visits in a minute of the day, on average; fewer at night.
    private static final double BY_DAY = 0.6;

    private static final double BY_NIGHT = 0.15;

    /// One filled basket in so many is ordered at once: the shop sells mostly by other ways, which
    /// its imported history tells, and the web is not to outdo them by invention.
    private static final int ORDERED = 100;

    private static final int MORNING = 7;
    private static final int EVENING = 23;

    private final long seed;
    private final List<Shopper> shoppers;

    /// The visits of the customers whose history [SampleOrders] tells under the same seed.
    public WebVisits(long seed) {
        this.seed = seed;
        this.shoppers = InventedOrders.shoppers(seed);
    }

    /// The visits that begin in the minutes from `from` to `to`, in the order of time.
    public List<WebVisit> between(Instant from, Instant to) {
        List<WebVisit> visits = new ArrayList<>();
        Instant minute = from.truncatedTo(ChronoUnit.MINUTES);
        if (minute.isBefore(from)) {
            minute = minute.plus(1, ChronoUnit.MINUTES);
        }
        for (; minute.isBefore(to); minute = minute.plus(1, ChronoUnit.MINUTES)) {
            SplittableRandom random =
                    new SplittableRandom(seed * 0x9E3779B97F4A7C15L + minute.getEpochSecond());
            double passed = Shopper.exponential(1, random);
            for (int number = 0; passed < perMinute(minute); number++) {
                visits.add(visit(minute, number, random));
                passed += Shopper.exponential(1, random);
            }
        }
        return visits;
    }

    /// The visit of a customer who followed a link to a product, put it into the basket and orders.
    public WebVisit returning(String customer, Instant at) {
        SplittableRandom random = new SplittableRandom(seed ^ at.getEpochSecond());
        int number = Integer.parseInt(customer) - SampleOrders.FIRST_CUSTOMER;
        List<InventedProduct> basket = List.of(drawn(shoppers.get(number), random));
        return new WebVisit(
                "back-%s-%d".formatted(customer, at.getEpochSecond()),
                at,
                customer,
                basket,
                basket,
                true);
    }

    private static double perMinute(Instant minute) {
        int hour = LocalDateTime.ofInstant(minute, ZoneOffset.UTC).getHour();
        return hour >= MORNING && hour < EVENING ? BY_DAY : BY_NIGHT;
    }

    private WebVisit visit(Instant minute, int number, SplittableRandom random) {
        Shopper shopper = shoppers.get(random.nextInt(shoppers.size()));
        List<InventedProduct> viewed = new ArrayList<>();
        List<InventedProduct> basket = new ArrayList<>();
        for (int left = random.nextInt(1, 4); left > 0; left--) {
            InventedProduct product = drawn(shopper, random);
            viewed.add(product);
            if (random.nextInt(5) < 2) {
                basket.add(product);
            }
        }
        boolean isStranger = shopper.isGuest() || random.nextInt(6) == 0;
        return new WebVisit(
                "visit-%d-%d".formatted(minute.getEpochSecond(), number),
                minute,
                isStranger ? "" : Integer.toString(SampleOrders.FIRST_CUSTOMER + shopper.number()),
                List.copyOf(viewed),
                List.copyOf(basket),
                !isStranger && !basket.isEmpty() && random.nextInt(ORDERED) == 0);
    }

    private static InventedProduct drawn(Shopper shopper, SplittableRandom random) {
        return Assortment.drawn(
                random.nextDouble() < shopper.faithfulness()
                        ? shopper.theme()
                        : random.nextInt(Assortment.THEMES),
                random);
    }
}
