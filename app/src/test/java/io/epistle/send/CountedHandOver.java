package io.epistle.send;

import java.util.concurrent.atomic.AtomicInteger;

/// A hand-over that remembers how often it was called.
final class CountedHandOver implements HandOver {

    private final AtomicInteger calls = new AtomicInteger();
    private final boolean answer;

    private CountedHandOver(boolean answer) {
        this.answer = answer;
    }

    static CountedHandOver agreeing() {
        return new CountedHandOver(true);
    }

    static CountedHandOver refusing() {
        return new CountedHandOver(false);
    }

    int calls() {
        return calls.get();
    }

    @Override
    public boolean commit() {
        calls.incrementAndGet();
        return answer;
    }
}
