package io.epistle.catalogue;

import java.math.BigDecimal;
import java.time.Instant;

/// One thing that the shop sells, as its order lines tell it.
///
/// @param id the canonical product id ([CatalogueRules#canonical])
/// @param code the id as the shop spells it most often of late, for links
/// @param name what it is called of late; the code where no line ever named it
/// @param price the typical price of one piece of late, in major units; above zero
/// @param firstSold when it was first sold for money
/// @param lastSold when it was last sold for money
/// @param lines the number of order lines that sold it for money, at least 1
/// @param quantity the pieces that those lines sold, before refunds; at most [Long#MAX_VALUE],
///   where the count stops
public record Product(
        String id,
        String code,
        String name,
        BigDecimal price,
        Instant firstSold,
        Instant lastSold,
        long lines,
        long quantity) {}
