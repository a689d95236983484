package io.epistle.demo;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// A small invented shop's export, so that a newcomer sees the product without data of their own: a
/// seeded history of two years in which customers have a taste (a theme), come back at their own
/// pace, and some are lost. Same seed, same text.
public final class SampleOrders {
    /// The customers of the sample.
    public static final int CUSTOMERS = 600;

    /// Where the sample's history begins; it ends two years and ten weeks later.
    static final LocalDateTime BEGINS = LocalDateTime.of(2024, 6, 3, 8, 0);

    private static final int DAYS = 730 + 70;
    private static final List<String> THEMES =
            List.of("Garden", "Kitchen", "Stationery", "Nursery", "Tea Room", "Travel");
    private static final List<String> THINGS =
            List.of(
                    "Lantern",
                    "Bunting",
                    "Tin",
                    "Cushion",
                    "Clock",
                    "Mug",
                    "Apron",
                    "Notebook",
                    "Basket",
                    "Jar",
                    "Tray",
                    "Doorstop");
    private static final List<String> COUNTRIES =
            List.of(
                    "United Kingdom",
                    "United Kingdom",
                    "United Kingdom",
                    "Ireland",
                    "Germany",
                    "France");

    private record Order(LocalDateTime at, int customer, List<Integer> products) {}

    private SampleOrders() {}

    /// The export as CSV, one row a line of an order, in the order of time.
    public static String csv(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Order> orders = new ArrayList<>();
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            orders.addAll(orders(customer, random.split()));
        }
        orders.sort(Comparator.comparing(Order::at).thenComparingInt(Order::customer));
        StringBuilder csv =
                new StringBuilder(
                        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        int invoice = 100_000;
        for (Order order : orders) {
            invoice++;
            for (int product : order.products()) {
                line(csv, invoice, product, order, random);
            }
        }
        return csv.toString();
    }

    private static List<Order> orders(int customer, SplittableRandom random) {
        int taste = random.nextInt(THEMES.size());
        double gapDays = 12 + 60 * random.nextDouble();
        double day = random.nextDouble() * 600;
        double lostAfter = random.nextInt(3) == 0 ? day + random.nextDouble() * 250 : DAYS;
        List<Order> orders = new ArrayList<>();
        while (day < Math.min(DAYS, lostAfter)) {
            List<Integer> products = new ArrayList<>();
            for (int left = 1 + random.nextInt(5); left > 0; left--) {
                int theme = random.nextInt(10) < 7 ? taste : random.nextInt(THEMES.size());
                int thing = (int) (THINGS.size() * Math.pow(random.nextDouble(), 1.6));
                int product = theme * THINGS.size() + thing;
                if (!products.contains(product)) {
                    products.add(product);
                }
            }
            orders.add(new Order(BEGINS.plusMinutes((long) (day * 24 * 60)), customer, products));
            day += gapDays * (0.3 - Math.log(1 - random.nextDouble()));
        }
        return orders;
    }

    private static void line(
            StringBuilder csv, int invoice, int product, Order order, SplittableRandom random) {
        String theme = THEMES.get(product / THINGS.size());
        String thing = THINGS.get(product % THINGS.size());
        // One customer in twenty bought without an account.
        String customer =
                order.customer() % 20 == 7 ? "" : Integer.toString(20_000 + order.customer());
        csv.append(
                "%d,%s%02d,%s %s,%d,%s,%d.%02d,%s,%s%n"
                        .formatted(
                                invoice,
                                theme.substring(0, 2).toUpperCase(Locale.ROOT),
                                product % THINGS.size(),
                                theme,
                                thing,
                                1 + random.nextInt(12),
                                order.at().withSecond(0),
                                2 + product % 7,
                                25 * (product % 4),
                                customer,
                                COUNTRIES.get(order.customer() % COUNTRIES.size())));
    }
}
