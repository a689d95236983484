package io.epistle.rule.meant;

import io.epistle.rule.said.Count;
import io.epistle.rule.said.CountWord;

/// The numbers that a count lets pass, both ends included.
///
/// @param most [Long#MAX_VALUE] where there is no bound; negative for `fewer than 0`, which never
///   holds
record NumberRange(long least, long most) {
    static NumberRange of(Count count) {
        return switch (count) {
            case Count.Counted(CountWord word, long times) -> of(word, times);
            case Count.Between(long least, long most) -> new NumberRange(least, most);
        };
    }

    static NumberRange of(CountWord word, long number) {
        return switch (word) {
            case AT_LEAST -> new NumberRange(number, Long.MAX_VALUE);
            case MORE_THAN -> new NumberRange(number + 1, Long.MAX_VALUE);
            case EXACTLY -> new NumberRange(number, number);
            case AT_MOST -> new NumberRange(0, number);
            case FEWER_THAN -> new NumberRange(0, number - 1);
        };
    }
}
