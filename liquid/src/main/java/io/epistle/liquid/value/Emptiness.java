package io.epistle.liquid.value;

/// The words `blank` and `empty` on one side of a comparison; everywhere else they are empty text.
public enum Emptiness implements Value {
    /// Equal to nil, `false`, text of white space only, and whatever is empty.
    BLANK,
    /// Equal to text, lists and maps without content.
    EMPTY;

    /// Whether `value` equals this word.
    ///
    /// @param value any value
    /// @return true where the comparison holds
    public boolean matches(Value value) {
        return switch (value) {
            case Nil nil -> this == BLANK;
            case Bool bool -> this == BLANK && bool == Bool.FALSE;
            case Text text -> this == BLANK ? Texts.blank(text.value()) : text.value().isEmpty();
            case Sequence sequence -> sequence.size() == 0;
            case Mapping mapping -> mapping.size() == 0;
            case NumberValue _, Moment _, Range _, Emptiness _ -> false;
        };
    }
}
