package io.epistle.event;

/// The byte in front of each value in a piece, which says of what kind it is. Written into every
/// store: a number is never used again for another kind.
final class ValueTags {
    static final int NOTHING = 0;
    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int WHOLE = 3;
    static final int DECIMAL = 4;
    static final int TEXT = 5;
    static final int SEQUENCE = 6;
    static final int STRUCT = 7;

    private ValueTags() {}
}
