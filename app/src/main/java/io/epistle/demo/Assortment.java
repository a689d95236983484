package io.epistle.demo;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// What the invented shop sells: gifts in themes, and things for Christmas in their season.
final class Assortment {
    /// The themes a customer may have a taste for.
    static final int THEMES = 8;

    /// A product of the shop.
    ///
    /// @param id its code, such as `GA05`
    /// @param name such as `GARDEN LANTERN`
    /// @param pence its price, at least 85
    record InventedProduct(String id, String name, int pence) {}

    private static final int CHRISTMAS = THEMES;

    private static final List<String> THEME_NAMES =
            List.of(
                    "Garden",
                    "Kitchen",
                    "Stationery",
                    "Nursery",
                    "Tea Room",
                    "Travel",
                    "Seaside",
                    "Woodland",
                    "Christmas");

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
                    "Doorstop",
                    "Candle",
                    "Wreath",
                    "Tea Towel",
                    "Night Light",
                    "Card Set",
                    "Ornament");

    /// Above 1 the first things of a theme are bought more often than its last.
    private static final double POPULARITY = 1.3;

    private Assortment() {}

    /// A product of a theme, the popular ones more often.
    static InventedProduct drawn(int theme, SplittableRandom random) {
        return product(theme, (int) (THINGS.size() * Math.pow(random.nextDouble(), POPULARITY)));
    }

    /// A thing for Christmas.
    static InventedProduct drawnForChristmas(SplittableRandom random) {
        return drawn(CHRISTMAS, random);
    }

    private static InventedProduct product(int theme, int thing) {
        String name = "%s %s".formatted(THEME_NAMES.get(theme), THINGS.get(thing));
        return new InventedProduct(
                "%s%02d".formatted(name.substring(0, 2).toUpperCase(Locale.ROOT), thing),
                name.toUpperCase(Locale.ROOT),
                85 + 40 * ((5 * theme + 7 * thing) % 23));
    }
}
