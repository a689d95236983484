package io.epistle;

/// Counts of things as a sentence says them.
final class Counted {
    private Counted() {}

    /// Such as `1 row` and `1,855 rows`.
    static String of(long count, String thing) {
        return of(count, thing, thing + "s");
    }

    /// Such as `1 person` and `5,942 people`.
    static String of(long count, String one, String many) {
        return "%,d %s".formatted(count, count == 1 ? one : many);
    }

    static String people(long count) {
        return of(count, "person", "people");
    }
}
