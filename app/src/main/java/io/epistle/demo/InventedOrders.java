package io.epistle.demo;

import io.epistle.demo.Assortment.InventedProduct;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/// The orders of the invented shop: a seeded history in which customers have a taste, come at their
/// own pace and more often before Christmas, send things back, are lost, and sometimes return. Same
/// seed, same orders.
final class InventedOrders {
    /// The customers, guests included.
    static final int CUSTOMERS = 600;

    /// The history's first day.
    static final LocalDate BEGINS = LocalDate.of(2023, 8, 28);

    /// The day behind its last; ten weeks before it the season for Christmas has begun.
    static final LocalDate ENDS = LocalDate.of(2025, 12, 10);

    private static final int DAYS = (int) ChronoUnit.DAYS.between(BEGINS, ENDS);
    private static final int OPENS = 8;
    private static final int OPEN_HOURS = 12;

    /// An order, or, with negative quantities, what was sent back of one.
    ///
    /// @param pieces how many of each product; never empty
    record InventedOrder(LocalDateTime at, Shopper shopper, Map<InventedProduct, Integer> pieces) {
        boolean isRefund() {
            return pieces.values().stream().allMatch(quantity -> quantity < 0);
        }
    }

    private InventedOrders() {}

    /// All orders and refunds in the order of time.
    static List<InventedOrder> all(long seed) {
        List<InventedOrder> all = new ArrayList<>();
        forEach(seed, (shopper, random) -> all.addAll(of(shopper, random)));
        all.sort(
                Comparator.comparing(InventedOrder::at)
                        .thenComparingInt(order -> order.shopper().number()));
        return all;
    }

    /// The customers by their numbers.
    static List<Shopper> shoppers(long seed) {
        List<Shopper> shoppers = new ArrayList<>();
        forEach(seed, (shopper, _) -> shoppers.add(shopper));
        return shoppers;
    }

    private static void forEach(long seed, BiConsumer<Shopper, SplittableRandom> visitor) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int number = 0; number < CUSTOMERS; number++) {
            SplittableRandom own = random.split();
            visitor.accept(Shopper.drawn(number, DAYS, own), own);
        }
    }

    private static List<InventedOrder> of(Shopper shopper, SplittableRandom random) {
        List<InventedOrder> orders = new ArrayList<>();
        double day = shopper.firstDay();
        while (day < DAYS) {
            InventedOrder order =
                    new InventedOrder(
                            moment((int) day, random), shopper, basket(shopper, day, random));
            orders.add(order);
            if (random.nextDouble() < shopper.sendsBack()) {
                orders.add(refund(order, random));
            }
            day += 0.5 + Shopper.exponential(shopper.pace() / demand(day), random);
            if (day > shopper.lastDay() && day < shopper.backDay()) {
                day = shopper.backDay();
            }
        }
        orders.removeIf(order -> !order.at().isBefore(ENDS.atStartOfDay()));
        return orders;
    }

    private static Map<InventedProduct, Integer> basket(
            Shopper shopper, double day, SplittableRandom random) {
        Map<InventedProduct, Integer> pieces = new LinkedHashMap<>();
        int lines = shopper.isTrade() ? random.nextInt(4, 12) : random.nextInt(1, 6);
        for (int line = 0; line < lines; line++) {
            pieces.put(
                    product(shopper, day, random),
                    shopper.isTrade() ? 12 * random.nextInt(1, 4) : random.nextInt(1, 5));
        }
        return pieces;
    }

    private static InventedProduct product(Shopper shopper, double day, SplittableRandom random) {
        if (shopper.isFestive() && isFestive(day) && random.nextInt(2) == 0) {
            return Assortment.drawnForChristmas(random);
        }
        return Assortment.drawn(
                random.nextDouble() < shopper.faithfulness()
                        ? shopper.theme()
                        : random.nextInt(Assortment.THEMES),
                random);
    }

    /// One of the products comes back, some days later.
    private static InventedOrder refund(InventedOrder order, SplittableRandom random) {
        List<Map.Entry<InventedProduct, Integer>> bought = List.copyOf(order.pieces().entrySet());
        Map.Entry<InventedProduct, Integer> line = bought.get(random.nextInt(bought.size()));
        return new InventedOrder(
                order.at().plusHours(random.nextLong(48, 400)),
                order.shopper(),
                Map.of(line.getKey(), -line.getValue()));
    }

    private static LocalDateTime moment(int day, SplittableRandom random) {
        return BEGINS.plusDays(day).atTime(OPENS, 0).plusMinutes(random.nextLong(OPEN_HOURS * 60));
    }

    /// How often people order, beside an average month.
    private static double demand(double day) {
        return switch (BEGINS.plusDays((long) day).getMonth()) {
            case SEPTEMBER -> 1.2;
            case OCTOBER -> 1.4;
            case NOVEMBER -> 1.7;
            case DECEMBER -> 1.3;
            case JANUARY -> 0.7;
            default -> 0.9;
        };
    }

    private static boolean isFestive(double day) {
        return BEGINS.plusDays((long) day).getMonthValue() >= 9;
    }
}
