package io.epistle.console;

import java.util.List;

/// One page of a list, with the length of the whole.
///
/// @param items the rows of this page, at most `paging.size()`
/// @param paging which page this is
/// @param total how many rows the whole list has
public record Slice<T>(List<T> items, Paging paging, long total) {
    public Slice {
        items = List.copyOf(items);
        if (items.size() > paging.size() || items.size() > total) {
            throw new IllegalArgumentException(
                    "found %d rows on a page of %d, of %d in all"
                            .formatted(items.size(), paging.size(), total));
        }
    }

    /// The part of a whole list that `paging` asks for.
    public static <T> Slice<T> of(List<T> whole, Paging paging) {
        int from = Math.min(paging.offset(), whole.size());
        int to = Math.min(from + paging.size(), whole.size());
        return new Slice<>(whole.subList(from, to), paging, whole.size());
    }

    /// The number of the last page; 1 for an empty list.
    public int pages() {
        return Math.clamp(Math.ceilDiv(total, paging.size()), 1, Paging.PAGE_MAX);
    }
}
