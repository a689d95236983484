package io.epistle.compose;

import java.math.BigDecimal;
import java.util.Optional;

/// One recommended product as a message shows it.
///
/// @param id the product's canonical id
/// @param code the id as the shop spells it in links
/// @param name what it is called
/// @param price of one piece, in major units of the brand's currency; absent where unknown
/// @param reason why this person, as a sentence without its full stop
/// @param image the address of a picture; absent where there is none
public record Pick(
        String id,
        String code,
        String name,
        Optional<BigDecimal> price,
        String reason,
        Optional<String> image) {}
