package io.epistle.event;

/// How far a source is believed when two values of a trait carry the same time; ascending.
public enum Trust {
    /// Derived by a model or a fold.
    INFERRED(0),
    /// Bought or looked up.
    ENRICHED(1),
    /// Brought by an import of history.
    IMPORTED(2),
    /// Said over a public write key: by the person, or by whoever knows the key.
    DECLARED(3),
    /// Said by a source that is trusted to speak for people, or by the product itself.
    VOUCHED(4);

    private final int code;

    Trust(int code) {
        this.code = code;
    }

    /// Whether it may say whose an address is: everybody but those whom nobody knows, and those who
    /// only guess.
    public boolean isVouched() {
        return switch (this) {
            case INFERRED, IMPORTED, VOUCHED -> true;
            case ENRICHED, DECLARED -> false;
        };
    }

    /// The number that stands for this in encodings, 0 to 15; never reused.
    int code() {
        return code;
    }

    /// The trust of a code.
    static Trust of(int code) {
        for (Trust trust : values()) {
            if (trust.code == code) {
                return trust;
            }
        }
        throw new ByteReader.MalformedBytes("found trust " + code);
    }
}
