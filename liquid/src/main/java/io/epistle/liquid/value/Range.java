package io.epistle.liquid.value;

/// The whole numbers from `first` to `last`, both included; none where `last` is below `first`.
///
/// @param first first number
/// @param last last number
public record Range(long first, long last) implements Value {

    /// How many numbers; at most [Long#MAX_VALUE].
    public long size() {
        if (last < first) {
            return 0;
        }
        long span = last - first;
        return span < 0 || span == Long.MAX_VALUE ? Long.MAX_VALUE : span + 1;
    }
}
