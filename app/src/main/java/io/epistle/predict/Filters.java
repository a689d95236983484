package io.epistle.predict;

import java.util.function.Predicate;

/// What may be recommended at all, beside the rule that nobody is offered what they have unless it
/// is a repeat good.
///
/// @param allowed whether an item may be shown: in stock, in the price range, not excluded
/// @param repeatGoods items that are offered again to those who have them
public record Filters(Predicate<String> allowed, RepeatGoods repeatGoods) {
    private static final Filters NONE = new Filters(_ -> true, RepeatGoods.none());

    /// Everything is allowed, nothing is a repeat good.
    public static Filters none() {
        return NONE;
    }

    /// Everything is allowed.
    public static Filters repeating(RepeatGoods repeatGoods) {
        return new Filters(_ -> true, repeatGoods);
    }

    /// Whether an item may be offered to somebody, given whether they have it.
    boolean admits(String item, boolean owned) {
        return (!owned || repeatGoods.contains(item)) && allowed.test(item);
    }
}
