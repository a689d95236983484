package io.epistle.console;

/// Which part of a long list is shown.
///
/// @param page from 1 to [#PAGE_MAX]; a page past the list's end is legal and empty
/// @param size how many rows a page has, 1 to [#SIZE_MAX]
public record Paging(int page, int size) {
    /// Nobody pages further by hand; the bound keeps `page * size` inside an int.
    public static final int PAGE_MAX = 100_000;

    /// What a browser draws without effort.
    public static final int SIZE_MAX = 1_000;

    /// What a person reads without effort.
    public static final int SIZE_USUAL = 50;

    public Paging {
        if (page < 1 || page > PAGE_MAX) {
            throw new IllegalArgumentException(
                    "found page %d, expected 1 to %d".formatted(page, PAGE_MAX));
        }
        if (size < 1 || size > SIZE_MAX) {
            throw new IllegalArgumentException(
                    "found size %d, expected 1 to %d".formatted(size, SIZE_MAX));
        }
    }

    /// The page of that number with [#SIZE_USUAL] rows.
    public static Paging page(int number) {
        return new Paging(number, SIZE_USUAL);
    }

    /// How many rows lie before this page.
    public int offset() {
        return (page - 1) * size;
    }
}
