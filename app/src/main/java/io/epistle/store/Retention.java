package io.epistle.store;

/// Something that is kept for a time or up to a number, and shortened in the background.
@FunctionalInterface
public interface Retention {
    /// Drops what need not be kept any longer, in short turns of `writer`, between which others
    /// have theirs. Where it is interrupted, the next call goes on.
    ///
    /// @return how much was dropped
    /// @throws StoreException where the store refuses
    long shorten(Writer writer);
}
