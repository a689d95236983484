package io.epistle.liquid.render;

import io.epistle.liquid.LimitReached;
import io.epistle.liquid.Limits;

/// What one render, its partials included, has used of its limits.
final class Budget {
    private final Limits limits;
    private long renderScore;
    private long assignScore;
    private int depth;

    Budget(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    void render(long steps) {
        renderScore += steps;
        if (renderScore > limits.renderScoreMax() || renderScore < 0) {
            throw new LimitReached(
                    "the render takes more than " + limits.renderScoreMax() + " steps");
        }
    }

    /// Counts a body inside a body, partials included.
    void enter() {
        // The template itself is the first body and nested in nothing.
        if (++depth > limits.nestingMax() + 1) {
            throw LimitReached.tooDeep("the render nests deeper than " + limits.nestingMax());
        }
    }

    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    void depth(int value) {
        depth = value;
    }

    void assign(long size) {
        assignScore += size;
        if (assignScore > limits.assignScoreMax() || assignScore < 0) {
            throw new LimitReached(
                    "variables hold more than "
                            + limits.assignScoreMax()
                            + " characters and items");
        }
    }

    void length(long characters) {
        if (characters > limits.outputBytesMax()) {
            throw new LimitReached(
                    "a text is longer than " + limits.outputBytesMax() + " characters");
        }
    }
}
