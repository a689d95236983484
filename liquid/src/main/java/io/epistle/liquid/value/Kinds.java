package io.epistle.liquid.value;

/// What a value is, in the words of a message to an author.
public final class Kinds {

    private Kinds() {}

    /// For example `text` or `a list`.
    public static String of(Value value) {
        return switch (value) {
            case Text text -> "text";
            case NumberValue number -> "a number";
            case Nil nil -> "nil";
            case Bool bool -> "true or false";
            case Moment moment -> "a date";
            case Range range -> "a range";
            case Sequence sequence -> "a list";
            case Mapping mapping -> "an object";
            case Emptiness word -> word == Emptiness.BLANK ? "blank" : "empty";
        };
    }
}
