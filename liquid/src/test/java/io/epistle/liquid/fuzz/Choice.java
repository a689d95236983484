package io.epistle.liquid.fuzz;

import java.util.List;
import java.util.Random;

/// Where a grammar takes its turns from: chance, or the bytes a fuzzer tries.
@FunctionalInterface
public interface Choice {
    /// A number of `[0, bound)`.
    int below(int bound);

    /// One of these.
    default <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /// By chance, the same for the same seed.
    static Choice seeded(long seed) {
        return new Random(seed)::nextInt;
    }

    /// By bytes; zero when they are used up, so a grammar must end where it is always answered
    /// zero.
    static Choice bytes(byte[] bytes) {
        var at = new int[1];
        return bound -> {
            int number = 0;
            for (int span = 1; span < bound; span *= 256) {
                number = number * 256 + (at[0] < bytes.length ? bytes[at[0]++] & 0xFF : 0);
            }
            return number % bound;
        };
    }
}
