package io.epistle.rule.said;

/// How often something must have happened.
public sealed interface Count {
    /// More facts than a timeline is read for.
    long TIMES_MAX = 1_000_000;

    /// What is meant where nothing is said.
    Count ONCE = new Counted(CountWord.AT_LEAST, 1);

    /// `at least 3 times`.
    record Counted(CountWord word, long times) implements Count {
        public Counted {
            if (times < 0 || times > TIMES_MAX) {
                throw new IllegalArgumentException(
                        "found %d times, expected 0 to %d".formatted(times, TIMES_MAX));
            }
        }
    }

    /// `between 2 and 4 times`, both ends included.
    record Between(long least, long most) implements Count {
        public Between {
            if (least < 0 || least > most || most > TIMES_MAX) {
                throw new IllegalArgumentException("found %d to %d times".formatted(least, most));
            }
        }
    }
}
